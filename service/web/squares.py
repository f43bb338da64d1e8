"""Addresses as codes of squares (QR, ISO/IEC 18004) that stand in a page. The door to segno."""

from collections.abc import Sequence
from functools import lru_cache

import segno
from markupsafe import Markup

_QUIET = 4
"""Squares around a code of squares that stay light (ISO/IEC 18004)."""


@lru_cache(maxsize=512)
def squares(address: str, label: str) -> Markup:
    """``address`` as a code of squares, an SVG; ``label`` is what a screen reader calls it."""
    code = segno.make(address, micro=False, error="m")
    rows: Sequence[Sequence[int]] = code.matrix
    size = len(rows) + 2 * _QUIET
    # Drawn here, black on white with its quiet zone, whatever the page's colours are.
    dark = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, bit in enumerate(row)
        if bit
    )
    return Markup(
        '<svg class="squares" role="img" aria-label="{label}" '
        'viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{dark}"/></svg>'
    ).format(label=label, size=size, dark=dark)
