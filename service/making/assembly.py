"""Clips become the sound of an edition: placed, joined into its file, measured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from service.audio.cache import ClipCache
from service.audio.join import JoinedFile, join_edition
from service.audio.loudness import integrated_loudness, lay_energies
from service.audio.opus import OpusEncoder
from service.audio.signing import SigningKey
from service.audio.timeline import Pauses, lay_out, pauses_within, words_within
from service.disk import file_digest
from service.errors import ClipLostError
from service.making.alternates import make_alternates
from service.making.layout import Layout
from service.making.signatures import keep_signature, sign_again, sign_built
from service.making.studio import Studio
from service.making.tagging import tag_edition
from service.model import Alternate, Clip, Edition, Enclosure, Passage, Samples, Span
from service.model.notice import NOTICE_ID
from service.model.published_names import recording_name
from service.plan.edition import EditionPlan
from service.plan.line import Line
from service.store.media import Media
from service.store.shared.base import Locks


@dataclass(frozen=True, slots=True)
class Assembler:
    """What files are made by: the clips in ``cache`` become files in ``media``.

    ``free_space_bytes`` stay free on the disk; by ``locks`` nobody else makes the same. With
    ``opus`` each file gets another form beside it, with ``signing`` a signature.
    """

    studio: Studio
    cache: ClipCache
    media: Media
    locks: Locks
    free_space_bytes: int
    opus: OpusEncoder | None = None
    signing: SigningKey | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """What of an edition is heard: passages in their places, the file with its tag, its levels.

    ``alternates`` are its other forms.
    """

    passages: tuple[Passage, ...]
    enclosure: Enclosure
    loudness_lufs: float
    true_peak_dbtp: float
    tagging: str
    notice: Passage | None
    alternates: tuple[Alternate, ...] = ()


def keep_sound(plan: EditionPlan, current: Edition) -> Sound:
    """What ``current`` sounds like, told of the words of ``plan``: its places stay true.

    The clips in the cache may have been made again meanwhile, of another length.
    """
    heard = zip(plan.lines, current.passages, strict=True)
    passages = tuple(_heard_as_before(line, plan, passage) for line, passage in heard)
    return Sound(
        passages=passages,
        enclosure=current.enclosure,
        loudness_lufs=current.loudness_lufs,
        true_peak_dbtp=current.true_peak_dbtp,
        tagging=current.tagging,
        notice=current.notice,
        alternates=current.alternates,
    )


def make_sound(article_id: str, plan: EditionPlan, assembler: Assembler) -> Sound:
    """What the clips of ``plan`` sound like one after another; the file is published by then.

    Raises ClipLostError when one is gone, and StoreError when the disk is full.
    """
    clips = {key: _find_clip(key, assembler.cache) for key in set(plan.clip_keys)}
    studio = assembler.studio
    passages, notice = _place(plan, clips, studio.pauses)
    layout = Layout(plan.revision, passages, plan.spec, studio.tagging, notice)
    enclosure, alternates = _publish_file(article_id, layout, assembler)
    return Sound(
        passages=passages,
        enclosure=enclosure,
        loudness_lufs=round(_loudness(layout, clips, studio.pauses), 2),
        true_peak_dbtp=max(clip.true_peak_dbtp for clip in clips.values()),
        tagging=layout.tagging,
        alternates=alternates,
        notice=notice,
    )


def build_file(target: Path, layout: Layout, assembler: Assembler) -> JoinedFile:
    """An edition's MP3, built from the cache at ``target``; the same bytes each time.

    Raises ClipLostError when a clip is no longer in the cache, or no longer what it was.
    """
    studio = assembler.studio
    length = layout.length(studio.pauses)
    tag = tag_edition(layout, length, studio)
    read = clip_reader(layout, assembler.cache)
    audio = layout.spec.format
    return join_edition(target, layout.placed, read, length=length, format=audio, tags=tag)


def rebuild_file(target: Path, edition: Edition, assembler: Assembler) -> JoinedFile:
    """The file of ``edition``, which was the first that had it, with its signature if it has one.

    Raises as :func:`build_file`, and StoreError.
    """
    joined = build_file(target, Layout.of(edition), assembler)
    sign_again(target, edition.enclosure.name, assembler.media)
    return replace(joined, length=target.stat().st_size, sha256=file_digest(target))


def clip_reader(layout: Layout, cache: ClipCache) -> Callable[[str], bytes]:
    """Answers the frames of a clip by its key, as they were when they got their places."""
    digests = {each.clip_key: each.frames_sha256 for each in layout.played}
    return lambda key: cache.frames(key, sha256=digests.get(key))


def _heard_as_before(line: Line, plan: EditionPlan, passage: Passage) -> Passage:
    span = passage.span
    return replace(
        passage,
        segment=line.segment,
        utterance=line.utterance,
        span=None if span is None else replace(span, segment_id=line.segment.id),
        spec=None if line.spec == plan.spec else line.spec,
    )


def _loudness(layout: Layout, clips: Mapping[str, Clip], pauses: Pauses) -> float:
    """The loudness of the whole edition in LUFS, as a player hears it: pauses count."""
    laid = [(span.begin, clips[key].energies) for key, span in layout.placed]
    length = layout.length(pauses)
    return integrated_loudness(lay_energies(laid, length, layout.spec.format.sample_rate))


def _find_clip(key: str, cache: ClipCache) -> Clip:
    clip = cache.describe(key)  # the join reads and checks its frames
    if clip is None:
        raise ClipLostError(f"Không còn đoạn âm thanh {key}.", f"The clip {key} is gone.")
    return clip


def _place(
    plan: EditionPlan, clips: Mapping[str, Clip], pauses: Pauses
) -> tuple[tuple[Passage, ...], Passage | None]:
    """The passages in their places, and the notice in its own."""
    lines = plan.played
    counts = [clips[line.clip_key].frame_count if line.clip_key else None for line in lines]
    spans = lay_out([line.segment for line in lines], counts, pauses, plan.spec.format)
    said = {
        line.segment.id: _passage(line, plan, span, clips.get(line.clip_key or ""))
        for line, span in zip(lines, spans, strict=True)
    }
    notice = said.pop(NOTICE_ID, None)
    return tuple(said.values()), notice


def _passage(line: Line, plan: EditionPlan, clip_span: Span | None, clip: Clip | None) -> Passage:
    if clip is None or clip_span is None:
        return Passage(line.segment, line.utterance, None, None)
    opens, closes = line.opening is not None, line.closing is not None
    words = words_within(clip_span, clip, opens=opens, closes=closes)
    return Passage(
        line.segment,
        line.utterance,
        line.clip_key,
        words,
        spec=None if line.spec == plan.spec else line.spec,
        lead=Samples(words.begin - clip_span.begin),
        trail=Samples(clip_span.end - words.end),
        opening=line.opening,
        closing=line.closing,
        frames_sha256=clip.frames_sha256,
        pauses=pauses_within(words, clip_span, clip),
    )


def _publish_file(
    article_id: str, layout: Layout, assembler: Assembler
) -> tuple[Enclosure, tuple[Alternate, ...]]:
    media = assembler.media
    media.require_space(assembler.free_space_bytes)
    with media.scratch() as folder:
        built = folder / "edition.mp3"
        joined = build_file(built, layout, assembler)
        joined, signature = sign_built(built, joined, layout, assembler.signing)
        name = recording_name(article_id, joined.sha256)
        if media.digest(name) not in (None, joined.sha256):
            media.remove(name)  # damaged: its name is the digest of what it was
        enclosure = Enclosure(name, joined.length, "audio/mpeg", joined.duration, joined.sha256)
        others = make_alternates(built, enclosure, layout, assembler.studio, assembler.opus)
        keep_signature(name, signature, media)
        media.publish(name, built)
        for alternate, file in others.items():
            media.publish(alternate.file.name, file)
    return enclosure, tuple(others)
