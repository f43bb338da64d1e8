"""The editors' desk: what was taken in, how it will be read, and the button that reads it.

Each module below adds its addresses to the one blueprint that ``entrance`` guards.
"""

from service.web.desk import (
    account,
    article,
    articles,
    audit,
    audition,
    bulk,
    clips,
    history,
    holds,
    intake,
    jobs,
    lexicon,
    listing,
    overrides,
    people,
    recordings,
    releases,
    reviews,
    sentence,
    sessions,
    signing_in,
    tables,
    webhooks,
)
from service.web.desk.entrance import desk

__all__ = [
    "account",
    "article",
    "articles",
    "audit",
    "audition",
    "bulk",
    "clips",
    "desk",
    "history",
    "holds",
    "intake",
    "jobs",
    "lexicon",
    "listing",
    "overrides",
    "people",
    "recordings",
    "releases",
    "reviews",
    "sentence",
    "sessions",
    "signing_in",
    "tables",
    "webhooks",
]
