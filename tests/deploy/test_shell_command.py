"""``loa`` on a server: as its service runs, whoever's folder one stands in."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy" / "systemd" / "loa"
SETTINGS = """\
# Thiết đặt của Loa
LOA_TITLE=Đài phường Sông Công
LOA_AUTHOR="Phường $Sông Công"
LOA_DATABASE_URL=postgresql://loa:a=b@h/d?schema=loa&sslmode=require

LOA_PORT=8001
không phải thiết đặt
"""


def tell(folder: Path, **before: str) -> dict[str, str]:
    """What the program finds in its environment, of Loa's."""
    program = folder / "program"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\nenv\n', "utf-8")
    program.chmod(0o755)
    (folder / "loa.env").write_text(SETTINGS, "utf-8")
    script = folder / "loa"
    words = SCRIPT.read_text("utf-8")
    for name, here in (
        ("settings=/etc/loa/loa.env", f"settings={folder / 'loa.env'}"),
        ("program=/opt/loa/bin/loa", f"program={program}"),
        ("user=loa", "user=root"),
    ):
        assert name in words
        words = words.replace(name, here)
    script.write_text(words, "utf-8")
    done = subprocess.run(
        ["/bin/sh", str(script), "backup", "một thư mục"],
        check=True, capture_output=True, text=True, env={"PATH": os.environ["PATH"], **before},
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert lines[:2] == ["backup", "một thư mục"]
    return dict(each.split("=", 1) for each in lines if each.startswith("LOA_"))


pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes the service's user")


def test_a_command_has_the_settings_and_folders_of_the_service(tmp_path: Path) -> None:
    assert tell(tmp_path) == {
        "LOA_TITLE": "Đài phường Sông Công",
        "LOA_AUTHOR": "Phường $Sông Công",
        "LOA_DATABASE_URL": "postgresql://loa:a=b@h/d?schema=loa&sslmode=require",
        "LOA_PORT": "8001",
        "LOA_DATA": "/var/lib/loa",
        "LOA_CACHE": "/var/cache/loa",
    }


def test_what_is_set_before_a_command_wins(tmp_path: Path) -> None:
    told = tell(tmp_path, LOA_DATA="/var/lib/loa-anew", LOA_DATABASE_URL="")
    assert told["LOA_DATA"] == "/var/lib/loa-anew"
    assert told["LOA_DATABASE_URL"] == ""
    assert told["LOA_CACHE"] == "/var/cache/loa"
