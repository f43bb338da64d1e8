"""What feedgen 1.0.0 does wrong does not reach the feed."""

import dataclasses
import locale
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from service.errors import OutputError
from tests.outputs.episodes import BASE, CHANNEL, PUBLISHED
from tests.outputs.rss import attributes, item, parse, published_item, text
from tests.outputs.whole_feed import render_feed


@pytest.mark.parametrize("ending", [".jpeg", ".JPG", "-3f2a.png", ".png?v=2"])
def test_the_artwork_is_kept_whatever_its_address_ends_in(ending: str) -> None:
    channel = dataclasses.replace(CHANNEL, image_url=f"{BASE}/cover{ending}")
    found = attributes(parse(render_feed(channel, [])), "channel/itunes:image")
    assert found == {"href": channel.image_url}


def test_quotation_marks_in_a_category_do_no_harm() -> None:
    channel = dataclasses.replace(CHANNEL, category='Tin "nóng" & <mới>')
    found = attributes(parse(render_feed(channel, [])), "channel/itunes:category")
    assert found == {"text": 'Tin "nóng" & <mới>'}


def test_a_date_is_written_with_its_zone() -> None:
    found = published_item(dataclasses.replace(item(), published=datetime(2026, 1, 5, tzinfo=UTC)))
    assert text(found, "pubDate") == "Mon, 05 Jan 2026 00:00:00 +0000"


def test_a_date_without_a_zone_is_refused_in_our_own_words() -> None:
    naive = dataclasses.replace(item(), published=PUBLISHED.replace(tzinfo=None))
    with pytest.raises(OutputError, match="Không tạo được feed"):
        render_feed(CHANNEL, [naive])


def test_the_feed_can_be_the_first_thing_a_program_imports() -> None:
    # feedgen.util needs lxml.etree and does not import it.
    subprocess.run([sys.executable, "-c", "import service.outputs.feed"], check=True)


class SlowZone(tzinfo):
    """A zone that lets other threads run while a date is being written."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        time.sleep(0.001)
        return timedelta(hours=7)

    def dst(self, _: datetime | None) -> None:
        return None

    def tzname(self, _: datetime | None) -> None:
        return None


def test_feeds_built_at_once_leave_the_process_locale_as_it_was() -> None:
    slow = dataclasses.replace(item(), published=PUBLISHED.replace(tzinfo=SlowZone()))
    built: list[bytes] = []

    def build() -> None:
        built.extend(render_feed(CHANNEL, [slow]) for _ in range(4))

    before = locale.setlocale(locale.LC_ALL)
    expected = locale.setlocale(locale.LC_ALL, "C.UTF-8")
    try:
        threads = [threading.Thread(target=build) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert locale.setlocale(locale.LC_ALL) == expected
    finally:
        locale.setlocale(locale.LC_ALL, before)
    assert built == [built[0]] * 16
