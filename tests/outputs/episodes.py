"""Episodes of a small newsroom, built without text room, engine or audio."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

from service.model import (
    AudioFormat,
    Block,
    BlockKind,
    Channel,
    ClipSpec,
    Edition,
    Enclosure,
    Ending,
    Episode,
    Ms,
    Passage,
    Reading,
    Revision,
    Samples,
    Segment,
    Span,
    TextWarning,
    Utterance,
    Voice,
)

HANOI = timezone(timedelta(hours=7))
PUBLISHED = datetime(2021, 7, 2, 7, 49, tzinfo=HANOI)
UPDATED = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)
BASE = "https://loa.example"
VOICE = Voice("espeak", "vi", "eSpeak NG, giọng miền Bắc")

BLOCKS = (
    Block(BlockKind.TITLE, "Đảng bộ Sông Công: Quyết tâm sớm đưa nghị quyết vào cuộc sống"),
    Block(BlockKind.PARAGRAPH, "Thu nhập bình quân đầu người năm 2020 đạt 70 triệu đồng."),
    Block(BlockKind.HEADING, "Nhiệm vụ & giải pháp"),
    Block(BlockKind.LIST_ITEM, "Giữ tốc độ tăng trưởng > 19%"),
    Block(BlockKind.LIST_ITEM, "Giảm tỷ lệ hộ nghèo < 1%"),
)

CHANNEL = Channel(
    title="Tin Sông Công",
    description="Bài báo của thành phố Sông Công, đọc thành tiếng.",
    author="Ban biên tập Sông Công",
    email="banbientap@loa.example",
    language="vi",
    category="News > Politics",
    site_url=BASE,
    feed_url=f"{BASE}/feed.xml",
    image_url=f"{BASE}/cover-3f2a.png",
    guid="9b024349-ccf0-5f69-a609-6b82873eab3c",
    copyright="© 2026 Thành phố Sông Công",
)


def passage(
    number: int,
    block: Block,
    *,
    heard: bool = True,
    trace: tuple[Reading, ...] = (),
    warnings: tuple[TextWarning, ...] = (),
) -> Passage:
    """A passage of two seconds that is its block's only sentence."""
    begin = 48_000 * number
    return Passage(
        Segment(f"s{number:03}", block.text, block.kind, number, Ending.PARAGRAPH),
        Utterance(f"s{number:03}", block.text if heard else "", trace, warnings),
        f"clip{number:03}" if heard else None,
        Span(f"s{number:03}", Samples(begin), Samples(begin + 43_200)) if heard else None,
    )


def edition(
    episode_id: str = "songcong",
    *,
    blocks: Sequence[Block] = BLOCKS,
    passages: Sequence[Passage] | None = None,
    title: str | None = None,
    author: str | None = "T.H",
    published: datetime = PUBLISHED,
    number: int = 1,
    fallback_reason: str | None = None,
    revision: Revision | None = None,
) -> Edition:
    """One edition of ``blocks``, each block one sentence of two seconds."""
    sha = f"{number:02}" + "ab" * 31
    return Edition(
        episode_id=episode_id,
        number=number,
        revision=revision
        or Revision(
            id=f"rev{number}",
            source_id="bai/1",
            title=blocks[0].text if title is None else title,
            published=published,
            author=author,
            section=None,
            link=None,
            blocks=tuple(blocks),
        ),
        passages=tuple(passages or (passage(i, block) for i, block in enumerate(blocks))),
        spec=ClipSpec(VOICE, "1.52", 1.0, 1.0, 0.0, 1, AudioFormat()),
        recipe=f"recipe{number}",
        enclosure=Enclosure(
            f"{episode_id}/{sha[:12]}.mp3", 80_640, "audio/mpeg", Ms(2000 * len(blocks) + 500), sha
        ),
        loudness_lufs=-16.02,
        true_peak_dbtp=-1.4,
        created=UPDATED,
        fallback_reason=fallback_reason,
    )


def episode(current: Edition | None = None, *, updated: datetime = UPDATED) -> Episode:
    """The episode whose current edition is ``current``."""
    current = current or edition()
    return Episode(current.episode_id, f"loa:{current.episode_id}", current, UPDATED, updated)
