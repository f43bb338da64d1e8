"""Channels and private feeds in the shell."""

from contextlib import closing
from datetime import UTC, datetime

from service.model.channel import Membership
from service.model.subchannel import ChannelKind, Subchannel
from service.store.library import open_library
from tests.cli.shell import Shell
from tests.covers.seen import opened
from tests.sources.pictures.drawing import encoded, photo


def test_a_selection_is_made_changed_removed_and_restored_in_the_shell(shell: Shell) -> None:
    made = shell.run("channel", "add", "Bản tin sáng", "--section", "Thời sự", "--tag", "sáng")
    assert made.returncode == 0, made.stderr
    assert made.stdout == "ban-tin-sang\n"
    listed = shell.run("channel", "list").stdout
    assert listed.startswith("ban-tin-sang  Bản tin sáng  http")
    changed = shell.run("channel", "change", "ban-tin-sang", "--title", "Điểm báo", "--private")
    assert changed.returncode == 0, changed.stderr
    assert shell.run("channel", "list").stdout == "ban-tin-sang  Điểm báo  kênh riêng\n"
    assert shell.run("channel", "remove", "ban-tin-sang").returncode == 0
    assert "đã bỏ" in shell.run("channel", "list").stdout
    assert shell.run("channel", "remove", "ban-tin-sang").returncode != 0
    assert shell.run("channel", "restore", "ban-tin-sang").returncode == 0
    assert "đã bỏ" not in shell.run("channel", "list").stdout


def test_a_private_feed_is_shown_once_and_revoked(shell: Shell) -> None:
    made = shell.run("channel", "private", "main", "Bà Sáu")
    assert made.returncode == 0, made.stderr
    (address,) = made.stdout.splitlines()
    assert address.endswith("/main.xml")
    listed = shell.run("channel", "private-list").stdout
    assert listed == "1  main  Bà Sáu  chưa dùng\n"
    assert address.split("/")[-2] not in listed
    assert shell.run("channel", "revoke", "1").returncode == 0
    assert "đã thu hồi" in shell.run("channel", "private-list").stdout
    assert shell.run("channel", "revoke", "1").returncode != 0


def test_what_is_no_channel_is_refused_in_words(shell: Shell) -> None:
    nothing = shell.run("channel", "add", "Không gì")
    assert nothing.returncode != 0
    assert "Hãy nêu ít nhất" in nothing.stderr
    assert shell.run("channel", "private", "khong-co", "An").returncode != 0


def test_a_channels_cover_is_set_cut_and_dropped_in_the_shell(shell: Shell) -> None:
    shell.run("channel", "add", "Giá vàng", "--tag", "vàng")
    (shell.folder / "bia.jpg").write_bytes(encoded(photo(2000, 1500)))
    refused = shell.run("channel", "cover", "gia-vang", "bia.jpg")
    assert refused.returncode != 0
    assert "2000 × 1500" in refused.stderr
    taken = shell.run("channel", "cover", "gia-vang", "bia.jpg", "--crop")
    assert taken.returncode == 0, taken.stderr
    media = shell.folder / "data" / "media"
    assert [opened(each.read_bytes()).size for each in media.glob("cover-*.jpg")] == [(1500, 1500)]
    assert ".jpg" in (media / "feed-gia-vang.xml").read_text("utf-8")
    assert shell.run("channel", "cover", "gia-vang").returncode == 0
    assert ".jpg" not in (media / "feed-gia-vang.xml").read_text("utf-8")
    assert shell.run("channel", "cover", "khong-co", "bia.jpg", "--crop").returncode != 0


def test_a_section_that_has_nothing_public_is_said_to_be_empty(shell: Shell) -> None:
    shell.run("channel", "add", "Giá vàng", "--tag", "vàng")
    sport = Membership(sections=frozenset({"Thể thao"}))
    with closing(open_library(shell.folder / "data" / "loa.db")) as library:
        made = datetime(2026, 11, 29, tzinfo=UTC)
        library.add_subchannel(Subchannel("the-thao", ChannelKind.SECTION, "Thể thao", sport, made))
    lines = dict(each.split("  ", 1) for each in shell.run("channel", "list").stdout.splitlines())
    assert lines["the-thao"].endswith("/feeds/the-thao.xml  không có bài nào")
    assert lines["gia-vang"].endswith("/feeds/gia-vang.xml"), "an editor's own choice"
