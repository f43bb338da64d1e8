"""The button that copies a channel's address, also where a browser has no clipboard for pages."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.newsroom import Newsroom

pytestmark = pytest.mark.browser

FIELD = "#address-podcast"
BUTTON = 'button[data-copies="address-podcast"]'
TOLD = f"{BUTTON} + [role=status]"


def test_the_button_copies_the_address_and_stays_where_the_keyboard_is(
    page: Page, newsroom: Newsroom
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(newsroom.base_url + "/subscribe")
    page.locator(BUTTON).press("Enter")
    expect(page.locator(TOLD)).to_have_text("Đã chép địa chỉ.")
    expect(page.locator(BUTTON)).to_be_focused()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(FIELD).input_value()


def test_without_a_clipboard_the_keyboard_copies_what_is_selected(
    page: Page, newsroom: Newsroom
) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.goto(newsroom.base_url + "/subscribe")
    page.locator(BUTTON).press("Enter")
    expect(page.locator(TOLD)).to_contain_text("Không chép được.")
    expect(page.locator(FIELD)).to_be_focused()
    selected = "(field) => [field.selectionStart, field.selectionEnd, field.value.length]"
    begin, end, length = page.locator(FIELD).evaluate(selected)
    assert (begin, end) == (0, length)
