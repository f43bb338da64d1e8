"""The digests that say what sounds alike: a clip's key and an edition's recipe."""

from collections.abc import Sequence

from service.audio.originals import speech_key
from service.fingerprint import fingerprint
from service.model import ClipSpec, Edition, Revision, Segment
from service.text.division import spoken_parts


def clip_key(
    spec: ClipSpec, spoken: str, *, opening: str | None = None, closing: str | None = None
) -> str:
    """The digest of everything that changes how ``spoken`` sounds, and of nothing else.

    A recording sounds the same whatever its sentence is said to say.
    """
    return fingerprint(
        "clip/2",
        spec.voice.engine,
        spec.voice.name,
        spec.engine_version,
        spec.rate,
        spec.pitch,
        spec.gain_db,
        spec.mastering_version,
        spec.format.sample_rate,
        spec.format.bitrate_kbps,
        spec.comma_pause,
        opening,
        closing,
        None if spec.is_recording else spoken,
    )


def digest_recipe(
    segments: Sequence[Segment],
    clip_keys: Sequence[str | None],
    *,
    surroundings: str,
    notice: tuple[str, str] | None = None,
) -> str:
    """The digest of all that is heard of an edition of these clips, and of nothing else.

    What only the file's tag tells (author, dates, a title that is said otherwise, cover) is no
    part of it: a correction of that alone keeps the file. ``notice`` tells where a notice is
    heard, and its clip's key.
    """
    endings = [segment.ending.value for segment in segments]
    return fingerprint("recipe/2", clip_keys, endings, surroundings, *(notice or ()))


def digest_older_recipe(
    revision: Revision,
    segments: Sequence[Segment],
    clip_keys: Sequence[str | None],
    *,
    surroundings: str,
) -> str:
    """What ``digest_recipe`` of Loa 1.0 gave: editions of that time are still told by it.

    It digested the tag with the sound, and so did its ``surroundings``.
    """
    return fingerprint(
        "recipe/1",
        clip_keys,
        [segment.ending.value for segment in segments],
        [segment.kind.value for segment in segments],
        revision.title,
        revision.author,
        revision.published.isoformat(),
        surroundings,
    )


def kept_keys(edition: Edition) -> frozenset[str]:
    """What the cache keeps for ``edition``: its clips, and what engines sent for them."""
    keys = set[str]()
    for each in edition.played:
        if each.clip_key:
            spec = each.spec or edition.spec
            keys.add(each.clip_key)
            keys.update(speech_key(spec, part) for part in spoken_parts(each.utterance.spoken))
    return frozenset(keys)
