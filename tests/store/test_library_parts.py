"""The library is put together of parts, none of which hides another's words."""

from collections import Counter

from service.store.library import Library


def test_no_part_of_the_library_takes_a_name_from_another() -> None:
    own = [name for part in Library.__bases__ for name in vars(part) if not name.startswith("_")]
    assert {name for name, times in Counter(own).items() if times > 1} == set()
