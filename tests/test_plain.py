import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.model import (
    AudioFormat,
    Block,
    BlockKind,
    ClipSpec,
    LeftOut,
    Ms,
    Override,
    Revision,
    Voice,
    WordMark,
)
from service.plain import from_plain, to_json, to_plain

REVISION = Revision(
    id="r1",
    source_id="bao/1",
    title="Tiêu đề",
    published=datetime(2021, 7, 2, 0, 49, tzinfo=UTC),
    author=None,
    section="Thời sự",
    link=None,
    blocks=(Block(BlockKind.TITLE, "Tiêu đề"), Block(BlockKind.PARAGRAPH, "Thân bài.")),
    left_out=(LeftOut("Đăng nhập", "mục của trang"),),
)
SPEC = ClipSpec(Voice("silence", "im", "Lặng"), "1", 1.0, 1.0, -2.5, 1, AudioFormat())


@pytest.mark.parametrize(
    "value", [REVISION, SPEC, WordMark(0, Ms(12))], ids=lambda v: type(v).__name__
)
def test_a_value_comes_back_from_json_as_it_went(value: object) -> None:
    assert from_plain(type(value), json.loads(json.dumps(to_plain(value)))) == value


@pytest.mark.parametrize(
    "value",
    [REVISION, SPEC, replace(REVISION, left_out=()), "“Lặng”", None, (1, 2.5, None), ()],
    ids=["long", "nested", "empty", "text", "nothing", "list", "empty list"],
)
def test_json_written_in_pieces_is_what_it_would_be_in_one(value: object) -> None:
    assert to_json(value) == json.dumps(to_plain(value), ensure_ascii=False)


def test_json_leaves_out_the_field_that_is_named() -> None:
    plain = to_plain(REVISION)
    assert isinstance(plain, dict)
    rest = {name: each for name, each in plain.items() if name != "blocks"}
    assert json.loads(to_json(REVISION, without="blocks")) == rest


def test_an_older_record_without_a_field_takes_its_default() -> None:
    plain = to_plain(REVISION)
    assert isinstance(plain, dict)
    older = {name: each for name, each in plain.items() if name != "left_out"}
    assert from_plain(Revision, older).left_out == ()


def test_a_newer_record_with_an_unknown_field_is_read() -> None:
    plain = to_plain(SPEC)
    assert isinstance(plain, dict)
    assert from_plain(ClipSpec, {**plain, "colour": "red"}) == SPEC


@pytest.mark.parametrize(
    "plain",
    [None, [], "text", {"grapheme": 1}, {"article_id": 1}],
    ids=["nothing", "a list", "a text", "no field", "a field of another type"],
)
def test_a_value_of_another_shape_is_refused(plain: object) -> None:
    with pytest.raises(ValueError, match=r"expected|Override"):
        from_plain(Override, plain)  # type: ignore[arg-type]  # the point of the test


def test_an_unknown_type_has_no_plain_form() -> None:
    with pytest.raises(TypeError, match="no plain form"):
        to_plain(object())
