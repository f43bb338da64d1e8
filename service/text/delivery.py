"""How one segment is said beside its letters: what an article's form adds, changes or silences."""

from dataclasses import dataclass

from service.model import DeletedReading, Reading
from service.model.content import Inline


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a segment is said beside its letters.

    ``runs`` joined are its text; () where it is plain. ``lead`` is said first («Một», «Ảnh»),
    ``instead`` is said in place of the text ("" for nothing), and ``label`` is what is printed
    there for ``rule``, which the desk names. ``aside`` is a beginning that nobody says.
    """

    runs: Inline = ()
    deleted: DeletedReading = DeletedReading.ANNOUNCE
    lead: str = ""
    label: str = ""
    rule: str = ""
    instead: str | None = None
    aside: Reading | None = None


PLAIN = Delivery()
