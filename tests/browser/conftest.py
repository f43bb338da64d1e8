import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from service.model import Episode
from service.model.channel import Membership
from service.model.subchannel import ChannelKind, Subchannel
from tests.browser.keyboard import Hands
from tests.web.newsroom import Newsroom, open_newsroom

ROOT = Path(__file__).parents[2]
PATIENCE_MS = 30_000
"""A test fails for what it finds, never for how busy the machine is."""
WATCHED = "Việc lớn"
"""In this section nobody lets go what they wrote themselves."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Scripts of the tests press buttons through the keyboard and the mouse, but
    # also begin playing without a gesture where a test is about something else.
    "--autoplay-policy=no-user-gesture-required",
]


@pytest.fixture(scope="package")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("newsroom")
    with open_newsroom(folder, release_rules={f"section:{WATCHED}": "four-eyes"}) as opened:
        yield opened


@pytest.fixture(scope="package")
def episode(newsroom: Newsroom) -> Episode:
    return newsroom.record("bai/nghe")


@pytest.fixture(scope="package")
def address(newsroom: Newsroom, episode: Episode) -> str:
    return f"{newsroom.base_url}/episodes/{episode.id}"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "install Debian's chromium"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    # Playwright's waiting evaluates strings, which the policy of the pages forbids.
    opened = chromium.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when its script complains."""
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert complaints == []


@pytest.fixture(scope="package")
def axe() -> Path:
    """axe-core, which is not part of the repository; ``.ci/run`` installs it."""
    folder = Path(os.environ.get("AXE_CORE", ROOT / ".ci/node/node_modules/axe-core"))
    script = folder / "axe.min.js"
    assert script.is_file(), (
        "npm install --prefix .ci/node --ignore-scripts axe-core, or set AXE_CORE to its folder"
    )
    return script


@pytest.fixture
def hands(page: Page, newsroom: Newsroom, axe: Path) -> Hands:
    """An admin at the desk, with a keyboard alone."""
    at_desk = Hands(page, newsroom, axe)
    at_desk.sign_in()
    return at_desk


@pytest.fixture(scope="package")
def selection(newsroom: Newsroom) -> None:
    """Channels beside the podcast, and somebody who hears one of them."""
    library, now = newsroom.service.library, datetime.now(UTC)
    membership = Membership(sections=frozenset({"Thời sự"}))
    kind = ChannelKind.SELECTION
    library.add_subchannel(Subchannel("ban-tin", kind, "Bản tin", membership, now))
    for number in range(4):  # of so many a list leads to each
        slug = f"ban-tin-{number}"
        library.add_subchannel(Subchannel(slug, kind, f"Bản tin {number}", membership, now))
    library.add_private_feed("d" * 64, "ban-tin", "Bà Sáu", "An", now)
