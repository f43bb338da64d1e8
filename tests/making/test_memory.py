"""One article takes bounded memory, whatever it contains: each in a process with its own limit.

``python -m bench.memory`` measures more of them, the longest recordings too.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.hours import ARTICLES
from bench.memory import HOLD_MB, measure_child

QUICK_SENTENCES = 4_000
"""A fifth of the most: the peak is to be in proportion."""


def test_a_job_takes_memory_in_proportion_to_its_sentences(tmp_path: Path) -> None:
    """`python -m bench.memory` measures the most, and what the web takes to show it."""
    code = "import sys; from bench.hours import record; from pathlib import Path; "
    code += "print(*record(Path(sys.argv[1]), 'tiny', int(sys.argv[2])))"
    child = [sys.executable, "-W", "ignore", "-c", code, str(tmp_path), str(QUICK_SENTENCES)]
    done = subprocess.run(child, capture_output=True, text=True, check=True)
    told, _, megabytes = done.stdout.strip().rpartition(" ")
    assert "heard" in told
    assert float(megabytes) <= HOLD_MB * QUICK_SENTENCES / ARTICLES["tiny"]


@pytest.mark.parametrize(
    ("case", "end"),
    [("digits", "heard"), ("all-fractions", "heard"), ("all-words", "refused")],
    ids=["figures that are spoken", "a megabyte that is left out", "a megabyte that is refused"],
)
def test_an_article_takes_bounded_memory(case: str, end: str) -> None:
    told, megabytes = measure_child("silence", case)
    assert end in told
    assert megabytes <= HOLD_MB, told
