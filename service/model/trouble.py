"""What keeps Loa from writing, in words for those who can mend it."""

from dataclasses import dataclass

from service.errors import StoreError


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with what must last, found before anything was written.

    While there is one, what is published is served as it lies and nothing is written.
    ``vi`` and ``en`` say what is wrong and name no place of this machine: the public may
    read them. ``cure_vi`` and ``cure_en`` tell the operator how it is mended.
    """

    vi: str
    en: str
    cure_vi: str
    cure_en: str

    def as_error(self) -> StoreError:
        """The trouble as the failure of whoever must write."""
        return StoreError(f"{self.vi} {self.cure_vi}", f"{self.en} {self.cure_en}")
