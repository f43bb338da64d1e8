"""The manifest ties each sentence to its sound."""

import json
from dataclasses import replace
from typing import Any

from service.model import Pause, Reading, Samples, TextWarning
from service.outputs.manifest import render_manifest, tells_of
from tests.outputs.episodes import BLOCKS, VOICE, edition, passage

TRACE = (Reading("numerals", "70", "bảy mươi", 43, 45),)
WARNINGS = (TextWarning("unread-digit", "2020", 33, 37, "Số chưa chắc"),)


def manifest() -> dict[str, Any]:
    passages = [
        passage(0, BLOCKS[0], heard=False),
        replace(
            passage(1, BLOCKS[1], trace=TRACE, warnings=WARNINGS),
            frames_sha256="cd" * 32,
            pauses=(Pause(Samples(12_000), Samples(19_200)),),
        ),
    ]
    made: dict[str, Any] = json.loads(render_manifest(edition(passages=passages)))
    return made


def test_a_sentence_is_followed_from_print_to_samples() -> None:
    sentence = manifest()["sentences"][1]
    assert sentence == {
        "id": "s001",
        "kind": "paragraph",
        "block": 1,
        "printed": BLOCKS[1].text,
        "ending": "paragraph",
        "tail": "",
        "spoken": BLOCKS[1].text,
        "overridden": False,
        "trace": [
            {
                "rule": "numerals",
                "written": "70",
                "spoken": "bảy mươi",
                "begin": 43,
                "end": 45,
                "confidence": 1.0,
            }
        ],
        "warnings": [
            {
                "code": "unread-digit",
                "written": "2020",
                "begin": 33,
                "end": 37,
                "reason": "Số chưa chắc",
                "alternatives": [],
            }
        ],
        "foreign": [],
        "begin": 48_000,
        "end": 91_200,
        "clip": {
            "key": "clip001",
            "begin": 48_000,
            "end": 91_200,
            "jingles": {"opening": None, "closing": None},
            "engine": "espeak",
            "engine_version": "1.52",
            "voice": "vi",
            "spec": None,
            "frame_count": 75,
            "frames_sha256": "cd" * 32,
            "pauses": [[12_000, 19_200]],
        },
    }


def test_a_sentence_that_is_not_heard_has_no_clip_and_no_samples() -> None:
    sentence = manifest()["sentences"][0]
    assert (sentence["clip"], sentence["begin"], sentence["end"]) == (None, None, None)


def test_the_file_its_loudness_and_the_engine_are_written_down() -> None:
    made = manifest()
    assert made["format"] == "loa-manifest/1"
    assert made["file"]["sha256"] == "01" + "ab" * 31
    assert made["file"]["length"] == 80_640
    assert (made["loudness_lufs"], made["true_peak_dbtp"]) == (-16.02, -1.4)
    assert made["spec"]["voice"] == {"engine": "espeak", "name": "vi", "label": VOICE.label}
    assert made["spec"]["engine_version"] == "1.52"


def test_equal_editions_have_equal_manifests() -> None:
    assert render_manifest(edition()) == render_manifest(edition())


def test_a_manifest_written_in_pieces_is_laid_out_as_one_in_whole() -> None:
    made = render_manifest(edition())
    assert made == json.dumps(json.loads(made), ensure_ascii=True, indent=1) + "\n"
    assert json.loads(made)["sentences"]


def test_a_manifest_is_known_for_its_editions_and_told_from_a_part_of_one() -> None:
    whole = render_manifest(edition()).encode()
    assert tells_of(whole, edition())
    assert not tells_of(whole, edition(number=2))
    assert not tells_of(whole[:-9], edition())
    for broken in (b"", b"[]", b"{}", b"\xff"):
        assert not tells_of(broken, edition())
