"""Text that every format of the outputs can carry."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal_text(text: str) -> str:
    """``text`` without the characters that XML 1.0 (section 2.2, Char) forbids.

    One of them in one article would make a whole feed unreadable. What remains
    also encodes as UTF-8: lone surrogates are among the forbidden.
    """
    return _FORBIDDEN.sub("", text)


_OPENING = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),  # LRE, RLE, LRO, RLO: closed by PDF
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),  # LRI, RLI, FSI: closed by PDI
}
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def close_directions(text: str) -> str:
    """``text`` whose embeddings, overrides and isolates end where their lines do.

    One that an article leaves open ("\\u202e") turns round what a client writes behind a title.
    What closes nothing is left out. Unicode Standard Annex 9, 2.1 to 2.5 and 3.3.2.
    """
    return "".join(map(_close_line, text.splitlines(keepends=True)))


def _close_line(line: str) -> str:
    if not _DIRECTIONS.search(line):
        return line
    text = line.rstrip("\r\n")
    open_ones: list[str] = []
    kept: list[str] = []
    for character in text:
        if character in _OPENING:
            open_ones.append(_OPENING[character])
        elif _DIRECTIONS.match(character):
            if not open_ones or open_ones[-1] != character:
                continue
            open_ones.pop()
        kept.append(character)
    return "".join([*kept, *reversed(open_ones)]) + line[len(text) :]
