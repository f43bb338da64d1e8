"""What page checkers find in the states in which a page may be seen."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from service.model import Person
from tests.web.newsroom import SHORT, Newsroom

TAGS = [
    *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa"),
    "best-practice",
]
RULES = ["target-size", "color-contrast-enhanced", "identical-links-same-purpose"]
STATES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "more contrast": {"contrast": "more"},
}


def titled(title: str, text: str = SHORT) -> str:
    """The short article under a title of its own: axe minds links of one name to two pages."""
    return text.replace("<h1>Thành phố khởi công cây cầu mới</h1>", f"<h1>{title}</h1>")


def arrive(page: Page, seen: Locator) -> None:
    """Waits for the page that a press leads to: ``seen`` is on it, and not on the page before.

    A press waits for no server: the old page may stand for a while. The new one is complete
    when it is loaded, and its scripts listen only then.
    """
    expect(seen).to_be_visible()
    page.wait_for_load_state()


def sign_in(page: Page, newsroom: Newsroom, person: Person | None = None) -> None:
    """At the desk, with a session of an admin, unless of somebody else."""
    page.goto(f"{newsroom.base_url}/desk/sign-in?token={newsroom.sign_in_secret(person)}")
    page.get_by_role("button", name="Vào bàn biên tập").click()
    arrive(page, page.get_by_role("heading", name="Các bài đã nhận", exact=True))


def read_slowly(page: Page) -> None:
    """Plays so slowly that no sentence ends before a busy machine has looked at it.

    From the first sentence on: the notice before it, which is none, would take its time, too.
    """
    page.evaluate(
        "const audio = document.querySelector('audio');"
        " audio.playbackRate = audio.defaultPlaybackRate = 1 / 16;"
        " const [first] = document.querySelector('[data-times]').dataset.times.split(' ');"
        " audio.currentTime = parseInt(first) / 1000"
    )


def open_everything(page: Page) -> None:
    """Marks a sentence and opens what is folded: hidden parts are checked by nobody."""
    if page.locator("[data-do=next-sentence]").count():
        page.locator("[data-do=next-sentence]").click()
        expect(page.locator(".sentence.current")).to_have_count(1)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def findings(page: Page, axe: Path) -> list[str]:
    page.add_script_tag(path=str(axe))
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {rule: {"enabled": True} for rule in RULES},
        "resultTypes": ["violations", "incomplete"],
    }
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        f"{each['id']}: {node['html'][:120]}"
        for kind in ("violations", "incomplete")
        for each in found[kind]
        for node in each["nodes"]
    ]
