import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from service.codec import from_json, from_plain, to_json, to_plain
from service.fingerprint import Plain, fingerprint
from service.model import (
    AudioFormat,
    Block,
    BlockKind,
    Clip,
    ClipSpec,
    Edition,
    LeftOut,
    LexiconEntry,
    Ms,
    Override,
    Revision,
    Samples,
    Voice,
)
from tests.old_codec import old_json, old_plain
from tests.store.shelf import make_edition, make_revision
from tests.text.lexicons import entry

REVISION = Revision(
    id="r1",
    source_id="bao/1",
    title="Tiêu đề “một”",
    published=datetime(2021, 7, 2, 7, 49, tzinfo=timezone(timedelta(hours=7))),
    author=None,
    section="Thời sự",
    link=None,
    blocks=(Block(BlockKind.TITLE, "Tiêu đề"), Block(BlockKind.PARAGRAPH, "Thân\u2028\t\x00bài.")),
    left_out=(LeftOut("Đăng nhập", "mục của trang"),),
)
SPEC = ClipSpec(Voice("silence", "im", "Lặng"), "1", 1.0, 1.0, -2.5, 1, AudioFormat())
CLIP = Clip(
    key="k",
    spoken="Lặng",
    voice=SPEC.voice,
    engine_version="1",
    frame_count=3,
    speech_begin=Samples(0),
    speech_end=Samples(1700),
    energies=(0.0, 1e-07, 0.1 + 0.2, 1.7976931348623157e308, 5e-324, 123456789.12345679),
    true_peak_dbtp=-1.0,
    frames_sha256="0" * 64,
)
EDITION = make_edition("a", make_revision())
ENTRY: LexiconEntry = replace(
    entry("phường", "phường nhà"), created=datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
)
VALUES = [REVISION, SPEC, CLIP, EDITION, ENTRY]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_comes_back_from_json_as_it_went(value: object) -> None:
    assert from_json(type(value), to_json(value)) == value
    assert from_plain(type(value), to_plain(value)) == value


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_an_older_loa_wrote_is_read_as_the_value_that_it_was(value: object) -> None:
    assert from_json(type(value), old_json(value)) == value
    assert from_json(type(value), old_json(value).encode()) == value
    assert from_plain(type(value), old_plain(value)) == value


def test_a_date_keeps_its_offset_by_which_a_text_is_digested() -> None:
    for written in (to_json(REVISION), old_json(REVISION)):
        read = from_json(Revision, written)
        assert read.published.isoformat() == "2021-07-02T07:49:00+07:00"
        assert read.published.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize("value", [SPEC, CLIP], ids=lambda value: type(value).__name__)
def test_a_digest_is_the_same_as_an_older_loa_made(value: object) -> None:
    assert fingerprint("x/1", to_plain(value)) == fingerprint("x/1", old_plain(value))


def test_the_digest_of_a_recipe_is_what_it_always_was() -> None:
    assert fingerprint("golden/1", to_plain(SPEC)) == "7871321dfcad36d63f00720a970ce23b"


def test_a_field_that_stands_elsewhere_is_left_out_and_given() -> None:
    written = to_json(EDITION, without="revision")
    assert "revision" not in json.loads(written)
    assert from_json(Edition, written, revision=EDITION.revision) == EDITION
    assert from_json(Edition, old_json(EDITION), revision=EDITION.revision) == EDITION


def test_an_older_record_without_a_field_takes_its_default() -> None:
    older = {name: each for name, each in old_plain(REVISION).items() if name != "left_out"}
    assert from_plain(Revision, older).left_out == ()
    assert from_json(Revision, json.dumps(older)).left_out == ()
    passages = [
        {name: each for name, each in passage.items() if name not in ("lead", "opening")}
        for passage in old_plain(EDITION)["passages"]
    ]
    content = json.dumps({**old_plain(EDITION), "passages": passages})
    assert from_json(Edition, content, revision=EDITION.revision) == EDITION


def test_a_newer_record_with_an_unknown_field_is_read() -> None:
    newer = {**old_plain(SPEC), "colour": "red"}
    assert from_plain(ClipSpec, newer) == SPEC
    assert from_json(ClipSpec, json.dumps(newer)) == SPEC


@pytest.mark.parametrize(
    "content",
    ["null", "[]", '"text"', '{"grapheme": 1}', '{"article_id": 1}', "", "{", "NaN", "[" * 100_000],
    ids=[
        "nothing",
        "a list",
        "a text",
        "no field",
        "a field of another type",
        "empty",
        "cut",
        "no JSON",
        "too deep",
    ],
)
def test_a_value_of_another_shape_is_refused(content: str) -> None:
    with pytest.raises(ValueError, match="Override"):
        from_json(Override, content)


def test_a_plain_value_of_another_shape_is_refused() -> None:
    shapes: tuple[Plain, ...] = (None, [], "text", {"grapheme": 1}, {"article_id": 1})
    for plain in shapes:
        with pytest.raises(ValueError, match="Override"):
            from_plain(Override, plain)


def test_what_a_value_cannot_be_is_refused_though_its_shape_is_right() -> None:
    cut = {**old_plain(CLIP), "frame_count": 0}
    with pytest.raises(ValueError, match="a clip has frames"):
        from_json(Clip, json.dumps(cut))
    with pytest.raises(ValueError, match="editions count from 1"):
        from_json(Edition, json.dumps({**old_plain(EDITION), "number": 0}), revision=REVISION)


def test_an_unknown_type_has_no_plain_form() -> None:
    with pytest.raises(TypeError):
        to_plain(object())
    with pytest.raises(TypeError):
        to_json(object())


def test_milliseconds_and_samples_are_whole_numbers() -> None:
    with pytest.raises(ValueError, match="int"):
        from_plain(ClipSpec, {**old_plain(SPEC), "comma_pause": 1.5})
    assert from_plain(ClipSpec, {**old_plain(SPEC), "gain_db": -2}).gain_db == -2.0
    assert from_plain(ClipSpec, {**old_plain(SPEC), "comma_pause": 7}).comma_pause == Ms(7)
