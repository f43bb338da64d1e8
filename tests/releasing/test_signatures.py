"""A signature is the last thing done to a file: its sound stays, its name is right, it is kept."""

import io
import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import c2pa
import pytest

from service.audio.decoding import decode
from service.audio.signing import SigningKey, SoundClaim, add_frame, sign_file, tag_length
from service.compose.signing import signing_key
from service.errors import AudioError, SettingsError
from service.making.signatures import signature_name
from service.outputs.disclosure import SYNTHETIC
from service.settings import Settings
from service.tending.rounds import tend_files
from service.tending.verification import verify_episode
from tests.media_paths import path_of
from tests.releasing.test_same_sound import publish
from tests.releasing.test_story import current
from tests.stage import Stage
from tests.standins.certificates import Certificate, make_certificate


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def key(certificate: Certificate) -> SigningKey:
    found = signing_key(settings_of(certificate))
    assert found is not None
    return found


def settings_of(certificate: Certificate) -> Settings:
    return Settings(c2pa_certificate=str(certificate.chain), c2pa_key=str(certificate.key))


def read_by_its_reader(file: bytes) -> Any:
    """What C2PA's own reader tells of the file."""
    with c2pa.Reader("audio/mpeg", io.BytesIO(file)) as reader:
        return json.loads(reader.json())


def signed(stage: Stage, key: SigningKey) -> tuple[Stage, str, Path]:
    """A stage that signs, an article that it published, and where its file lies."""
    stage = replace(stage, signing=key)
    article_id = publish(stage, author="Nguyễn An")
    path = path_of(stage.media, current(article_id, stage).enclosure.name)
    assert path is not None
    return stage, article_id, path


def test_what_was_signed_is_read_back_and_says_that_a_machine_made_it(
    stage: Stage, key: SigningKey
) -> None:
    stage, article_id, path = signed(stage, key)
    told = read_by_its_reader(path.read_bytes())
    assert told["validation_state"] == "Valid"
    manifest = told["manifests"][told["active_manifest"]]
    said = {each["label"]: each["data"] for each in manifest["assertions"]}
    actions = said["c2pa.actions.v2"]["actions"]
    assert [(each["action"], each["digitalSourceType"]) for each in actions] == [
        ("c2pa.created", SYNTHETIC)
    ]
    edition = current(article_id, stage)
    assert said["loa.recording"]["revision"] == edition.revision.id
    assert manifest["title"] == edition.revision.title


def test_a_changed_byte_of_the_sound_breaks_the_signature(stage: Stage, key: SigningKey) -> None:
    _, _, path = signed(stage, key)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    assert read_by_its_reader(bytes(content))["validation_state"] == "Invalid"


def test_signing_changes_no_sample_and_nothing_of_the_tag_but_its_last_frame(
    stage: Stage, key: SigningKey, tmp_path: Path
) -> None:
    article_id = publish(stage)
    plain = stage.media.read(current(article_id, stage).enclosure.name)
    source, target = tmp_path / "a.mp3", tmp_path / "b.mp3"
    source.write_bytes(plain)
    frame = sign_file(source, target, SoundClaim("Tựa", SYNTHETIC, {}), key)
    after = target.read_bytes()
    assert frame.startswith(b"GEOB")
    assert len(after) == len(plain) + len(frame)
    assert after[10 : tag_length(plain)] == plain[10 : tag_length(plain)]
    assert after[tag_length(after) :] == plain[tag_length(plain) :]
    before_samples, rate = decode(plain)
    samples, same_rate = decode(after)
    assert rate == same_rate
    assert samples.tobytes() == before_samples.tobytes()


def test_name_length_and_digest_are_those_of_the_signed_bytes(
    stage: Stage, key: SigningKey
) -> None:
    stage, article_id, path = signed(stage, key)
    file = current(article_id, stage).enclosure
    assert path.stat().st_size == file.length
    assert stage.media.digest(file.name) == file.sha256
    assert file.name.endswith(f"/{file.sha256[:12]}.mp3")


def test_a_signed_file_that_was_lost_is_built_again_to_the_same_bytes(
    stage: Stage, key: SigningKey
) -> None:
    stage, article_id, path = signed(stage, key)
    verdict = verify_episode(article_id, stage.library, stage.assembler)
    assert verdict.is_reproduced
    content = path.read_bytes()
    path.unlink()
    unsigned = replace(stage, signing=None)  # the certificate is gone; the signature is kept
    tend_files(unsigned.outlet, unsigned.assembler)
    assert path.read_bytes() == content


def test_a_correction_that_is_not_heard_keeps_the_signed_file(
    stage: Stage, key: SigningKey
) -> None:
    stage, article_id, path = signed(stage, key)
    publish(stage, author="Trần Bình")
    assert path_of(stage.media, current(article_id, stage).enclosure.name) == path


def test_what_cannot_be_signed_is_published_unsigned_and_told(
    stage: Stage, key: SigningKey, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        stage, article_id, path = signed(stage, replace(key, certificates=b"-----BEGIN x"))
    assert "Không ký được" in caplog.text
    file = current(article_id, stage).enclosure
    assert b"GEOB" not in path.read_bytes()[: tag_length(path.read_bytes())]
    assert not stage.media.exists(signature_name(file.name))


def test_a_frame_is_added_to_a_tag_alone() -> None:
    with pytest.raises(AudioError, match=r"ID3v2\.4"):
        add_frame(b"\xff\xf3" + bytes(20), b"GEOB")


def test_a_tag_that_would_grow_beyond_what_its_size_can_say_is_refused() -> None:
    largest = b"ID3\x04\x00\x00" + b"\x7f" * 4
    with pytest.raises(AudioError, match="ID3"):
        add_frame(largest, b"GEOB")


def test_the_private_key_is_not_told_where_its_holder_is(key: SigningKey) -> None:
    assert "PRIVATE" not in repr(key)


def test_a_file_without_a_tag_is_not_signed(key: SigningKey, tmp_path: Path) -> None:
    source = tmp_path / "a.mp3"
    source.write_bytes(b"no sound")
    with pytest.raises(AudioError):
        sign_file(source, tmp_path / "b.mp3", SoundClaim("x", SYNTHETIC, {}), key)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"c2pa_key": ""}, "LOA_C2PA_KEY"),
        ({"c2pa_certificate": ""}, "LOA_C2PA_CERTIFICATE"),
        ({"c2pa_key": "khong-co.pem"}, "khong-co.pem"),
        (
            {"c2pa_certificate": str(Path(__file__).with_name("__init__.py"))},
            "LOA_C2PA_CERTIFICATE",
        ),
        ({"c2pa_timestamps": "ftp://a.vn"}, "LOA_C2PA_TIMESTAMPS"),
    ],
)
def test_a_key_that_cannot_be_used_is_named_at_the_start(
    certificate: Certificate, changed: dict[str, Any], named: str
) -> None:
    settings = replace(settings_of(certificate), **changed)
    with pytest.raises(SettingsError, match=named):
        signing_key(settings)


def test_without_a_certificate_nothing_is_signed() -> None:
    assert signing_key(Settings()) is None
