"""``loa say --lexicon`` and ``loa lint --lexicon``."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli.reading import lint, say
from service.errors import LoaError

CSV = "grapheme,alias\nVNM,Vi-na-miu\n"
PLS = """<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
  alphabet="ipa" xml:lang="vi"><lexeme><grapheme>VNM</grapheme><alias>Vi-na-miu</alias></lexeme>
</lexicon>"""


@pytest.mark.parametrize(("name", "content"), [("tu-dien.csv", CSV), ("tu-dien.PLS", PLS)])
def test_say_reads_by_the_lexicon_file(name: str, content: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")

    done = CliRunner().invoke(say, ["--lexicon", str(file)], input="VNM tăng 2%\n")

    assert done.output == "Vi-na-miu tăng hai phần trăm\n"


def test_what_the_lexicon_reads_needs_no_warning(tmp_path: Path) -> None:
    file, article = tmp_path / "tu-dien.csv", tmp_path / "bai.txt"
    file.write_text(CSV, encoding="utf-8")
    article.write_text("VNM tăng\n", encoding="utf-8")

    assert CliRunner().invoke(lint, [str(article)]).exit_code == 1
    assert CliRunner().invoke(lint, [str(article), "--lexicon", str(file)]).exit_code == 0


@pytest.mark.parametrize("name", ["tu-dien.txt", "absent.csv", "bad.csv"])
def test_a_lexicon_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("grapheme,alias\n,x\n", encoding="utf-8")

    done = CliRunner().invoke(say, ["--lexicon", str(tmp_path / name)], input="VNM\n")

    assert isinstance(done.exception, LoaError)
