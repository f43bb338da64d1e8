"""Channels and secret addresses as admins look after them: what is called how, and who hears it."""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from service.desk.desk import Desk
from service.errors import AccessError
from service.legal_text import legal_text
from service.model import Act
from service.model.channel import MAIN_CHANNEL, Membership
from service.model.subchannel import (
    ChannelKind,
    PrivateFeed,
    Subchannel,
    is_slug,
    new_slug,
)
from service.outputs.artwork import read_artwork
from service.podcast_categories import category_names, category_of, nearest_categories
from service.store.access import digest_of
from service.store.library import Library
from service.store.media import Media
from service.store.subchannels import no_channel

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_NAME = 200, 4000, 200
MOST_NAMES = 50
"""Of sections, authors or tags that one selection names."""

_BETWEEN = re.compile(r"[,;\n]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class ChannelWords:
    """What somebody says of a channel, as it was typed. None: it stays as it is."""

    title: str | None = None
    description: str | None = None
    category: str | None = None
    sections: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    is_private: bool | None = None


def read_names(written: str) -> tuple[str, ...]:
    """The names in ``written``, with commas or line ends between."""
    return tuple(each.strip() for each in _BETWEEN.split(written) if each.strip())


def write_names(names: Iterable[str]) -> str:
    """``names`` as a form shows them; ``read_names`` takes it back where no name has a comma."""
    return ", ".join(sorted(names))


def add_selection(words: ChannelWords, desk: Desk) -> Subchannel:
    """A new channel of what ``words`` name.

    Raises AccessError without a title or a name, for a category that Apple does not have, and
    where there are as many channels as may be.
    """
    title = _line(words.title or "", LONGEST_TITLE)
    if not title:
        raise AccessError("Hãy đặt tên cho kênh.", "Give the channel a title.")
    membership = _membership(words, Membership())
    with desk.acting(Act.CHANNEL, "channel", "added") as deed:
        taken = {each.slug for each in desk.library.subchannels(removed=True)}
        channel = Subchannel(
            new_slug(title, taken), ChannelKind.SELECTION, title, membership, desk.now
        )
        channel = _worded(channel, words)
        desk.library.add_subchannel(channel)
        deed.subject = subject_of(channel.slug)
    return channel


def change_channel(slug: str, words: ChannelWords, desk: Desk) -> Subchannel:
    """The channel as it is now. What a section's or an author's channel has is theirs to say.

    Raises NotFoundError, and AccessError as ``add_selection``.
    """
    with desk.acting(Act.CHANNEL, subject_of(slug), "changed") as deed:
        found = require_channel(slug, desk.library)
        changed = _worded(found, words)
        if found.kind is ChannelKind.SELECTION:
            changed = replace(
                changed,
                name=changed.title or found.name,
                membership=_membership(words, found.membership),
            )
        deed.changes = changed != found
        desk.library.change_subchannel(changed)
    return changed


def change_cover(slug: str, content: bytes | None, desk: Desk, media: Media) -> Subchannel:
    """The channel with this picture, which ``take_cover`` gave; without one, with a drawn one.

    Raises NotFoundError, and OutputError for what is no cover.
    """
    require_channel(slug, desk.library)
    cover = None
    if content is not None:
        cover = read_artwork(content).name
        if not media.exists(cover):
            media.write(cover, content)
    with desk.acting(Act.CHANNEL, subject_of(slug), f"cover {cover or 'none'}"):
        changed = replace(require_channel(slug, desk.library), cover=cover)
        desk.library.change_subchannel(changed)
    return changed


def remove_channel(slug: str, desk: Desk) -> Subchannel:
    """Nobody gets the channel any more; its words are kept. Raises NotFoundError."""
    with desk.acting(Act.CHANNEL_REMOVED, subject_of(slug)):
        found = require_channel(slug, desk.library)
        if found.removed is not None:
            raise no_channel(slug)
        removed = replace(found, removed=desk.now)
        desk.library.change_subchannel(removed)
    return removed


def restore_channel(slug: str, desk: Desk) -> Subchannel:
    """A removed channel is as it was, under its address. Raises NotFoundError."""
    with desk.acting(Act.CHANNEL_RESTORED, subject_of(slug)):
        found = require_channel(slug, desk.library)
        if found.removed is None:
            raise no_channel(slug)
        restored = replace(found, removed=None)
        desk.library.change_subchannel(restored)
    return restored


def add_private_feed(channel: str, name: str, desk: Desk) -> tuple[PrivateFeed, str]:
    """A new secret address of a channel ("main" is the podcast itself), and its token.

    The token is told this once. Raises NotFoundError, and AccessError without a ``name`` that
    says whom it is for.
    """
    name = _line(name, LONGEST_NAME)
    if not name:
        raise AccessError("Hãy ghi địa chỉ riêng này cho ai.", "Say whom this private feed is for.")
    token = secrets.token_urlsafe(32)
    with desk.acting(Act.PRIVATE_FEED, "private feed", f"{channel} {name}") as deed:
        if channel != MAIN_CHANNEL and require_channel(channel, desk.library).removed is not None:
            raise no_channel(channel)
        made = desk.library.add_private_feed(
            digest_of(token), channel, name, desk.actor.name, desk.now
        )
        deed.subject = f"private feed {made.id}"
    return made, token


def revoke_private_feed(feed_id: int, desk: Desk) -> PrivateFeed:
    """The address opens nothing any more. Raises NotFoundError."""
    with desk.acting(Act.PRIVATE_FEED_REVOKED, f"private feed {feed_id}") as deed:
        revoked = desk.library.revoke_private_feed(feed_id, desk.now)
        deed.detail = revoked.name
    return revoked


def require_channel(slug: str, library: Library) -> Subchannel:
    """The channel of this slug, also a removed one. Raises NotFoundError."""
    found = library.subchannel(slug) if is_slug(slug) else None
    if found is None:
        raise no_channel(slug)
    return found


def subject_of(slug: str) -> str:
    """What the audit calls the channel."""
    return f"channel {slug[:60]}"


def _worded(channel: Subchannel, words: ChannelWords) -> Subchannel:
    told: dict[str, object] = {}
    if words.title is not None:
        told["title"] = _line(words.title, LONGEST_TITLE)
    if words.description is not None:
        told["description"] = _text(words.description)
    if words.category is not None:
        told["category"] = _category(words.category)
    if words.is_private is not None:
        told["is_private"] = words.is_private
    return replace(channel, **told)  # type: ignore[arg-type]  # each is of its field's type


def _membership(words: ChannelWords, before: Membership) -> Membership:
    named: Mapping[str, frozenset[str]] = {
        "sections": before.sections if words.sections is None else _names(words.sections),
        "authors": before.authors if words.authors is None else _names(words.authors),
        "tags": before.tags if words.tags is None else _names(words.tags),
    }
    membership = Membership(**named)
    if not membership.facets:
        raise AccessError(
            "Hãy nêu ít nhất một chuyên mục, tác giả hoặc nhãn.",
            "Name a section, an author or a tag at least.",
        )
    return membership


def _names(written: Iterable[str]) -> frozenset[str]:
    names = frozenset(_line(each, LONGEST_NAME) for each in written) - {""}
    if len(names) > MOST_NAMES:
        raise AccessError(
            f"Nhiều nhất {MOST_NAMES} tên mỗi loại.", f"At most {MOST_NAMES} names of a kind."
        )
    return names


def _category(told: str) -> str | None:
    told = _line(told, LONGEST_NAME)
    if not told:
        return None
    found = category_of(told)
    if found is None:
        near = [f"{each} ({category_names()[each]})" for each in nearest_categories(told)]
        listed = f" {'; '.join(near)}." if near else ""
        raise AccessError(
            f"Apple Podcasts không có chuyên mục “{told}”.{' Gần nhất:' if near else ''}{listed}",
            f"Apple Podcasts has no category “{told}”.{' The nearest:' if near else ''}{listed}",
        )
    return found


def _line(written: str, longest: int) -> str:
    """``written`` in one line. Raises AccessError for a longer one."""
    line = _SPACE.sub(" ", legal_text(written)).strip()
    return _within(line, longest)


def _text(written: str) -> str:
    return _within(legal_text(written).strip(), LONGEST_DESCRIPTION)


def _within(text: str, longest: int) -> str:
    if len(text) > longest:
        raise AccessError(f"Dài hơn {longest} ký tự.", f"More than {longest} characters.")
    return text
