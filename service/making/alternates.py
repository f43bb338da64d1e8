"""The sound of an edition in other forms, in files beside its own."""

import base64
import hashlib
import logging
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from service.audio.opus import CODECS, MEDIA_TYPE, OpusEncoder, encode_opus
from service.errors import AudioError
from service.legal_text import legal_text
from service.making.layout import Layout
from service.making.studio import Studio
from service.model import Alternate, Enclosure
from service.model.published_names import alternate_beginning, alternate_name
from service.outputs.disclosure import label_notes, label_words
from service.store.media import Media

_LOG = logging.getLogger(__name__)
_MOST = 100


def make_alternates(
    built: Path, enclosure: Enclosure, layout: Layout, studio: Studio, opus: OpusEncoder | None
) -> Mapping[Alternate, Path]:
    """Other forms of the file ``built``, each with where it lies: beside it, not published yet.

    It will be published as ``enclosure``. Without an encoder there are none. One that fails is
    told in the log and holds up nothing: the recording itself is what listeners are promised.
    """
    if opus is None:
        return MappingProxyType({})
    target = built.with_suffix(".opus")
    comments = _comments(layout, studio)
    try:
        encode_opus(built, target, opus, duration=enclosure.duration, comments=comments)
    except AudioError as e:
        _LOG.error("%s: %s (published without Opus: %s)", enclosure.name, e.vi, e.en)
        return MappingProxyType({})
    return MappingProxyType({_described(target, enclosure): target})


def alternate_names(recording: str, media: Media) -> tuple[str, ...]:
    """The names of the other forms of a ``recording`` that are published."""
    begin = alternate_beginning(recording)
    folder = recording.partition("/")[0]
    found = media.names_after(begin, folder, _MOST)
    return tuple(name for name in found if name.startswith(begin))


def _described(target: Path, enclosure: Enclosure) -> Alternate:
    content = target.read_bytes()  # a third of the recording at most
    sha256 = hashlib.sha256(content).hexdigest()
    name = alternate_name(enclosure.name, sha256)
    seconds = max(enclosure.duration, 1) / 1000
    sri = base64.b64encode(hashlib.sha384(content).digest()).decode("ascii")
    return Alternate(
        file=Enclosure(name, len(content), MEDIA_TYPE, enclosure.duration, sha256),
        codecs=CODECS,
        bitrate=round(len(content) * 8 / seconds),
        sri=f"sha384-{sri}",
    )


def _comments(layout: Layout, studio: Studio) -> Mapping[str, str]:
    """What the file tells of itself, as the tag of the recording does."""
    told = {
        "TITLE": layout.revision.title,
        "ARTIST": studio.station,
        "ORGANIZATION": studio.publisher,
        "COMMENT": label_words(layout.voices),
        **label_notes(layout.voices),
    }
    return {name: " ".join(legal_text(text).split()) for name, text in told.items() if text}
