"""Revisions, editions and other values that the tests of the store put away."""

from datetime import UTC, datetime

from service.fingerprint import fingerprint
from service.model import (
    Act,
    AudioFormat,
    Block,
    BlockKind,
    ClipSpec,
    Edition,
    Enclosure,
    Ending,
    Episode,
    Ms,
    Override,
    Passage,
    Revision,
    Samples,
    Segment,
    Span,
    Utterance,
    Voice,
    shell_actor,
)
from service.store.library import Library
from tests.store.kinds import DatabaseKind

AN = shell_actor("an")
NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


def make_revision(text: str = "Câu một.", source_id: str = "bai-1", day: int = 1) -> Revision:
    return Revision(
        id=fingerprint("test-revision/1", text),
        source_id=source_id,
        title="Tin phường",
        published=datetime(2026, 1, day, tzinfo=UTC),
        author=None,
        section=None,
        link=None,
        blocks=(Block(BlockKind.TITLE, "Tin phường"), Block(BlockKind.PARAGRAPH, text)),
    )


def make_edition(episode_id: str, revision: Revision, number: int = 1) -> Edition:
    segment = Segment("s1", revision.blocks[1].text, BlockKind.PARAGRAPH, 1, Ending.PARAGRAPH)
    return Edition(
        episode_id=episode_id,
        number=number,
        revision=revision,
        passages=(
            Passage(segment, Utterance("s1", "câu một"), "k1", Span("s1", Samples(0), Samples(9))),
        ),
        spec=ClipSpec(Voice("silence", "im", "Im"), "1", 1.0, 1.0, 0.0, 1, AudioFormat()),
        recipe=f"recipe {number}",
        enclosure=Enclosure(f"{episode_id}/{number:012}.mp3", 9, "audio/mpeg", Ms(1), "0" * 64),
        loudness_lufs=-16.0,
        true_peak_dbtp=-2.0,
        created=NOW,
    )


def whole_episodes(library: Library) -> tuple[Episode, ...]:
    """What the public has and can be read, the newest published first."""
    found = [library.readable_episode(each.episode_id) for each in library.offers(300)]
    return tuple(each for each in found if each is not None)


def make_override(article_id: str, spoken: str) -> Override:
    return Override(article_id, "s1", "Câu 1.", spoken, "Biên tập viên", NOW)


def record_often(library: Library, kind: DatabaseKind, subject: str, count: int) -> None:
    """An act so many times, its detail counted from 0: the first recorded, its likes rows."""
    library.record(Act.NOTE, subject, AN, NOW, "0")
    others = "at, action, subject, who, kind, person_id"
    kind.ask(
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers "  # noqa: S608
        f"WHERE n + 1 < :count) INSERT INTO audit ({others}, detail) "
        f"SELECT {others}, CAST(n AS TEXT) "
        "FROM (SELECT * FROM audit WHERE subject = :subject) AS first, numbers",
        count=count,
        subject=subject,
    )
