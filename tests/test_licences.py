"""Everything that is installed may be passed on with Loa under a permissive licence."""

import pytest

from tests.licences import REASONS, Licensed, licences, required


def test_every_package_asks_for_its_notice_alone_or_has_a_reason() -> None:
    assert [each for each in licences() if not each.is_permitted] == []


def test_no_reason_is_for_what_needs_none_or_is_not_installed() -> None:
    assert set(REASONS) <= set(required())
    assert [each.name for each in licences() if each.name in REASONS and each.is_permissive] == []


@pytest.mark.parametrize(
    ("licence", "is_permissive"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("MIT AND GPL-3.0-only", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("AGPL-3.0", False),
        ("", False),
    ],
)
def test_a_licence_is_permissive_in_all_its_parts(licence: str, is_permissive: bool) -> None:
    assert Licensed("x", licence).is_permissive is is_permissive
