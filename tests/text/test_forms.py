"""Work grows with the length of a text, not with its square: held by counting, not by timing."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import service.text
from service.text.form import Form
from service.text.spoken import say
from tests.text.calls import count_calls

UNBOUNDED_GROUP = re.compile(r"\)(?:[*+]|\{\d*,\})")
"""A group repeated without a bound: what can make a regular expression quadratic or worse."""

TRYING = [
    "1", ".", '"', "a", "A", "1.", "1,", "1 ", "1-", "1/", "A.", "a/", "a.b.", " ", "- ", "– ",
    "I", "X ", "(", "@", "a@", "#", "1x", "1:", "1h", "0 ", "%", "đ", "TP.", "A-", "A&",
]  # fmt: skip


def _forms() -> Iterator[tuple[str, Form]]:
    for found in pkgutil.iter_modules(service.text.__path__):
        module = importlib.import_module(f"service.text.{found.name}")
        for name, value in vars(module).items():
            made = value() if name.startswith("_") and hasattr(value, "cache_info") else value
            if isinstance(made, Form):
                yield f"{found.name}.{name}", made


@pytest.mark.parametrize(("name", "form"), list(_forms()))
def test_no_form_repeats_a_group_without_a_bound(name: str, form: Form) -> None:
    assert not UNBOUNDED_GROUP.search(form.source), name


@pytest.mark.parametrize("unit", TRYING)
def test_twice_the_text_takes_at_most_twice_the_calls(unit: str) -> None:
    once, twice = count_calls(lambda: say(unit * 500)), count_calls(lambda: say(unit * 1000))

    assert twice <= 2 * once + 50
