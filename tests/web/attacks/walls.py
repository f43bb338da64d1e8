"""What each address asks of who calls it: desk and API by their own rules, others by a table."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from service.web.rules import OPEN, RULES
from tests.web.attacks.routes import Route

EVERYBODY: Mapping[str, str] = MappingProxyType(
    {
        "static": "what is shipped: stylesheets, scripts, fonts, icons",
        "public.home": "titles of what is released",
        "public.episode": "one article that is released",
        "public.corrections": "what was told of corrections and withdrawals",
        "public.captions_vtt": "the sentences of what is released",
        "public.captions_srt": "the same",
        "public.transcript_json": "the same",
        "public.transcript_text": "the same",
        "public.plain_page": "the same",
        "public.chapters": "the same",
        "public.heard": "nothing is told; a total of what is released is one higher",
        "public.manifest": "how what is released was made",
        "public.robots": "nothing of anybody's",
        "media.audio": "recordings that are released",
        "media.feed": "what is released",
        "archives.feed_archive": "what is released, also long ago",
        "archives.channel_feed_archive": "the same",
        "channels.feed_as_json": "the same",
        "channels.channel_feed": "what is released of one section, author or selection",
        "channels.channel_feed_as_json": "the same",
        "channels.all_feeds": "which feeds there are",
        "channels.subscribe": "the same, for people",
        "media.cover": "the podcast's picture",
        "media.episode_cover": "what is drawn of articles that are released",
        "media.picture": "pictures of articles that are released",
        "health.healthz": "whether Loa is well, and to the machine itself why not",
        "health.readyz": "whether this program takes requests",
    }
)
"""What everybody may read without any credential, and why that is nobody's secret."""

OF_ITS_OWN: Mapping[str, str] = MappingProxyType(
    {
        "metrics.show_metrics": "the token of the settings, or this machine",
        "private.private_feed": "the token in its own address",
        "private.private_archive": "the same",
    }
)
"""What asks for something that is neither a session nor a token of the API."""

GUARDED = ("desk", "api")


def without_rule(found: Iterator[Route]) -> list[str]:
    """The addresses that nobody has said anything of."""
    said = {*EVERYBODY, *OF_ITS_OWN, *RULES}
    return sorted({str(each) for each in found if each.endpoint not in said})


def is_guarded(route: Route) -> bool:
    """Whether who has not come in gets nothing there."""
    return route.room in GUARDED and RULES.get(route.endpoint) is not OPEN
