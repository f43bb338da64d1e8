# ruff: noqa: S608 - the names are our own
"""The search of words by PostgreSQL: vectors of words with their places, made by the server.

Its own parser of texts is not asked: what a word is, is told by ``sought`` for all databases.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Integer, Select, and_, literal_column, or_, text

from service.store.article_card_rows import ArticleCardRow, ArticleWordsRow
from service.store.schema import ArticleRow
from service.store.sought import NEAR, Asked, Together

_PARTS = "abc"
"""The weights of title, facts and body: words are found together in one of them alone."""

_LONGEST = 200
"""Letters of a word that count: a lexeme has at most 2 kB."""

_MARKS = r"[\u0300-\u036f]"


def statements() -> tuple[str, ...]:
    """What makes the vectors and their indexes."""
    parts = ("title", "facts", "body")
    vectors = {
        "plain": " || ".join(f"loa_vector(loa_bare({each}), '{w}')" for each, w in _weighed(parts)),
        "marked": " || ".join(f"loa_vector({each}, '{w}')" for each, w in _weighed(parts)),
    }
    return (
        _BARE,
        _VECTOR,
        _NEAR,
        *(
            f"ALTER TABLE article_words ADD COLUMN {name} tsvector "
            f"GENERATED ALWAYS AS ({made}) STORED"
            for name, made in vectors.items()
        ),
        *(f"CREATE INDEX words_{name} ON article_words USING gin ({name})" for name in vectors),
    )


def _weighed(parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    return zip(parts, _PARTS, strict=True)


_BARE = rf"""
CREATE FUNCTION loa_bare(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(normalize(words, NFD) COLLATE "C", '{_MARKS}', '', 'g')
"""
_VECTOR = f"""
CREATE FUNCTION loa_vector(words text, weight text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN coalesce((
    SELECT string_agg(
        quote_literal(left(word, {_LONGEST})) || ':' || least(place, 16383) || weight, ' '
    )
    FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS each(word, place)
    WHERE word <> ''
), '')::tsvector
"""
_NEAR = """
CREATE FUNCTION loa_near(vector tsvector, words text[], reach integer) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    WITH found AS (
        SELECT lexeme, unnest(positions) AS place FROM unnest(vector) WHERE lexeme = ANY (words)
    )
    SELECT EXISTS (
        SELECT FROM found AS first WHERE NOT EXISTS (
            SELECT FROM unnest(words) AS word WHERE NOT EXISTS (
                SELECT FROM found AS other
                WHERE other.lexeme = word
                AND other.place BETWEEN first.place AND first.place + reach + 1
            )
        )
    );
END
"""


def among_words(
    rows: Select[ArticleCardRow, ArticleRow], asked: Asked
) -> tuple[Select[ArticleCardRow, ArticleRow], ColumnElement[int]]:
    """``rows`` that hold what is asked for; the place that they are sorted by."""
    rows = rows.select_from(ArticleCardRow).join(
        ArticleWordsRow, ArticleWordsRow.place == ArticleCardRow.place
    )
    groups = [("plain", _bare(each)) for each in asked.plain]
    groups += [("marked", each) for each in asked.marked]
    conditions = [_found(name, each, f"asked{n}") for n, (name, each) in enumerate(groups)]
    return rows.where(*conditions), literal_column("article_cards.place", Integer)


def _bare(group: Together) -> Together:
    """The words without their marks, as ``loa_bare`` makes them."""
    apart = (unicodedata.normalize("NFD", word) for word in group.words)
    bare = ("".join(c for c in word if not "\u0300" <= c <= "\u036f") for word in apart)
    return Together(tuple(bare), group.is_phrase)


def _found(vector: str, group: Together, name: str) -> ColumnElement[bool]:
    joined = " <-> " if group.is_phrase else " & "
    query = " | ".join(
        "(" + joined.join(f"'{word[:_LONGEST]}':{part}" for word in group.words) + ")"
        for part in _PARTS
    )
    holds: ColumnElement[bool] = text(
        f"article_words.{vector} @@ CAST(:{name} AS tsquery)"
    ).bindparams(**{name: query})  # type: ignore[assignment]
    if group.is_phrase or len(group.words) == 1:
        return holds
    near = (
        text(
            f"loa_near(ts_filter(article_words.{vector}, '{{{part}}}'), "
            f"CAST(:{name}w AS text[]), {NEAR})"
        ).bindparams(**{f"{name}w": list(group.words)})
        for part in _PARTS
    )
    return and_(holds, or_(*near))
