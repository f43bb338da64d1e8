"""An edition from its manifest: the way back of ``outputs.manifest``."""

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from service.codec import from_plain
from service.errors import OutputError
from service.fingerprint import Plain
from service.model import (
    Alternate,
    ClipSpec,
    Edition,
    Enclosure,
    Ending,
    Passage,
    Pause,
    Revision,
    Samples,
    Segment,
    Span,
    TakenPicture,
    Utterance,
)


def read_manifest(content: bytes) -> Edition:
    """The edition that the manifest ``content`` tells of.

    Manifests of an older Loa lack the blocks, how sentences end and the whole spec of a
    second voice: these are put together from what is there. Raises OutputError for what is
    no manifest, or not a whole one.
    """
    try:
        return _edition(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise OutputError(
            f"Bản kê không đọc được: {e}.", f"The manifest cannot be read: {e}."
        ) from e


def is_complete(content: bytes) -> bool:
    """Whether ``content`` is a manifest that holds all of its edition."""
    try:
        return "blocks" in json.loads(content)["revision"]
    except (ValueError, KeyError, TypeError):
        return False


def _edition(told: dict[str, Any]) -> Edition:
    sentences = told["sentences"]
    return Edition(
        episode_id=told["episode"],
        number=told["edition"],
        revision=from_plain(Revision, {"blocks": _blocks(sentences), **told["revision"]}),
        passages=tuple(_passage(each, told["spec"], sentences) for each in sentences),
        spec=from_plain(ClipSpec, told["spec"]),
        recipe=told["recipe"],
        enclosure=from_plain(Enclosure, told["file"]),
        loudness_lufs=float(told["loudness_lufs"]),
        true_peak_dbtp=float(told["true_peak_dbtp"]),
        created=datetime.fromisoformat(told["created"]),
        fallback_reason=told["fallback_reason"],
        pictures=from_plain(tuple[TakenPicture, ...], told.get("pictures", [])),
        tagging=told.get("tagging", ""),
        alternates=from_plain(tuple[Alternate, ...], told.get("alternates", [])),
        notice=_notice(told),
    )


def _notice(told: dict[str, Any]) -> Passage | None:
    notice = told.get("notice")
    return _passage(notice, told["spec"], [notice]) if notice else None


def _blocks(sentences: Sequence[dict[str, Any]]) -> list[Plain]:
    """The blocks as their sentences tell of them: of an older Loa, without their white space."""
    return [
        {"kind": parts[0]["kind"], "text": " ".join(each["printed"] for each in parts)}
        for _, group in groupby(sentences, key=lambda each: each["block"])
        for parts in (list(group),)
    ]


def _passage(told: dict[str, Any], spec: Any, sentences: Sequence[dict[str, Any]]) -> Passage:
    clip = told["clip"]
    utterance = from_plain(Utterance, {"segment_id": told["id"], **told})
    segment = from_plain(
        Segment,
        {
            "id": told["id"],
            "text": told["printed"],
            "kind": told["kind"],
            "block": told["block"],
            "ending": told.get("ending") or _ending(told, sentences),
            "tail": told.get("tail", ""),
        },
    )
    if clip is None:
        return Passage(segment, utterance, None, None)
    begin, end = told["begin"], told["end"]
    own = _own_spec(clip, spec)
    return Passage(
        segment,
        utterance,
        clip["key"],
        Span(told["id"], Samples(begin), Samples(end)),
        spec=from_plain(ClipSpec, own) if own else None,
        lead=Samples(begin - clip["begin"]),
        trail=Samples(clip["end"] - end),
        opening=clip["jingles"]["opening"],
        closing=clip["jingles"]["closing"],
        frames_sha256=clip["frames_sha256"],
        pauses=tuple(Pause(Samples(at), Samples(to)) for at, to in clip.get("pauses", ())),
    )


def _own_spec(clip: dict[str, Any], spec: Any) -> Any:
    """How the clip was made where that is not what the edition's ``spec`` says, else None."""
    if "spec" in clip:
        return clip["spec"]
    voice = spec["voice"]
    told = (clip["engine"], clip["voice"], clip["engine_version"])
    if told == (voice["engine"], voice["name"], spec["engine_version"]):
        return None
    name = {"engine": clip["engine"], "name": clip["voice"], "label": clip["voice"]}
    return {**spec, "voice": name, "engine_version": clip["engine_version"]}


def _ending(told: dict[str, Any], sentences: Sequence[dict[str, Any]]) -> str:
    last = [each for each in sentences if each["block"] == told["block"]][-1]
    return (Ending.PARAGRAPH if last is told else Ending.SENTENCE).value
