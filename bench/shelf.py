"""An installation of very many episodes, made quickly: three real ones, and their likes in rows.

A third of them have 3,000 words, one in fifteen was spoken by a fallback, and each of ten
sections has a tenth of them. Files are links to those of the three; manifests and originals are
there for the episodes that rounds and feed come to first. Items of feeds are ready, as they are
some days after an upgrade.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from service.compose import Service, open_service
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.fingerprint import fingerprint
from service.making.originals import FOLDER
from service.model import HOUSE, LANGUAGE
from service.model.channel import fold_name
from service.releasing.ready_items import item_form
from service.releasing.story import produce_edition
from service.settings import Settings
from service.store.memberships import Offer

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
PUBLISHED = "2026-01-02T08:00:00+07:00"
"""The date that the two articles print, as their texts are kept."""

WITH_MANIFEST = 300
T = TypeVar("T")
_WORDS = "Nghị quyết của đại hội nói về việc chung của cả phường trong {number} năm qua. "
_TABLES = (
    *("articles", "revisions", "episodes", "editions"),
    *("clip_uses", "episode_facets", "ready_items"),
)
_KEYS = {"articles": "id", "episodes": "id", "revisions": "article_id"}
SECTIONS = 10
_SECTION = "Mục mẫu"
"""The section of the three; it stands in rows as it is printed, and folded."""


def settings_of(folder: Path) -> Settings:
    """Settings that keep everything in ``folder``, with the silent engine and every chore.

    The cache may hold less than live editions need: it is looked through, and all stays.
    """
    return Settings(
        release="automatic",
        data=folder / "data",
        cache=folder / "clips",
        engine="silence",
        free_space_mb=0,
        cache_limit_mb=1,
        redo_fallbacks=True,
    )


def write_text(title: str, words: int) -> bytes:
    """An article of about so many words, no two of whose sentences are alike."""
    count = words // 17
    sentences = [_WORDS.format(number=number) for number in range(2, count + 2)]
    body = "\n\n".join("".join(sentences[at : at + 5]) for at in range(0, count, 5))
    return f"{title}\n\n02-01-2026 08:00\n\n{body}\n".encode()


def publish(service: Service, source_id: str, text: bytes, section: str = _SECTION) -> str:
    """The id of the article, published as a worker does it."""
    hints = Hints(source_id, section=section)
    article = service.take_in(text, hints, Desk(HOUSE, service.library, NOW)).article
    produce_edition(article.id, service.production, _run, lambda progress: None)
    return article.id


def _run(name: str, step: Callable[[], T], /) -> T:
    return step()


def stock(folder: Path, count: int) -> None:
    """``folder`` holds an installation with ``count`` episodes, and its feed."""
    settings = settings_of(folder)
    with open_service(settings, now=lambda: NOW) as service:
        short = publish(service, "mẫu/ngắn", write_text("Tin ngắn của phường", 300))
        long = publish(service, "mẫu/dài", write_text("Tin dài của phường", 3_000))
    silenced = replace(
        settings,
        engine="auto",
        engines="espeak, silence",
        espeak=str(folder / "no"),
        voice_patience_hours=0,
    )
    with open_service(silenced, now=lambda: NOW) as service:
        fallen = publish(service, "mẫu/thay", write_text("Tin đọc thay của phường", 300))
    with closing(sqlite3.connect(settings.data / "loa.db")) as library, library:
        library.execute("PRAGMA synchronous=OFF")
        patterns = {}
        for like in _likes(count - 3, short, long, fallen):
            episode_id, pattern = like.episode_id, like.pattern
            patterns[episode_id] = like
            _copy_rows(library, like, settings.base_url)
            _link_files(settings.data / "media", pattern, episode_id)
        library.execute(
            "INSERT OR IGNORE INTO facet_changes (facet, name, change) "
            "SELECT DISTINCT facet, name, 1 FROM episode_facets"
        )
        # As if the list had learnt to know them one by one: its chore finds nothing to do.
        library.execute(
            "UPDATE article_cards SET is_known = 1, warned = 0, warned_of = (SELECT revision_id "
            "FROM articles WHERE articles.id = article_id) WHERE is_known = 0"
        )
        ids = [row[0] for row in library.execute("SELECT id FROM episodes ORDER BY id")]
        newest = library.execute("SELECT id FROM episodes ORDER BY published DESC LIMIT 300")
        due = dict.fromkeys([*ids[:WITH_MANIFEST], *(row[0] for row in newest)])
    for episode_id in due:
        if episode_id in patterns:
            _copy_manifest(settings.data / "media", patterns[episode_id])
    with open_service(settings, now=lambda: NOW) as service:
        service.publish_channel(NOW)


@dataclass(frozen=True)
class _Like:
    """An episode like one of the three (``pattern``)."""

    episode_id: str
    pattern: str
    published: str
    section: str
    sequence: int

    def say(self, told: str) -> str:
        """What is ``told`` of the pattern, told of this one."""
        told = told.replace(self.pattern, self.episode_id).replace(PUBLISHED, self.published)
        return told.replace(_SECTION, self.section).replace(
            fold_name(_SECTION), fold_name(self.section)
        )


def _likes(count: int, short: str, long: str, fallen: str) -> Iterator[_Like]:
    """One an hour, into the past; they were released as they were published."""
    for number in range(count):
        moment = f"{NOW - timedelta(hours=number + 1):%Y-%m-%dT%H:%M:%S.000000+00:00}"
        pattern = long if number % 3 == 0 else fallen if number % 15 == 1 else short
        name, section = fingerprint("growth/1", number)[:12], f"Mục {number % SECTIONS}"
        yield _Like(name, pattern, moment, section, 3 + count - number)


def _copy_rows(library: sqlite3.Connection, like: _Like, base_url: str) -> None:
    for table in _TABLES:
        key = _KEYS.get(table, "episode_id")
        found = library.execute(f"SELECT * FROM {table} WHERE {key} = ?", (like.pattern,))  # noqa: S608
        columns = [each[0] for each in found.description]
        rows = [
            tuple(
                _alike(value, column, like, base_url)
                for column, value in zip(columns, row, strict=True)
            )
            for row in found
        ]
        marks = ", ".join("?" * len(columns))
        library.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _alike(value: object, column: str, like: _Like, base_url: str) -> object:
    if column in ("published", "updated", "created", "first_published"):
        return like.published
    if column == "source_id":
        return f"bài/{like.episode_id}"
    if column == "sequence":
        return like.sequence
    if column == "form":
        offer = Offer(like.episode_id, 1, NOW, NOW, like.sequence, "", 0)
        return item_form(offer, LANGUAGE, base_url)
    return like.say(value) if isinstance(value, str) else value


def _link_files(media: Path, pattern: str, episode_id: str) -> None:
    (media / episode_id).mkdir()
    for file in (media / pattern).glob("*.mp3"):
        os.link(file, media / episode_id / file.name)


def _copy_manifest(media: Path, like: _Like) -> None:
    told = (media / like.pattern / "edition-1.json").read_text()
    (media / like.episode_id / "edition-1.json").write_text(like.say(told))
    for original in (media / FOLDER).glob(f"{like.pattern}-*"):
        copy = original.name.replace(like.pattern, like.episode_id)
        os.link(original, original.with_name(copy))
