"""Makes lexicon entries as tests need them."""

from datetime import UTC, datetime, timedelta

from service.model import LexiconEntry, LexiconScope, SayAs

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def entry(
    grapheme: str,
    alias: str = "",
    *,
    scope: LexiconScope = LexiconScope.GLOBAL,
    value: str | None = None,
    is_pattern: bool = False,
    whole_word: bool = True,
    case_sensitive: bool = True,
    say_as: SayAs = SayAs.ALIAS,
    age: int = 0,
) -> LexiconEntry:
    """An entry that is ``age`` days old; its id tells its words as far as it is long."""
    return LexiconEntry(
        id=f"{scope.value}-{value}-{grapheme}-{alias}"[:32],
        grapheme=grapheme,
        alias=alias,
        scope=scope,
        scope_value=value,
        is_pattern=is_pattern,
        whole_word=whole_word,
        case_sensitive=case_sensitive,
        say_as=say_as,
        note="",
        created=NOW - timedelta(days=age),
    )
