"""In which language the desk speaks to whom: Vietnamese, or English for who chose it.

The sentences themselves are the keys: ``_("Đã lưu.")`` in a module, ``{{ _("Đã lưu.") }}`` in
a template. docs/translating.md tells how one is added. The choice is a cookie of the desk's
addresses alone: public pages are kept by caches, which would give one reader's language to
the next, and stay Vietnamese. What a browser says that it prefers decides nothing.

The door to Flask-Babel and Babel.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Any, Protocol

from babel.support import NullTranslations
from flask import Flask, request
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup
from werkzeug.wrappers import Response

from service.legal_text import close_directions
from service.web.language.catalogue import script_words, translations

_COOKIE = "loa_language"
_PATH = "/desk"
_YEAR = 365 * 24 * 3600


class Language(StrEnum):
    """What the interface can be read in, by its code (BCP 47)."""

    VI = "vi"
    EN = "en"


_NAMES = MappingProxyType({Language.VI: "Tiếng Việt", Language.EN: "English"})
"""Each by its own name, which those read who look for it."""


class InBoth(Protocol):
    """What says the same in both languages, such as a LoaError."""

    @property
    def vi(self) -> str:
        """In Vietnamese."""

    @property
    def en(self) -> str:
        """In English."""


class _Sentences(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """The catalogue, in place of the compiled files that Flask-Babel would look for."""

    def get_translations(self) -> NullTranslations:
        return translations(str(get_locale() or Language.VI))


_SENTENCES = _Sentences()


def _(sentence: str, /, **named: Any) -> str:
    """The Vietnamese ``sentence`` in the language of who asks; «%(name)s» is what is ``named``."""
    return str(_SENTENCES.gettext(sentence, **named))


def _n(sentence: str, count: int, /, **named: Any) -> str:
    """As ``_``, of a sentence that counts: «%(num)s» is ``count``, and English has its plural."""
    return str(_SENTENCES.ngettext(sentence, sentence, count, **named))


def translated(words: str) -> str:
    """Words of one of the tables (states, acts, roles, …) in the language of who asks."""
    return str(translations(language()).gettext(words)) if words else words


def said(told: InBoth) -> str:
    """What ``told`` says, in the language of who asks."""
    return told.en if language() is Language.EN else told.vi


def language() -> Language:
    """The language that who asks has chosen; Vietnamese also where nobody asks."""
    return Language(str(get_locale() or Language.VI))


def is_english() -> bool:
    """Whether who asks has chosen English."""
    return language() is Language.EN


def choose_language(response: Response, chosen: Language, *, secure: bool) -> None:
    """Let ``response`` make the browser remember the language for a year."""
    response.set_cookie(
        _COOKIE,
        chosen.value,
        max_age=_YEAR,
        path=_PATH,
        secure=secure,
        httponly=True,
        samesite="Lax",
    )


def install(app: Flask) -> None:
    """Give every template of ``app`` its language."""
    babel = Babel(app, configure_jinja=False, default_locale=Language.VI, locale_selector=_chosen)
    babel.domain_instance = _SENTENCES
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension's
        lambda sentence: _SENTENCES.get_translations().gettext(sentence),
        lambda one, many, count: _SENTENCES.get_translations().ngettext(one, many, count),
        newstyle=True,
    )
    app.jinja_env.globals.update(
        _n=_counted,
        language=language,
        other_languages=_others,
        vietnamese=_vietnamese,
        script_words=script_words,
    )
    app.jinja_env.filters.update(
        said=said, translated=translated, kept=_kept, vi=marked, closed=closed
    )


def _chosen() -> str:
    if not f"{request.path}/".startswith(f"{_PATH}/"):
        return Language.VI
    kept = request.cookies.get(_COOKIE)
    return kept if kept in set(Language) else Language.VI


def _others() -> list[tuple[Language, str]]:
    """The languages that the page is not in, each with its name."""
    return [(each, name) for each, name in _NAMES.items() if each is not language()]


def _counted(sentence: str, count: int, /, **named: Any) -> Markup:
    """``_n`` for templates: as with their ``_``, the sentence is markup, what is named is not."""
    words = _SENTENCES.get_translations().ngettext(sentence, sentence, count)
    return Markup(words) % {"num": count, **named}  # noqa: S704  # the catalogue is ours


def _vietnamese() -> Markup:
    """The attribute of an element whose text is Vietnamese on a page that is not."""
    return Markup(' lang="vi"') if is_english() else Markup("")


def marked(text: Any) -> Any:
    """Text of the newsroom, marked as Vietnamese where the page around it is not."""
    own = closed(text)
    return Markup('<span lang="vi">{}</span>').format(own) if own and is_english() else own


def closed(text: Any) -> Any:
    """Text of the newsroom that turns no direction of writing beyond its end; markup as it is."""
    return close_directions(text) if type(text) is str else text


def joined(*texts: str) -> str:
    """``texts`` one after another, where some are marked and others are escaped."""
    return Markup("").join(texts)


def _kept(text: str) -> Any:
    """A sentence that was kept in Vietnamese: translated where it is in the catalogue."""
    words = translated(text)
    return marked(text) if words == text else words
