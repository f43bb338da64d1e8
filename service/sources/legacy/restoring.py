"""A document in an old encoding becomes Unicode, or is refused where letters are lost."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import add

from service.errors import ArticleError
from service.sources.legacy.evidence import Evidence, has_unicode_vietnamese, is_spelled, weigh
from service.sources.legacy.fragments import Fragment
from service.sources.legacy.tables import TCVN3, VNI, LegacyTable
from service.sources.legacy.viqr import NAME as VIQR
from service.sources.legacy.viqr import from_viqr, has_escapes, is_certainly_viqr, weigh_viqr

_TCVN3_FONT = re.compile(r"\.vn", re.IGNORECASE)
_TCVN3_CAPITALS = re.compile(r"(?i:\.vn)\w*H\b|\.vn(?:time|arial)h\b")
"""«.VnTimeH» shows small letters as capitals; «.VnEnglish» does not."""
_VNI_FONT = re.compile(r"vni\b", re.IGNORECASE)
_LOST_HORN = re.compile(r"\b\w*[ơờớởỡợ](?:ng|c)\b", re.IGNORECASE)
"""«trờng», «đợc»: no syllables, but «trường» and «được» without the «ư» that TCVN3 writes
as a soft hyphen, which nobody sees and many programs throw away."""
_HORNLESS_WORDS = 3


def restore(fragments: Sequence[Fragment]) -> tuple[tuple[Fragment, ...], tuple[str, ...]]:
    """The fragments in Unicode, and the names of the encodings that they were in.

    A fragment in a legacy font is read by its font, any other by what its words say.
    What is Unicode already stays as it is. Raises ArticleError where the soft hyphens
    of TCVN3 were lost, and with them every «ư».
    """
    if all(each.text.isascii() for each in fragments):
        return _without_viqr(fragments)
    restored, names = list(fragments), list[str]()
    for table in (TCVN3, VNI):
        places = [place for place, each in enumerate(restored) if _table_of(each) is table]
        if _total(restored, places, table.convert).is_likely:
            names += _convert(restored, places, table)
    unnamed = [place for place, each in enumerate(restored) if _is_open(each)]
    table, evidence = max(
        ((each, _total(restored, unnamed, each.convert)) for each in (TCVN3, VNI)),
        key=lambda weighed: weighed[1].after - weighed[1].before,
    )
    if evidence.is_certain or (table.name in names and evidence.is_likely):
        names += _convert(restored, unnamed, table)
    if not names:
        return _without_viqr(fragments)
    return tuple(restored), tuple(dict.fromkeys(names))


def _without_viqr(fragments: Sequence[Fragment]) -> tuple[tuple[Fragment, ...], tuple[str, ...]]:
    evidence = reduce(add, (weigh_viqr(each.text) for each in fragments), Evidence())
    if not is_certainly_viqr(evidence):
        return tuple(fragments), ()
    escapes = any(has_escapes(each.text) for each in fragments)
    return (
        tuple(each.rewritten(from_viqr(each.text, escapes=escapes)) for each in fragments),
        (VIQR,),
    )


def _table_of(fragment: Fragment) -> LegacyTable | None:
    if has_unicode_vietnamese(fragment.text):
        return None
    if _TCVN3_FONT.match(fragment.font):
        return TCVN3
    return VNI if _VNI_FONT.match(fragment.font) else None


def _is_open(fragment: Fragment) -> bool:
    """Whether the fragment can be in any encoding of one letter a byte."""
    return bool(fragment.text) and not (
        _TCVN3_FONT.match(fragment.font)
        or _VNI_FONT.match(fragment.font)
        or has_unicode_vietnamese(fragment.text)
    )


def _total(
    fragments: Sequence[Fragment], places: Iterable[int], convert: Callable[[str], str]
) -> Evidence:
    return reduce(add, (weigh(fragments[place].text, convert) for place in places), Evidence())


def _convert(fragments: list[Fragment], places: Sequence[int], table: LegacyTable) -> list[str]:
    """Convert the fragments at ``places``; the name of ``table`` where one changed.

    In a document that is Unicode elsewhere, only what gains by it: «Hà Nam» reads well
    as it stands, whatever font it is set in.
    """
    is_mixed = any(has_unicode_vietnamese(each.text) for each in fragments)
    changed = []
    for place in places:
        fragment = fragments[place]
        evidence = weigh(fragment.text, table.convert)
        if is_mixed and evidence.after <= evidence.before:
            continue
        text = table.convert(fragment.text)
        if table is TCVN3 and _TCVN3_CAPITALS.match(fragment.font):
            text = text.upper()
        fragments[place] = fragment.rewritten(text)
        changed.append(fragments[place].text)
    if table is TCVN3:
        _refuse_lost_horns(changed)
    return [table.name] if changed else []


def _refuse_lost_horns(texts: Iterable[str]) -> None:
    text = "\n".join(texts)
    lost = {
        found[0]
        for found in _LOST_HORN.finditer(text)
        if not is_spelled(found[0]) and is_spelled(re.sub("([ơờớởỡợƠỜỚỞỠỢ])", r"ư\1", found[0]))
    }
    if len(lost) >= _HORNLESS_WORDS:
        told = ", ".join(f"“{word}”" for word in sorted(lost)[:_HORNLESS_WORDS])
        raise ArticleError(
            f"Văn bản dùng bảng mã cũ TCVN3 (ABC) và đã mất mọi chữ “ư” ({told}…), không thể "
            "khôi phục chắc chắn. Hãy mở bản gốc, chuyển sang Unicode rồi gửi lại.",
            "The text is in the old encoding TCVN3 (ABC) and has lost every letter “ư” "
            f"({told}…), which cannot be restored. Convert the original to Unicode and send it.",
        )
