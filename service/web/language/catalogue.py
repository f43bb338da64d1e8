"""The English sentences for the Vietnamese ones of the interface: a file, read once.

It is kept as people edit it (gettext's PO) and compiled in memory, so that nothing has to
be built before Loa runs and no compiled file can be older than its source.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

ENGLISH = "en"
CATALOGUE = Path(__file__).parents[1] / "translations" / ENGLISH / "LC_MESSAGES" / "loa.po"
_SCRIPTS = "static/"


@cache
def catalogue() -> Catalog:
    """Every sentence with its translation and where it is used, as the file tells."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale=ENGLISH, abort_invalid=True)


@cache
def translations(locale: str) -> NullTranslations:
    """What to ask for a sentence in ``locale``; the sentences themselves are Vietnamese."""
    if locale != ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    return Translations(compiled)


@cache
def script_words() -> dict[str, str]:
    """The sentences that scripts show, with their translations."""
    return {
        str(each.id): str(each.string)
        for each in catalogue()
        if each.id and any(path.startswith(_SCRIPTS) for path, _ in each.locations)
    }
