"""What a reader finds in a printed text.

A reader of a written form is a function from the *printed* text (of marked text its
:mod:`copy <service.text.copy>`, which says in letters what marks mean) to the claims it
makes on it. No reader ever sees another's result: spoken text is made at the end
by laying all accepted claims over the printed text, so that every trace points
at what the editor sees, and nothing is read twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from service.model import TextWarning


@dataclass(frozen=True, slots=True)
class Claim:
    """``text[begin:end]`` is said as ``spoken``, because of ``rule``.

    With ``spoken`` None the text stays as printed and the claim only carries
    its warning.
    """

    rule: str
    begin: int
    end: int
    spoken: str | None
    confidence: float = 1.0
    warning: TextWarning | None = None


Reader = Callable[[str], Iterable[Claim]]
