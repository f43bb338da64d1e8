"""The story of one edition, told so that it can be interrupted anywhere and go on.

``run_step`` remembers what a step answered: told again after a crash, the story
does no finished step twice. So whatever depends on the world (the plan, what is
missing, which engine answers) is learnt inside a step.
"""

from collections.abc import Mapping
from concurrent.futures import Future
from functools import partial

from service.codec import from_json, from_plain, to_json, to_plain
from service.engines.policy import candidates
from service.errors import StoreError, SynthesisError
from service.fingerprint import Plain
from service.making.current import current_edition, find_article
from service.making.mending import mend_current
from service.making.steps import Report, StepRunner
from service.making.synthesis import (
    MadeElsewhereError,
    Synthesizer,
    ensure_clip,
    ensure_clip_if_free,
)
from service.making.voices import fits_studio
from service.making.warnings import note_warned
from service.making.worklist import Worklist, make_worklist
from service.model import Clip, Progress, Stage
from service.model.notice import NOTICE_ID
from service.model.release_reason import ReleaseReason
from service.outputs.release_words import release_words
from service.plan.line import Line
from service.releasing.feed import publish_feed
from service.releasing.keeping import Made, make_of_worklist
from service.releasing.pictures import take_newest_pictures
from service.releasing.production import Production
from service.releasing.release import settle_release
from service.store.library import Library

MOST_TURNS = 4
"""How often the story starts over: its article changes, a clip is lost, an engine falls silent."""


def produce_edition(
    article_id: str, production: Production, run_step: StepRunner, report: Report
) -> str:
    """What was done, in a sentence for the editor; the new edition is made by then.

    It is released where the rules let it go, else it waits. Raises LoaError. What was
    published before then stays as it was, and every clip that was spoken is kept.
    """
    voices, outages = production.voices, dict[str, SynthesisError]()
    for turn in range(1, MOST_TURNS + 1):
        report(Progress(0, 0, Stage.PREPARING))
        plan = run_step(
            f"{turn} plan", partial(_plan_in_text, article_id, production, dict(outages))
        )
        if plan is None:
            return _why_nothing_is_made(article_id, production.library)
        worklist = from_json(Worklist, plan)
        if not fits_studio(worklist.plan, production.studio, voices):
            continue
        try:
            _make_clips(turn, worklist, production.synthesizer, run_step, report)
        except SynthesisError as e:
            outages[_engine_of(e.segment_id, worklist)] = e
            preference = voices.preferred.narrator_of(worklist.plan.revision.section)
            if not e.transient or outages.keys() >= set(candidates(preference, voices.offers)):
                raise
            continue
        report(Progress(worklist.spoken, worklist.spoken, Stage.JOINING))
        make = partial(_make_in_plain, article_id, worklist, production)
        made = run_step(f"{turn} publish", make)
        if made is not None:
            settle = partial(_settle_in_plain, article_id, made, production)
            waiting = run_step(f"{turn} release", settle)
            return _told(from_plain(Made, made), waiting, worklist.spoken)
    raise StoreError(
        "Bài hoặc các đoạn đã thu thay đổi liên tục trong lúc thu. Hãy thử lại khi đã yên.",
        "The article or its clips kept changing during the recording. Try again later.",
    )


def _make_in_plain(article_id: str, worklist: Worklist, production: Production) -> Plain:
    made = make_of_worklist(article_id, worklist, production)
    return to_plain(made) if made is not None else None


def _settle_in_plain(article_id: str, made: Plain, production: Production) -> Plain:
    """Why the edition waits; None where it is public by now."""
    told = from_plain(Made, made)
    pending = settle_release(article_id, told.wish, production)
    is_waiting = pending is not None and pending.number == told.number
    return to_plain(pending.reasons) if pending is not None and is_waiting else None


def _told(made: Made, waiting: Plain, spoken: int) -> str:
    if waiting is None:
        return f"Đã phát bản {made.number}, thu mới {spoken} câu."
    reasons = from_plain(tuple[ReleaseReason, ...], waiting)
    why = release_words(reasons)
    return f"Đã thu bản {made.number}, thu mới {spoken} câu. Bản này chưa phát hành: {why}."


def _why_nothing_is_made(article_id: str, library: Library) -> str:
    edition, pending = current_edition(article_id, library), library.pending(article_id)
    if pending is not None:
        return (
            f"Bản {pending.number} đã thu xong, chưa phát hành: {release_words(pending.reasons)}."
        )
    if edition is not None and edition.fallback_reason:
        return "Giọng mong muốn vẫn chưa dùng được, nên bản đang phát giữ nguyên."
    return "Bản đang phát đã là mới nhất."


def _plan_in_text(
    article_id: str, production: Production, outages: Mapping[str, SynthesisError]
) -> str | None:
    """The worklist as JSON text, which a step remembers in a tenth of what the values take."""
    library, assembler = production.library, production.assembler
    wish = library.wish(article_id)
    take_newest_pictures(article_id, production)
    note_warned(find_article(article_id, library), library, production.studio.speech)
    if mend_current(article_id, library, assembler):
        publish_feed(production.outlet, assembler)  # it may have been left out
    worklist = make_worklist(
        article_id,
        library,
        production.voices,
        assembler,
        hours=production.article_hours,
        outages=outages,
    )
    if worklist is not None:
        return to_json(worklist)
    if wish is not None:  # it stands where the run that made the edition could not tell the feed
        settle_release(article_id, wish, production)
        publish_feed(production.outlet, assembler)
    return None


def _make_clips(
    turn: int, worklist: Worklist, by: Synthesizer, run_step: StepRunner, report: Report
) -> None:
    """Speaks the missing lines, several at once, a step a line in reading order."""
    done, total = 0, worklist.spoken
    clips = [
        (line, by.pools.speaking.submit(ensure_clip_if_free, line, by)) for line in worklist.missing
    ]
    try:
        for line, clip in clips:
            report(Progress(done, total, Stage.RECORDING))
            run_step(f"{turn} speak {line.segment.id}", partial(_await_clip, line, clip, by))
            done += line.segment.id != NOTICE_ID
    finally:
        for _, clip in clips:
            clip.cancel()


def _engine_of(segment_id: str | None, worklist: Worklist) -> str:
    """The engine that failed: the one that was to speak the segment."""
    return worklist.plan.voicing.spec_for(segment_id or "").voice.engine


def _await_clip(line: Line, made: Future[Clip | None], by: Synthesizer) -> str | None:
    """The key of the line's clip, when it is there."""
    try:
        clip = made.result()
    except MadeElsewhereError:
        # Waits here, where it takes no speaker from others.
        clip = ensure_clip(line, by)
    return clip.key if clip else None
