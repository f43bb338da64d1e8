"""Somebody at the desk with a keyboard alone: nothing is clicked or focused by a script."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from service.model import Article, Person
from tests.browser.checks import arrive, findings
from tests.web.newsroom import Newsroom

WIDTHS = (1280, 390)
MOST_STOPS = 60
"""More presses of Tab than this nobody should need for what a page is about."""

_IS_SHOWN = """() => {
  const focused = document.activeElement, style = getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  return focused.matches(':focus-visible') && style.outlineStyle !== 'none'
    && parseFloat(style.outlineWidth) >= 2 && box.bottom > 0 && box.top < innerHeight;
}"""


class Hands:
    """What two hands do at a page, and what is true of each page that they come to."""

    def __init__(self, page: Page, newsroom: Newsroom, axe: Path) -> None:
        self.page = page
        self._newsroom = newsroom
        self._axe = axe

    def open(self, path: str, seen: Locator | None = None) -> None:
        """The page of an address, as a bookmark opens it."""
        self.page.goto(self._newsroom.base_url + path)
        if seen is not None:
            arrive(self.page, seen)

    def open_article(self, article: Article) -> None:
        """The page of an article; its script listens."""
        self.open(f"/desk/articles/{article.id}", self.button("Câu 1"))

    def sign_in(self, person: Person | None = None) -> None:
        """At the desk, by a link that lets in once."""
        self.open(f"/desk/sign-in?token={self._newsroom.sign_in_secret(person)}")
        self.press(self.button("Vào bàn biên tập"), self.heading("Các bài đã nhận"))

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True)

    def heading(self, name: str) -> Locator:
        return self.page.get_by_role("heading", name=name, exact=True)

    def words(self, text: str) -> Locator:
        return self.page.get_by_text(text).first

    def summary(self, text: str) -> Locator:
        return self.page.locator("summary").filter(has_text=text)

    def go(self, target: Locator, *, back: bool = False) -> None:
        """Tab (or Shift and Tab) until ``target`` has the focus, and the focus can be seen."""
        self.stops_to(target, back=back)
        assert self.page.evaluate(_IS_SHOWN), f"nobody sees that the focus is on {target}"

    def stops_to(self, target: Locator, *, back: bool = False) -> int:
        """How often Tab was pressed until ``target`` had the focus."""
        expect(target).to_have_count(1)
        for stops in range(MOST_STOPS):
            if target.evaluate_all("all => all.includes(document.activeElement)"):
                return stops
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{MOST_STOPS} presses of Tab do not lead to {target}")

    def press(self, target: Locator, seen: Locator, *, back: bool = False) -> None:
        """Go to a button or link and press Enter; ``seen`` is on the page that it leads to."""
        self.go(target, back=back)
        self.page.keyboard.press("Enter")
        arrive(self.page, seen)

    def unfold(self, text: str, *, back: bool = False) -> None:
        """Open what is folded under ``text``."""
        self.go(self.summary(text), back=back)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str, *, back: bool = False) -> None:
        """Go to a field and type ``text`` in place of what it holds."""
        self.go(field, back=back)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        expect(field).to_have_value(text)

    def paste(self, field: Locator, text: str) -> None:
        """Go to a field and put ``text`` there in place of what it holds."""
        self.go(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def tick(self, box: Locator) -> None:
        """Go to a box and press the space bar."""
        self.go(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def choose(self, field: Locator, value: str) -> None:
        """Go to a list of choices and walk down it to the one of that ``value``."""
        self.go(field)
        self.page.keyboard.press("Home")
        for _ in range(field.locator("option").count()):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"“{value}” is no choice of {field}")

    def look(self) -> None:
        """The page is in order: for checkers, and on a wide and a narrow screen."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{self.page.url} is {wide} px wide on a screen of {width} px"
            assert findings(self.page, self._axe) == []
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 800})

    def write_moment(self, field: Locator, moment: str) -> None:
        """Go to a field of a date and a time and type ``moment`` (ISO 8601), part by part."""
        date, time = moment.split("T")
        (year, month, day), (hour, minute) = date.split("-"), time.split(":")
        self.go(field)
        # In the order of Debian's Chromium; a year may have six digits, so a key leaves it.
        self.page.keyboard.type(f"{month}{day}{year}")
        self.page.keyboard.press("ArrowRight")
        self.page.keyboard.type(f"{hour}{minute}{'A' if int(hour) < 12 else 'P'}")
        expect(field).to_have_value(moment)
