"""The sentences of the interface and their English: `python -m tests.translations` looks.

It finds every sentence that templates, modules, scripts and tables of words show, puts the
new ones into the catalogue with an empty translation, takes out those that nobody shows any
more, and prints what is still to be translated. docs/translating.md tells the rest.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from service.articles import furniture, reasons
from service.desk.auditing import ACT_WORDS, KIND_WORDS
from service.desk.permissions import ROLE_WORDS
from service.desk.webhooks import EVENT_WORDS
from service.model import Stage
from service.outputs.browsers import SYSTEMS
from service.outputs.release_words import STATE_OF_ARTICLE
from service.web.desk.bulk_kinds import LABELS
from service.web.desk.dashboard import FAILURE_WORDS, WARNING_WORDS
from service.web.desk.history import SIDES
from service.web.desk.job_list import CHORE_WORDS
from service.web.desk.jobs import PRIORITY_WORDS, STATE_WORDS
from service.web.desk.lines import SHOW_WORDS
from service.web.desk.list_form import STATES
from service.web.desk.status import KIND_WORDS as STATUS_KINDS
from service.web.desk.status import VITAL_WORDS
from service.web.desk.tables import READING_WORDS
from service.web.desk.token_form import SCOPE_WORDS
from service.web.language.catalogue import CATALOGUE, ENGLISH
from service.web.problem_words import EXPLANATIONS, TITLES

ROOT = Path(__file__).parent.parent


def _constants(module: ModuleType) -> dict[str, str]:
    return {
        name: words for name, words in vars(module).items() if re.fullmatch("[A-Z][A-Z_]+", name)
    }


KEYWORDS = {"_": None, "_n": (1, 1)}
TABLES: Mapping[str, Sequence[Mapping[Any, str]]] = {
    "service/articles/furniture.py": (_constants(furniture),),
    "service/articles/reasons.py": (_constants(reasons),),
    "service/desk/auditing.py": (ACT_WORDS, KIND_WORDS),
    "service/desk/permissions.py": (ROLE_WORDS,),
    "service/desk/webhooks.py": (EVENT_WORDS,),
    "service/model/job.py": ({each: each.value for each in Stage},),
    "service/outputs/browsers.py": (dict(SYSTEMS),),
    "service/outputs/release_words.py": (
        {each: words.lower() for each, words in STATE_OF_ARTICLE.items()},
    ),
    "service/web/desk/bulk_kinds.py": (LABELS,),
    "service/web/desk/job_list.py": (CHORE_WORDS,),
    "service/web/desk/dashboard.py": (WARNING_WORDS, FAILURE_WORDS),
    "service/web/desk/history.py": (SIDES,),
    "service/web/desk/jobs.py": (STATE_WORDS, PRIORITY_WORDS),
    "service/web/desk/lines.py": (SHOW_WORDS,),
    "service/web/desk/list_form.py": (STATES,),
    "service/web/desk/status.py": (STATUS_KINDS, VITAL_WORDS),
    "service/web/desk/tables.py": (READING_WORDS,),
    "service/web/desk/token_form.py": (SCOPE_WORDS,),
    "service/web/problem_words.py": (TITLES, EXPLANATIONS),
}
"""The tables of words that are shown in the language of who asks, each where it stands."""

_JINJA = {"extensions": "jinja2.ext.i18n", "silent": "false", "newstyle_gettext": "true"}
_HEADER = r"""# What the desk says, in English. A sentence is added as docs/translating.md tells.
msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def shown() -> Catalog:
    """Every sentence that is shown somewhere, with the files that show it."""
    found = Catalog(locale=ENGLISH, fuzzy=False)
    for path, sentence in _sentences():
        found.add(sentence, locations=[(path, 0)])
    return found


def kept() -> Catalog:
    """The catalogue as its file stands."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale=ENGLISH, abort_invalid=True)


def renewed() -> Catalog:
    """What is shown, with the translations that are kept."""
    known, found = kept(), shown()
    for each in _messages(found):
        old = known.get(each.id)
        if old is not None:
            each.string = old.string
    return found


def as_file(catalogue: Catalog) -> bytes:
    """The file of a catalogue: in the order of the alphabet, so that two people's lines part."""
    body = BytesIO()
    write_po(body, catalogue, width=98, omit_header=True, sort_output=True, include_lineno=False)
    return _HEADER.encode() + body.getvalue()


def pairs(catalogue: Catalog) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each sentence with its English: of one that counts, for one and for many."""
    for each in _messages(catalogue):
        sentence, english = each.id, each.string
        yield (
            str(sentence if isinstance(sentence, str) else sentence[0]),
            (english,) if isinstance(english, str) else tuple(map(str, english or ("", ""))),
        )


def untranslated(catalogue: Catalog) -> list[str]:
    """The sentences without English."""
    return [sentence for sentence, english in pairs(catalogue) if not all(english)]


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (each for each in catalogue if each.id)


def _sentences() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for folder, pattern, method in (
        ("templates", "*.html", "jinja2.ext:babel_extract"),
        ("service", "*.py", "python"),
        ("static", "*.js", "javascript"),
    ):
        options = _JINJA if folder == "templates" else {}
        for path in sorted((ROOT / folder).rglob(pattern)):
            with path.open("rb") as file:
                for _, sentence, _, _ in extract(method, file, KEYWORDS, options=options):
                    yield path.relative_to(ROOT).as_posix(), sentence
    for name, tables in TABLES.items():
        yield from ((name, each) for words in tables for each in words.values() if each)


if __name__ == "__main__":
    now = renewed()
    CATALOGUE.write_bytes(as_file(now))
    missing = untranslated(now)
    sys.stdout.write("".join(f"{each}\n" for each in missing))
    sys.exit(1 if missing else 0)
