"""Texts that an article may have in any place, whatever they are."""

HOSTILE = (
    "\x00\x08\x1b[31m",
    "\ud800",
    "]]>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\u202egpj.exe",
    "\u2067\u2069\u2069\u202c",
    "&lt;b&gt;&#60;",
    "x" * 10_000,
    '"' * 10_000,
    "👨\u200d👩\u200d👧" * 2_000,
)
