"""loa say, split, lint: how a text will be read, without speaking it."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from service.cli.input import STDIN, read_input, read_lines
from service.codec import to_plain
from service.errors import ArticleError, LexiconError
from service.model import LexiconEntry, TextWarning, Utterance
from service.text.claim import Reader
from service.text.lexicon import Lexicon, read_csv, read_pls
from service.text.segments import split_sentences
from service.text.spoken import say as say_text

FILE = click.argument(
    "file", type=click.Path(path_type=Path, allow_dash=True), default=STDIN, required=False
)
_LEXICON_FORMATS = {".csv": read_csv, ".pls": read_pls, ".xml": read_pls}
LEXICON = click.option(
    "--lexicon",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Tệp từ điển riêng: .csv, hoặc .pls/.xml (W3C PLS 1.0).",
)


@click.command()
@FILE
def split(file: Path) -> None:
    """In mỗi câu của văn bản trên một dòng. (Prints one sentence a line.)"""
    for sentence in split_sentences(_read_text(file)):
        click.echo(sentence)


@click.command()
@FILE
@LEXICON
@click.option("--json", "as_json", is_flag=True, help="Mỗi dòng một đối tượng JSON có lý do đọc.")
def say(file: Path, lexicon: Path | None, as_json: bool) -> None:
    """In cách đọc của từng dòng: vào bao nhiêu dòng, ra bấy nhiêu dòng.

    (Prints one spoken line for each line; --json adds trace and warnings.)
    """
    reader = _read_lexicon(lexicon)
    for line in read_lines(file):
        utterance = say_text(line, lexicon=reader)
        click.echo(_as_json(line, utterance) if as_json else utterance.spoken)


@click.command()
@click.argument("articles", nargs=-1, required=True)
@LEXICON
def lint(articles: tuple[str, ...], lexicon: Path | None) -> None:
    """Chỉ ra những chỗ nên xem lại trước khi đọc; mã thoát 1 khi có.

    ARTICLES là các tệp văn bản, - cho đầu vào chuẩn, hoặc mã của bài đã nhận;
    bài đã nhận được đọc với từ điển và các câu đã sửa của toà soạn.

    (Prints warnings with place, reason and alternatives; exit 1 when there are any.)
    """
    reader = _read_lexicon(lexicon)
    found = False
    for name in articles:
        is_file = name == str(STDIN) or Path(name).exists()
        places = _lint_file(Path(name), reader) if is_file else _lint_article(name)
        for place, warning in places:
            found = True
            click.echo(f"{name}:{place}:{warning.begin + 1}: {_described(warning)}")
    if found:
        sys.exit(1)


def _lint_file(file: Path, reader: Reader | None) -> Iterator[tuple[int, TextWarning]]:
    """The warnings of a text, each with its line, counted from 1."""
    for number, line in enumerate(read_lines(file), 1):
        for warning in say_text(line, lexicon=reader).warnings:
            yield number, warning


def _lint_article(name: str) -> Iterator[tuple[int, TextWarning]]:
    """The warnings of an article in the library, each with its sentence, counted from 1."""
    # Imported here: reading a line must not wait for the database.
    from service.cli.articles import find_article_by_name
    from service.cli.opening import opened_library
    from service.compose.speech import speech_rules
    from service.making.script import write_script

    with opened_library() as (settings, library):
        article = find_article_by_name(library, name)
        script = write_script(article, library, speech_rules(settings))
    for number, utterance in enumerate(script.utterances, 1):
        for warning in utterance.warnings:
            yield number, warning


def _read_lexicon(file: Path | None) -> Reader | None:
    """The global entries of a lexicon file as a reader."""
    if file is None:
        return None
    return Lexicon(read_lexicon_file(file, datetime.now(UTC))).reader()


def read_lexicon_file(file: Path, now: datetime) -> tuple[LexiconEntry, ...]:
    """The entries of a lexicon file; its suffix tells the format. Raises LexiconError."""
    read = _LEXICON_FORMATS.get(file.suffix.lower())
    if read is None:
        raise LexiconError(
            f"Từ điển {file} phải có đuôi .csv, .pls hoặc .xml.",
            f"The lexicon {file} must end in .csv, .pls or .xml.",
        )
    return read(read_input(file), now=now)


def _read_text(file: Path) -> str:
    try:
        return read_input(file).decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise ArticleError(
            f"{file} không phải văn bản UTF-8 (byte {e.start}).",
            f"{file} is not UTF-8 text (byte {e.start}).",
        ) from e


def _as_json(line: str, utterance: Utterance) -> str:
    return json.dumps(
        {
            "printed": line,
            "spoken": utterance.spoken,
            "trace": to_plain(utterance.trace),
            "warnings": to_plain(utterance.warnings),
            "foreign": to_plain(utterance.foreign),
        },
        ensure_ascii=False,
    )


def _described(warning: TextWarning) -> str:
    others = f" Cách khác: {'; '.join(warning.alternatives)}." if warning.alternatives else ""
    return f"[{warning.code}] “{warning.written}”: {warning.reason}{others}"
