"""A title as it stands in the name of a file or in an address: plain letters and hyphens."""

import re
import unicodedata

_BETWEEN = re.compile(r"[^a-z0-9]+")


def slug_of(text: str, most: int = 80) -> str:
    """``text`` in small letters without accents, its words joined by hyphens.

    «Giá xăng hôm nay!» is "gia-xang-hom-nay". At most ``most`` characters, whole words where
    there are any; empty where ``text`` has no letter or digit that ASCII knows, as of emoji
    or of another script.
    """
    # Marks go before the words are told apart: «ế» is a letter with two of them, not three words.
    slug = _BETWEEN.sub("-", plain_letters(text)).strip("-")
    if len(slug) <= most:
        return slug
    whole, _, _ = slug[: most + 1].rpartition("-")
    return (whole or slug[:most]).strip("-")


def plain_letters(text: str) -> str:
    """``text`` in small letters without marks; white space and all other signs stay.

    Slugs and folded names stand in the database: what this gives may not change.
    """
    # Of «đ» no normal form takes the stroke away, as it does the marks of all other letters.
    letters = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(each for each in letters if not unicodedata.combining(each))
