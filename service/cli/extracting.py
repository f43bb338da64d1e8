"""loa extract: what of a document is the article; nothing is kept and nothing is asked for."""

import json
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.input import read_input
from service.cli.opening import current_settings, now
from service.excerpt import excerpt
from service.model import BlockKind, Leaf

if TYPE_CHECKING:
    from service.articles.recognised import Recognised
    from service.desk.extraction import Extraction

_UNKNOWN = "(không rõ)"
_MARKS = {
    BlockKind.LIST_ITEM: "• ",
    BlockKind.QUOTATION: "> ",
    BlockKind.ATTRIBUTION: "> — ",
    BlockKind.CAPTION: "[chú thích] ",
    BlockKind.PICTURE: "[ảnh] ",
    BlockKind.EMBED: "[nhúng] ",
    BlockKind.TABLE_HEAD: "[bảng] ",
    BlockKind.TABLE_ROW: "| ",
    BlockKind.NOTE: "[ghi chú] ",
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--url", help="Địa chỉ của trang: liên kết và ảnh ghi tắt được hiểu theo đó.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON (docs/api.md).")
def extract(file: Path, url: str | None, as_json: bool) -> None:
    """In bài báo tìm thấy trong tệp: thông tin, nội dung, và những gì bị bỏ ra ngoài.

    FILE là tệp, hoặc - để đọc từ đầu vào chuẩn. Không lưu gì và không hỏi mạng.

    (Prints the article found in a document: facts, content, what is left out and why.)
    """
    from service.desk.extraction import extract as extract_article
    from service.desk.hints import Hints, clean_hints
    from service.desk.telling import plain_extraction

    settings = current_settings()
    hints = clean_hints(Hints("-", file_name=file.name, link=url), now())
    found = extract_article(
        read_input(file), hints, zone=settings.zone, limit_bytes=settings.article_limit_bytes
    )
    if as_json:
        click.echo(json.dumps(plain_extraction(found), ensure_ascii=False, indent=1))
    else:
        for line in described_extraction(found, settings.zone):
            click.echo(line)
        for note in found.notes:
            click.echo(f"Lưu ý: {note}")
        for reason in found.doubts:
            click.echo(f"Cảnh báo: {reason.vi}")


def described_extraction(found: "Extraction", zone: tzinfo) -> Iterator[str]:
    """The facts, the lines of the content and what is left out, for people; dates in ``zone``."""
    recognised = found.recognised
    for name, told in _facts(recognised, zone).items():
        yield f"{name}: {told or _UNKNOWN}"
    yield f"\nNội dung ({len(recognised.content.leaves)} dòng):"
    for leaf in recognised.content.leaves:
        yield f"  {_mark(leaf)}{leaf.text}"
    yield f"\nBỏ ra ngoài ({len(recognised.left_out)} dòng):"
    for left in recognised.left_out:
        yield f"  · {excerpt(left.text, 70)}  [{left.reason}]"


def _facts(recognised: "Recognised", zone: tzinfo) -> dict[str, str | None]:
    return {
        "Tiêu đề": recognised.title,
        "Đăng": _moment(recognised.published, zone),
        "Sửa": _moment(recognised.modified, zone),
        "Tác giả": recognised.author,
        "Chuyên mục": recognised.section,
        "Sa-pô": recognised.lead,
        "Địa chỉ": recognised.link,
        "Ảnh": recognised.image,
        "Thẻ": ", ".join(recognised.tags),
    }


def _moment(moment: datetime | None, zone: tzinfo) -> str | None:
    return f"{moment.astimezone(zone):%d-%m-%Y %H:%M}" if moment else None


def _mark(leaf: Leaf) -> str:
    if leaf.level:
        return f"{'#' * leaf.level} "
    return f"{leaf.label}. " if leaf.label else _MARKS.get(leaf.kind, "")
