"""The pictures of the podcast and of its channels, drawn from their titles where nobody set one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from service.codec import from_json, to_json
from service.covers import DRAWING, CoverStyle, draw_channel
from service.fingerprint import fingerprint
from service.model.channel import MAIN_CHANNEL
from service.model.subchannel import in_order
from service.outputs.artwork import Artwork, read_artwork
from service.store.library import Library
from service.store.media import Media

_DRAWN = "covers drawn of channels"


@dataclass(frozen=True, slots=True)
class ChannelCovers:
    """``given`` is the podcast's cover by the settings, or the one that comes along with Loa.

    The latter alone is not for ever: a podcast ``is_named`` whose newspaper says what it is
    called, and has a cover with that name then. Others are drawn in ``style``.
    """

    given: Artwork
    style: CoverStyle
    is_named: bool

    def main_name(self, library: Library) -> str:
        """The file of the podcast's own cover."""
        drawn = drawn_covers(library).get(MAIN_CHANNEL) if self.is_named else None
        return drawn or self.given.name


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was drawn of channels: by their slugs, of what (a digest) and under which name."""

    covers: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def drawn_covers(library: Library) -> dict[str, str]:
    """The files of drawn covers by their channels' slugs; the podcast's own is "main"."""
    return {slug: name for slug, (_, name) in _read(library).covers.items()}


def draw_lacking(covers: ChannelCovers, library: Library, media: Media, most: int) -> int:
    """How many covers were drawn of channels whose title is another by now, or that had none.

    At most ``most``: the others follow when it is next asked. Each is a file of its own name,
    and a former one stays. Raises StoreError.
    """
    known = dict(_read(library).covers)
    drawn = 0
    for slug, title in _titles(covers, library):
        if drawn == most:
            break
        form = fingerprint(DRAWING, title, covers.style.station, slug == MAIN_CHANNEL)
        before = known.get(slug)
        if before and before[0] == form and media.exists(before[1]):
            continue
        known[slug] = (form, _publish(slug, title, covers.style, media))
        library.keep_fact(_DRAWN, to_json(_Drawn(known)))
        drawn += 1
    return drawn


def _titles(covers: ChannelCovers, library: Library) -> Iterator[tuple[str, str]]:
    """The slugs of channels without a cover of their own, and what stands on theirs.

    Those that most look at first. An empty channel is shown to nobody, and needs none.
    """
    if covers.is_named:
        yield MAIN_CHANNEL, covers.style.station
    empty = library.empty_subchannels()
    for each in in_order(library.subchannels()):
        if not each.cover and each.slug not in empty:
            yield each.slug, each.title or each.name


def _publish(slug: str, title: str, style: CoverStyle, media: Media) -> str:
    is_main = slug == MAIN_CHANNEL
    station = None if is_main else style.station
    content = draw_channel(title, style.faces, station=station, is_main=is_main)
    artwork = read_artwork(content)
    media.write(artwork.name, content)
    return artwork.name


def _read(library: Library) -> _Drawn:
    told = library.fact(_DRAWN)
    try:
        return from_json(_Drawn, told) if told else _Drawn()
    except ValueError:  # drawn anew
        return _Drawn()
