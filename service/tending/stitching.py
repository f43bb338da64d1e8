"""An edition's file made anew beside the published one, by either of two ways."""

from dataclasses import dataclass
from pathlib import Path

from service.audio.join import JoinedFile, join_edition
from service.audio.splice import stitch_reference
from service.making.assembly import Assembler, clip_reader, rebuild_file
from service.making.layout import Layout
from service.making.tagging import tag_edition
from service.model import Ms, Samples, Span
from service.store.library import Library
from service.tending.verification import find_episode, first_with_file

_WHOLE = "reference"


@dataclass(frozen=True, slots=True)
class Stitched:
    """What was written, and how far the most distant cue lies from the published edition's."""

    file: JoinedFile
    cue_error: Ms


def stitch_frames(
    episode_id: str, target: Path, library: Library, assembler: Assembler
) -> Stitched:
    """The episode's file as it is published: ready frames joined.

    Raises NotFoundError for an unknown episode, ClipLostError when a clip is gone or was
    made again with another sound.
    """
    edition = first_with_file(find_episode(episode_id, library), library)
    built = rebuild_file(target, edition, assembler)
    return Stitched(built, Ms(0))


def stitch_by_pydub(
    episode_id: str, target: Path, library: Library, assembler: Assembler
) -> Stitched:
    """The episode's file as pydub makes it: every clip decoded, laid on a timeline, encoded.

    The reference that the join is held against. Raises as :func:`stitch_frames`.
    """
    edition = first_with_file(find_episode(episode_id, library), library)
    layout, audio = Layout.of(edition), edition.spec.format
    frames, begins = stitch_reference(
        layout.placed,
        clip_reader(layout, assembler.cache),
        length=layout.length(assembler.studio.pauses),
        audio=audio,
    )
    length = Samples(len(frames) // audio.frame_bytes * audio.frame_samples)
    tag = tag_edition(layout, length, assembler.studio)
    whole = [(_WHOLE, Span(_WHOLE, Samples(0), length))]
    read = {_WHOLE: frames}.__getitem__
    joined = join_edition(target, whole, read, length=length, format=audio, tags=tag)
    return Stitched(joined, _cue_error(layout, begins))


def _cue_error(layout: Layout, begins: tuple[Ms, ...]) -> Ms:
    to_ms = layout.spec.format.to_ms
    spans = [span for _, span in layout.placed]
    errors = [abs(to_ms(span.begin) - at) for span, at in zip(spans, begins, strict=True)]
    return Ms(max(errors, default=0))
