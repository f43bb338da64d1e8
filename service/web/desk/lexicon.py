"""The newsroom's lexicon: what stands in it, what an entry would change, files in and out."""

from base64 import b64decode, b64encode

from flask import Response, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from service.desk import vocabulary
from service.errors import LexiconError, NotFoundError
from service.model import Act, LexiconEntry
from service.model.job import asker_of
from service.text.lexicon import conflicts, read_csv, read_pls, search, write_csv, write_pls
from service.web.desk.entrance import desk, editor_name, the_desk, told
from service.web.desk.lexicon_entry import NEWEST
from service.web.desk.lexicon_form import read_entry, seen_of
from service.web.language import _, _n, said
from service.web.paging import PER_PAGE, asked_page
from service.web.problems import status_of
from service.web.site import site

MOST_CONFLICTS = 20
MOST_SHOWN = 50
"""Entries of a file, and sentences that it would change, that its preview shows."""

MOST_CARRIED = 40_000
"""Bytes of a file that its preview carries; a longer one is chosen once more."""


@desk.get("/lexicon")
def lexicon() -> str:
    """The entries, twenty a page; those that clash, nothing uses or are left out are marked."""
    return _listed(_empty_form())


@desk.post("/lexicon/preview")
def preview_entry() -> str | tuple[str, int]:
    """The sentences that an entry would change, before and after; nothing is kept yet."""
    try:
        entry = read_entry(request.form, site().now(), site().service.library)
        return _previewed(entry, standing=None)
    except LexiconError as e:
        return _listed(request.form, complaint=said(e)), status_of(e)


def _previewed(entry: LexiconEntry, standing: LexiconEntry | None) -> str:
    """The preview; with what is ``standing`` where a colleague changed it meanwhile."""
    library = site().service.library
    entered = MultiDict(request.form)
    entered["scope_value"] = entry.scope_value or ""
    if standing is not None:
        entered["seen"] = seen_of(standing)
    return render_template(
        "desk/lexicon_preview.html",
        entry=entry,
        standing=standing,
        touched=vocabulary.preview_entry(entry, library, newest=NEWEST),
        newest=NEWEST,
        entered=entered,
    )


@desk.post("/lexicon")
def save_entry() -> AnyResponse | tuple[str, int]:
    """Keep an entry, and record again what it touches where the editor wants that.

    One that a colleague changed since the editor was shown it is kept only once both were seen.
    """
    service = site().service
    entry = read_entry(request.form, site().now(), service.library)
    standing = service.library.lexicon_entry(entry.id)
    if "seen" in request.form and seen_of(standing) != request.form["seen"]:
        return _previewed(entry, standing), 409
    touched = (
        vocabulary.preview_entry(entry, service.library, newest=NEWEST)
        if "again" in request.form
        else ()
    )
    asked = [each.article.id for each in touched]
    with the_desk().acting(Act.LEXICON, entry.id, entry.grapheme):
        vocabulary.keep_entries(
            [entry], service.library, site().now(), again=asked, author=editor_name()
        )
    count = service.record_again(asked, asker_of(the_desk().actor))
    again = " " + _n("Đang thu lại %(num)s bài.", count) if count else ""
    return told(
        _("Đã lưu cách đọc của «%(grapheme)s».", grapheme=entry.grapheme) + again,
        "desk.lexicon",
    )


@desk.post("/lexicon/remove")
def remove_entry() -> AnyResponse:
    """Take an entry out."""
    entry_id = request.form.get("entry", "")
    try:
        with the_desk().acting(Act.LEXICON_REMOVED, entry_id) as deed:
            library = site().service.library
            removed = vocabulary.remove_entry(entry_id, library, site().now(), author=editor_name())
            deed.detail = removed.grapheme
    except NotFoundError as e:
        return told(said(e), "desk.lexicon")
    return told(_("Đã bỏ «%(grapheme)s» khỏi từ điển.", grapheme=removed.grapheme), "desk.lexicon")


@desk.post("/lexicon/import")
def import_entries() -> AnyResponse | tuple[str, int]:
    """Add the entries of a CSV or PLS file: all of them or, when one is wrong, none."""
    library, now = site().service.library, site().now()
    try:
        entries = _read_file(_sent_file())
        with the_desk().acting(Act.LEXICON_IMPORT, "lexicon", f"{len(entries)}"):
            vocabulary.keep_entries(entries, library, now, author=editor_name())
    except LexiconError as e:
        return _listed(_empty_form(), complaint=said(e)), status_of(e)
    return told(_n("Đã nhận %(num)s mục từ tệp.", len(entries)), "desk.lexicon")


@desk.post("/lexicon/import/preview")
def preview_import() -> str | tuple[str, int]:
    """What the entries of a file would change; nothing is kept yet."""
    library, content = site().service.library, _sent_file()
    try:
        entries = _read_file(content)
        known = {each.id: each for each in library.lexicon_entries()}
        touched = tuple(vocabulary.preview_entries(entries, library, newest=NEWEST))
    except LexiconError as e:
        return _listed(_empty_form(), complaint=said(e)), status_of(e)
    rows = [(each, known.get(each.id)) for each in entries]
    changed = [(new, old) for new, old in rows if old is None or seen_of(old) != seen_of(new)]
    return render_template(
        "desk/lexicon_import.html",
        total=len(entries),
        added=sum(old is None for _, old in changed),
        changed=changed,
        most=MOST_SHOWN,
        touched=touched,
        newest=NEWEST,
        carried=b64encode(content).decode("ascii") if len(content) <= MOST_CARRIED else "",
    )


def _sent_file() -> bytes:
    """The file that was sent, now or with its preview."""
    if carried := request.form.get("carried", ""):
        try:
            return b64decode(carried, validate=True)
        except ValueError:
            return b""
    upload = request.files.get("file")
    return upload.read() if upload else b""


def _read_file(content: bytes) -> tuple[LexiconEntry, ...]:
    read = read_pls if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<") else read_csv
    return read(content, now=site().now())


@desk.get("/lexicon.csv")
def lexicon_csv() -> Response:
    """The lexicon for spreadsheets."""
    text = write_csv(_entries())
    return _attachment(text.encode("utf-8-sig"), "text/csv; charset=utf-8", "tu-dien.csv")


@desk.get("/lexicon.pls")
def lexicon_pls() -> Response:
    """The lexicon's global entries for other speech programs (W3C PLS 1.0)."""
    return _attachment(write_pls(_entries()).content, "application/pls+xml", "tu-dien.pls")


def _entries() -> tuple[LexiconEntry, ...]:
    return site().service.library.lexicon_entries()


def _empty_form() -> MultiDict[str, str]:
    return MultiDict([("whole_word", "on"), ("case_sensitive", "on")])


def _listed(entered: MultiDict[str, str], complaint: str | None = None) -> str:
    entries = _entries()
    sought = request.args.get("tim", "").strip()
    found = search(entries, sought) if sought else entries
    pages = asked_page(request, len(found))
    shown = found[pages.offset : pages.offset + PER_PAGE]
    # Only what the page shows is looked for in the articles, whatever the lexicon's length.
    trial = vocabulary.try_in_articles(shown, site().service.library, newest=NEWEST)
    return render_template(
        "desk/lexicon.html",
        entries=shown,
        total=len(entries),
        found=len(found),
        sought=sought,
        pages=pages,
        conflicts=conflicts(entries),
        most_conflicts=MOST_CONFLICTS,
        unused={each.id for each in trial.unused},
        left_out={entry.id: said(why) for entry, why in trial.left_out},
        entered=entered,
        complaint=complaint,
        versions=site().service.library.lexicon_versions(limit=10),
    )


def _attachment(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
