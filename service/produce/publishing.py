"""Clips become a file, the file an edition, the edition a feed: in this order, each whole."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from service.audio.join import JoinedFile, join_edition
from service.audio.loudness import integrated_loudness, lay_energies
from service.audio.tags import make_tag
from service.audio.timeline import edition_length, lay_out, mark_chapters, words_within
from service.disk import file_digest
from service.errors import ClipLostError
from service.model import (
    AudioFormat,
    Clip,
    Edition,
    Enclosure,
    Passage,
    Revision,
    Samples,
    Span,
)
from service.outputs.captions import render_transcript_text
from service.outputs.feed import feed_item, render_feed
from service.outputs.manifest import render_manifest
from service.plan import EditionPlan, Line, keeps_sound
from service.produce.call_sheet import (
    CallSheet,
    current_edition,
    find_article,
    is_carried_out,
    is_intact,
)
from service.produce.casting import fits_studio, plan_script
from service.produce.doers import Doers
from service.produce.reading import write_script

FEED = "feed.xml"
FEED_LENGTH = 300
"""Newest episodes in the feed; the oldest of them give up their notes to stay under a megabyte."""


def publish_session(article_id: str, sheet: CallSheet, doers: Doers) -> int | None:
    """The number of the edition that ``sheet`` became, or None when it is out of date.

    That is when article, corrections or settings have changed, or a clip is gone. Of two
    runs at once, one publishes and the other finds what it did; so does one that is
    told again after a crash at any point. Raises StoreError when the disk is full.
    """
    with doers.media.exclusive(article_id):
        article = find_article(article_id, doers)
        script = write_script(article, doers.library)
        plan = plan_script(article, script, sheet.plan.cast, doers)
        if plan != sheet.plan or not fits_studio(plan, doers):
            return None
        edition = current_edition(article_id, doers)
        if edition is None or not is_carried_out(sheet, edition, doers):
            try:
                edition = _make_edition(article_id, sheet, edition, doers)
            except ClipLostError:
                return None
            doers.library.publish_edition(edition, doers.now())
    publish_feed(doers)
    return edition.number


def manifest_name(edition: Edition) -> str:
    """The name of the file that ties each sentence of ``edition`` to its sound."""
    return f"{edition.episode_id}/edition-{edition.number}.json"


def publish_feed(doers: Doers) -> None:
    """The feed in the media folder says what the library says; unchanged bytes stay.

    Library and file are read and written under one lock: of two editions that
    are published at once, neither writes a feed that does not know the other.
    """
    with doers.media.exclusive("feed"):
        items = [
            feed_item(episode, base_url=doers.base_url)
            for episode in doers.library.episodes(limit=FEED_LENGTH, offset=0)
        ]
        _write_if_changed(FEED, render_feed(doers.channel(), items), doers)


def publish_cover(doers: Doers) -> None:
    """The podcast's picture stands in the media folder."""
    _write_if_changed(doers.studio.cover.name, doers.studio.cover.content, doers)


def _write_if_changed(name: str, content: bytes, doers: Doers) -> None:
    if not doers.media.exists(name) or doers.media.read(name) != content:
        doers.media.write(name, content)


def build_file(
    target: Path,
    revision: Revision,
    passages: Sequence[Passage],
    audio: AudioFormat,
    doers: Doers,
    *,
    clips: Mapping[str, Clip] = MappingProxyType({}),
) -> JoinedFile:
    """An edition's MP3, built from the cache at ``target``; the same bytes each time.

    ``clips`` are those that have been described already, by key. Raises StoreError when
    a clip is no longer in the cache.
    """

    def read_frames(key: str) -> bytes:
        clip = clips.get(key)
        return doers.cache.frames(key, sha256=clip.frames_sha256 if clip else None)

    length = whole_length(passages, audio, doers)
    return join_edition(
        target,
        placed(passages),
        read_frames,
        length=length,
        format=audio,
        tags=tag_edition(revision, passages, length, audio, doers),
    )


def placed(passages: Sequence[Passage]) -> list[tuple[str, Span]]:
    """The clips that are heard, by their keys, and where each lies."""
    return [
        (each.clip_key, each.clip_span) for each in passages if each.clip_key and each.clip_span
    ]


def whole_length(passages: Sequence[Passage], audio: AudioFormat, doers: Doers) -> Samples:
    """How long an edition of these passages is, with the silence after the last."""
    spans = [passage.clip_span for passage in passages]
    return edition_length(spans, doers.studio.pauses, audio)


def tag_edition(
    revision: Revision,
    passages: Sequence[Passage],
    length: Samples,
    audio: AudioFormat,
    doers: Doers,
) -> bytes:
    """The tag before an edition's frames: names, chapters, text and cover."""
    studio, duration = doers.studio, audio.to_ms(length)
    return make_tag(
        title=revision.title,
        artist=revision.author or studio.station,
        album=studio.station,
        date=revision.published,
        duration=duration,
        chapters=mark_chapters(revision.title, passages, duration, audio),
        text=render_transcript_text(revision),
        cover=studio.cover.content,
    )


def _make_edition(
    article_id: str, sheet: CallSheet, current: Edition | None, doers: Doers
) -> Edition:
    clips = {key: _find_clip(key, doers) for key in set(sheet.plan.clip_keys)}
    passages = _place(sheet.plan, clips, doers)
    heard = [clips[each.clip_key] for each in passages if each.clip_key]
    if current is not None and keeps_sound(sheet.plan, current) and is_intact(current, doers):
        enclosure = current.enclosure
    else:
        enclosure = _publish_file(article_id, sheet.plan, passages, clips, doers)
    edition = Edition(
        episode_id=article_id,
        number=current.number + 1 if current else 1,
        revision=sheet.plan.revision,
        passages=passages,
        spec=sheet.plan.spec,
        recipe=sheet.plan.recipe,
        enclosure=enclosure,
        loudness_lufs=round(_loudness(sheet.plan, passages, clips, doers), 2),
        true_peak_dbtp=max(clip.true_peak_dbtp for clip in heard),
        created=doers.now(),
        fallback_reason=sheet.fallback_reason,
    )
    doers.media.write(manifest_name(edition), render_manifest(edition, clips).encode())
    return edition


def _loudness(
    plan: EditionPlan, passages: Sequence[Passage], clips: Mapping[str, Clip], doers: Doers
) -> float:
    """The loudness of the whole edition in LUFS, as a player hears it: pauses count."""
    audio = plan.spec.format
    laid = [(span.begin, clips[key].energies) for key, span in placed(passages)]
    length = whole_length(passages, audio, doers)
    return integrated_loudness(lay_energies(laid, length, audio.sample_rate))


def _find_clip(key: str, doers: Doers) -> Clip:
    clip = doers.cache.describe(key)  # the join reads and checks its frames
    if clip is None:
        raise ClipLostError(f"Không còn đoạn âm thanh {key}.", f"The clip {key} is gone.")
    return clip


def _place(plan: EditionPlan, clips: Mapping[str, Clip], doers: Doers) -> tuple[Passage, ...]:
    counts = [clips[line.clip_key].frame_count if line.clip_key else None for line in plan.lines]
    segments = [line.segment for line in plan.lines]
    spans = lay_out(segments, counts, doers.studio.pauses, plan.spec.format)
    return tuple(
        _passage(line, plan, span, clips.get(line.clip_key or ""))
        for line, span in zip(plan.lines, spans, strict=True)
    )


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
    )


def _publish_file(
    article_id: str,
    plan: EditionPlan,
    passages: Sequence[Passage],
    clips: Mapping[str, Clip],
    doers: Doers,
) -> Enclosure:
    doers.media.require_space(doers.free_space_bytes)
    with doers.media.scratch() as folder:
        built = folder / "edition.mp3"
        audio = plan.spec.format
        joined = build_file(built, plan.revision, passages, audio, doers, clips=clips)
        name = f"{article_id}/{joined.sha256[:12]}.mp3"
        standing = doers.media.path(name)
        if standing is not None and file_digest(standing) != joined.sha256:
            doers.media.remove(name)  # damaged: its name is the digest of what it was
        doers.media.publish(name, built)
    return Enclosure(name, joined.length, "audio/mpeg", joined.duration, joined.sha256)
