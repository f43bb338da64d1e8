"""Listening figures at the desk: charts with their tables, narrowed, and as a file."""

import csv
import html
import io
import re
from datetime import UTC, datetime, timedelta

import pytest

from service.desk.channels import ChannelWords, add_selection, remove_channel
from service.desk.desk import Desk
from service.model import Episode, shell_actor
from service.model.listening import Figure, FigureKind
from tests.web.newsroom import Editor, Newsroom

TODAY = datetime.now(UTC).date()
FORMULA = "=SUM(1)"


@pytest.fixture(scope="module")
def episode(newsroom: Newsroom) -> Episode:
    """One of its own: the one that all share is listened to by other tests."""
    return newsroom.record("bai/luot-nghe")


@pytest.fixture(scope="module", autouse=True)
def heard(newsroom: Newsroom, episode: Episode) -> None:
    """An app of a name that a spreadsheet would run, and one of the page."""
    some = {
        Figure(TODAY, FigureKind.DOWNLOAD, episode.id, "gPodder"): 7,
        Figure(TODAY - timedelta(days=20), FigureKind.DOWNLOAD, episode.id, FORMULA): 2,
        Figure(TODAY, FigureKind.DOWNLOAD, "daxoa", "gPodder"): 3,
        Figure(TODAY, FigureKind.PAGE_BEGUN, episode.id): 5,
        Figure(TODAY, FigureKind.PAGE_ALL, episode.id): 4,
    }
    newsroom.service.library.keep_listening({}, some)


def numbers(page: str) -> tuple[int, int]:
    """Downloads and plays begun on pages, in all."""
    found = re.findall(r"<dd>(\d+)</dd>", page)
    return int(found[0]), int(found[1])


def shown(editor: Editor, query: str = "") -> str:
    answer = editor.get(f"/desk/figures{query}")
    assert answer.status == 200
    return html.unescape(answer.text)


def row(page: str, name: str) -> list[str]:
    """The cells of the table's row that names an article."""
    found = re.search(rf'<tr><th scope="row"><a [^>]*>{re.escape(name)}</a></th>(.*?)</tr>', page)
    assert found is not None
    return re.findall(r"<td>(.*?)</td>", found[1])


def test_figures_are_told_in_charts_in_tables_and_by_article(
    editor: Editor, episode: Episode
) -> None:
    page = shown(editor, f"?bai={episode.id}&app=gPodder")
    assert numbers(page) == (7, 0)
    page = shown(editor, f"?bai={episode.id}")
    assert numbers(page)[1] == 5
    assert row(page, episode.edition.revision.title)[1:] == ["5", "4"]
    for chart in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        assert "<title" in chart
        assert "<desc" in chart
        assert "style=" not in chart, "the policy of the pages forbids it"
    assert page.count("<svg") + 1 == page.count("<table")


def test_bars_of_applications_and_sections_have_their_names(
    editor: Editor, episode: Episode
) -> None:
    page = shown(editor, f"?bai={episode.id}")
    apps = page.split('id="apps"')[1]
    assert "<span>gPodder</span>" in apps.split("<details>")[0]
    assert "Số dưới cột" not in apps
    days = page.split('id="days"')[1].split("<details>")[0]
    assert re.findall(r"<span>(.*?)</span>", days)[-1] == f"{TODAY.day}/{TODAY.month}"


def test_many_downloads_are_told_with_their_thousands_apart_and_no_power_of_ten(
    newsroom: Newsroom, editor: Editor
) -> None:
    long_ago = TODAY - timedelta(days=200)
    many = {Figure(long_ago, FigureKind.DOWNLOAD, "nhieu", "gPodder"): 2_345_678}
    newsroom.service.library.keep_listening({}, many)
    page = shown(editor, "?bai=nhieu&ngay=365")
    assert "<dd>2.345.678</dd>" in page
    assert row(page, "nhieu")[0] == "2.345.678"
    assert "0; 2.500.000; 5.000.000" in page, "the lines of the chart"
    assert "e+" not in page.split('id="days"')[1].split("</section>")[0]


def test_the_days_that_are_asked_for_are_the_days_that_are_summed(
    editor: Editor, episode: Episode
) -> None:
    long = numbers(shown(editor, f"?bai={episode.id}&ngay=30"))[0]
    assert numbers(shown(editor, f"?bai={episode.id}&ngay=7"))[0] == long - 2
    assert numbers(shown(editor, f"?bai={episode.id}&ngay=x"))[0] == long, "the usual period"


def test_a_deleted_article_is_told_by_its_id_and_a_strange_one_by_nothing(editor: Editor) -> None:
    assert row(shown(editor, "?bai=daxoa"), "daxoa") == ["3", "0", "0"]
    for query in ("?bai=khongco", "?chuyen-muc=%00%F0%9F%91%A9", "?app=" + "x" * 9_000):
        assert numbers(shown(editor, query)) == (0, 0)


def test_a_channels_figures_are_those_of_the_episodes_that_belong_to_it(
    newsroom: Newsroom, editor: Editor, episode: Episode
) -> None:
    words = ChannelWords(title="Tin cầu", tags=("cầu",))
    desk = Desk(shell_actor("test"), newsroom.service.library, datetime.now(UTC))
    channel = add_selection(words, desk)
    page = shown(editor, f"?kenh={channel.slug}")
    assert f'<option value="{channel.slug}" selected>Tin cầu</option>' in page
    assert numbers(page) == (0, 0)
    remove_channel(channel.slug, desk)
    whole = shown(editor, "?kenh=khong-co")
    assert numbers(whole)[0] >= 12, "a channel that there is not narrows nothing"


def test_the_file_has_each_total_and_no_cell_that_runs(editor: Editor, episode: Episode) -> None:
    answer = editor.get(f"/desk/figures.csv?bai={episode.id}&ngay=30")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    told = {(line["day"], line["kind"], line["app"]): line for line in lines}
    assert told[TODAY.isoformat(), "download", "gPodder"]["count"] == "7"
    assert told[TODAY.isoformat(), "page-4", ""]["title"] == episode.edition.revision.title
    assert ((TODAY - timedelta(days=20)).isoformat(), "download", f"'{FORMULA}") in told


@pytest.mark.parametrize("path", ["/desk/figures", "/desk/figures.csv"])
def test_who_has_not_come_in_is_told_no_figures(newsroom: Newsroom, path: str) -> None:
    answer = newsroom.ask(path)
    assert answer.status in (303, 401)
    assert b"gPodder" not in answer.body
