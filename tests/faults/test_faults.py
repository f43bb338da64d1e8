"""Each fault of the tables, done to an installation that has a published article."""

import pytest

from tests.faults import articles, clocks, crowds, databases, disks, files, workers
from tests.faults.fault import Fault, try_fault
from tests.faults.station import Station
from tests.faults.tally import Tally

FAULTS: tuple[Fault, ...] = (
    *disks.FAULTS,
    *databases.FAULTS,
    *files.FAULTS,
    *workers.FAULTS,
    *crowds.FAULTS,
    *clocks.FAULTS,
    *articles.FAULTS,
)


@pytest.mark.faults
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_the_station_stays_on_the_air_and_forgets_nothing(
    fault: Fault, station: Station, tally: Tally
) -> None:
    with tally.counting(fault.name):
        try_fault(fault, station)
