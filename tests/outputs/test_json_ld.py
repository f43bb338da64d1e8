import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model import RECORDED_VOICE, Ms
from service.outputs.disclosure import MIXED, SYNTHETIC, digital_source_type
from service.outputs.json_ld import duration_of, render_audio_object
from tests.outputs.episodes import BASE, VOICE, episode


def render(title: str = "Tựa") -> str:
    found = episode()
    revision = replace(found.edition.revision, title=title, blocks=())
    edition = replace(found.edition, revision=revision)
    return render_audio_object(replace(found, edition=edition), base_url=BASE, publisher="Đài")


def test_programs_are_told_of_the_recording_and_that_its_voice_is_synthetic() -> None:
    found = episode()
    told = json.loads(render_audio_object(found, base_url=BASE, publisher="Đài Sông Công"))
    file = found.edition.enclosure
    assert told["@type"] == "AudioObject"
    assert told["contentUrl"] == f"{BASE}/audio/{file.name}"
    assert (told["contentSize"], told["sha256"]) == (str(file.length), file.sha256)
    assert told["digitalSourceType"] == SYNTHETIC
    assert told["creditText"] == f"Giọng tổng hợp do máy tạo ra: {VOICE.label}."
    assert told["publisher"]["name"] == "Đài Sông Công"
    assert told["encodesCreativeWork"]["headline"] == found.edition.revision.title


@given(st.text(st.characters(exclude_categories=("C", "Z"))))
def test_no_title_ends_the_script_it_stands_in(title: str) -> None:
    text = render(f"T{title}</script><!-- &")
    assert not set("<>&") & set(text)
    assert json.loads(text)["name"] == f"T{title}</script><!-- &"


@pytest.mark.parametrize(
    ("length", "told"), [(Ms(0), "PT1S"), (Ms(372_499), "PT372S"), (Ms(5_000_000), "PT5000S")]
)
def test_a_duration_is_told_in_whole_seconds(length: Ms, told: str) -> None:
    assert duration_of(length) == told


def test_of_people_alone_nothing_synthetic_is_told_and_of_both_that_they_are_mixed() -> None:
    assert digital_source_type((VOICE,)) == SYNTHETIC
    assert digital_source_type((RECORDED_VOICE, VOICE)) == MIXED
    assert digital_source_type((RECORDED_VOICE,)) is None
    found = episode()
    spec = replace(found.edition.spec, voice=RECORDED_VOICE)
    read_by_people = replace(found, edition=replace(found.edition, spec=spec))
    told = json.loads(render_audio_object(read_by_people, base_url=BASE, publisher="Đài"))
    assert "digitalSourceType" not in told
