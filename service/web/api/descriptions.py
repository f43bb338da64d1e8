"""Articles, episodes and jobs as the API tells them: plain values, absolute addresses."""

from service.desk.telling import plain_reasons
from service.fingerprint import Plain
from service.model import Article, EditionWish, Episode, Hold, Job, Revision, TakenPicture
from service.model.content import write_nodes
from service.model.release import PendingRelease, PublicCorrection, Withdrawal
from service.outputs.addresses import PAGE, picture_path, recording_path


def describe_article(article: Article) -> dict[str, Plain]:
    """The article as it was understood, with the lines that were left out and why."""
    return {
        "id": article.id,
        "source_id": article.source_id,
        **_describe_revision(article.revision),
        "created": article.created.isoformat(),
        "updated": article.updated.isoformat(),
    }


def _describe_revision(revision: Revision) -> dict[str, Plain]:
    return {
        "revision": revision.id,
        "title": revision.title,
        "published": revision.published.isoformat(),
        "author": revision.author,
        "section": revision.section,
        "link": revision.link,
        "lead": revision.lead,
        "image": revision.image,
        "tags": list[Plain](revision.tags),
        "modified": revision.modified.isoformat() if revision.modified else None,
        "content": list[Plain](write_nodes(revision.content.nodes)),
        "left_out": [{"text": each.text, "reason": each.reason} for each in revision.left_out],
    }


def describe_hold(hold: Hold, held: Revision) -> dict[str, Plain]:
    """What waits for somebody's yes, and why; of a new article it is all there is."""
    return {
        "since": hold.since.isoformat(),
        "first": hold.is_first,
        "warnings": plain_reasons(hold.reasons),
        "article": _describe_revision(held),
    }


def describe_episode(episode: Episode, base_url: str) -> dict[str, Plain]:
    """The episode with the addresses of its page and its current recording."""
    edition = episode.edition
    enclosure = edition.enclosure
    return {
        "id": episode.id,
        "guid": episode.guid,
        "page": base_url + PAGE.path(episode_id=episode.id),
        "audio": base_url + recording_path(enclosure.name),
        "length": enclosure.length,
        "duration_ms": enclosure.duration,
        "sha256": enclosure.sha256,
        "edition": edition.number,
        "revision": edition.revision.id,
        "voice": edition.spec.voice.label,
        "voices": [voice.label for voice in edition.voices],
        "fallback_reason": edition.fallback_reason,
        "loudness_lufs": edition.loudness_lufs,
        "true_peak_dbtp": edition.true_peak_dbtp,
        "pictures": [_describe_picture(each, base_url) for each in edition.pictures],
        "first_published": episode.first_published.isoformat(),
        "updated": episode.updated.isoformat(),
    }


def _describe_picture(taken: TakenPicture, base_url: str) -> dict[str, Plain]:
    """Where the article has the picture, and where Loa serves it; or why it does not."""
    return {
        "source": taken.source,
        "stored": [
            {
                "url": base_url + picture_path(each.name),
                "width": each.width,
                "height": each.height,
            }
            for each in taken.stored
        ],
        "missing": taken.missing or None,
    }


def describe_wish(wish: EditionWish) -> dict[str, Plain]:
    """That a recording is still to come: when it is tried next, and why it failed before."""
    return {
        "asked": wish.asked.isoformat(),
        "attempts": wish.attempts,
        "next_try": wish.next_try.isoformat() if wish.next_try else None,
        "given_up": wish.is_given_up,
        "message": wish.message,
        "message_en": wish.message_en,
        "error": wish.error,
    }


def describe_job(job: Job, base_url: str) -> dict[str, Plain]:
    """The job with how far it is."""
    return {
        "id": job.id,
        "episode": job.episode_id,
        "state": job.state.value,
        "done": job.progress.done,
        "total": job.progress.total,
        "stage": job.progress.stage,
        "priority": job.by.priority.name.lower(),
        "asked_by": job.by.name or None,
        "message": job.message,
        "message_en": job.message_en,
        "error": job.error,
        "segment": job.segment_id,
        "created": job.created.isoformat(),
        "updated": job.updated.isoformat(),
        "url": f"{base_url}/api/v1/jobs/{job.id}",
    }


def describe_pending(pending: PendingRelease) -> dict[str, Plain]:
    """An edition that is made and waits: why, and until when."""
    return {
        "edition": pending.number,
        "reasons": [
            {"code": each.value, "message": each.vi, "message_en": each.en}
            for each in pending.reasons
        ],
        "since": pending.since.isoformat(),
        "release_at": pending.release_at.isoformat() if pending.release_at else None,
        "approved_by": pending.approved_by,
        "by_itself": pending.goes_at is not None,
    }


def describe_withdrawal(withdrawal: Withdrawal) -> dict[str, Plain]:
    """That the episode was taken back, and what the public is told."""
    return {
        "at": withdrawal.at.isoformat(),
        "who": withdrawal.who,
        "notice": withdrawal.notice,
    }


def describe_correction(correction: PublicCorrection) -> dict[str, Plain]:
    """That an edition took the place of one that the public had."""
    return {
        "edition": correction.number,
        "note": correction.note,
        "at": correction.at.isoformat(),
        "told": correction.is_told,
    }
