"""The upkeep's chores: one that fails keeps none of the others from its turn."""

from collections.abc import Callable

import pytest

from service.errors import StoreError
from service.tending.housekeeping import do_all


@pytest.mark.parametrize("failing", [{0}, {1}, {2}, {0, 1, 2}])
def test_each_chore_has_its_turn_in_order_whatever_the_others_raise(failing: set[int]) -> None:
    done: list[int] = []

    def chore(number: int) -> Callable[[], None]:
        def do() -> None:
            done.append(number)
            if number in failing:
                raise StoreError(f"việc {number}", f"chore {number}")

        return do

    with pytest.raises(StoreError, match=str(max(failing))):
        do_all([chore(number) for number in range(3)])
    assert done == [0, 1, 2]
