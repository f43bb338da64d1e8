"""Where an entry holds: one answer for what is said, previewed and told as a clash."""

from typing import TypeAlias

from service.model import LexiconEntry, LexiconScope, fold_section

ScopeKey: TypeAlias = tuple[LexiconScope, str]
"""What places are told apart by: ``Văn hóa`` and ``văn hoá`` are one section."""


def scope_key(scope: LexiconScope, value: str | None) -> ScopeKey:
    """The key of the place ``value`` names: a section, or an article by its id; all have ""."""
    # Ids are hexadecimal digits: folding them as a section loses nothing, and helps who types one.
    return (scope, fold_section(value))


def scope_keys(*, section: str | None, article_id: str | None) -> tuple[ScopeKey, ...]:
    """The places that an article is in, the one whose entries win first."""
    return (
        scope_key(LexiconScope.ARTICLE, article_id),
        scope_key(LexiconScope.SECTION, section),
        scope_key(LexiconScope.GLOBAL, None),
    )


def holds_in(entry: LexiconEntry, *, section: str | None, article_id: str | None) -> bool:
    """Whether ``entry`` holds in the article of this id and section."""
    return scope_key(entry.scope, entry.scope_value) in scope_keys(
        section=section, article_id=article_id
    )
