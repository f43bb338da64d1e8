"""Whether bytes of no stated type are a mail, told by its head."""

import re

_HEADS = re.compile(
    rb"\A(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}\r?\n"
)
_TELLING = (rb"^From:", rb"^(?:Date|Message-ID|Received):", rb"^(?:MIME-Version|Content-Type):")


def looks_like_mail(raw: bytes) -> bool:
    """Whether ``raw`` begins with the head of a mail: its lines, and who sent it when and how."""
    head = raw[:20_000].replace(b"\r\n", b"\n")
    found = _HEADS.match(head)
    return found is not None and all(
        re.search(line, found[0], re.MULTILINE | re.IGNORECASE) for line in _TELLING
    )
