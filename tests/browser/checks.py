"""What page checkers find in the states in which a page may be seen."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

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


def open_everything(page: Page) -> None:
    """Marks a sentence and opens what is folded: hidden parts are checked by nobody."""
    if page.locator("[data-do=next-sentence]").count():
        page.locator("[data-do=next-sentence]").click()
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
