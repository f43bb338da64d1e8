"""Each fault of a database server and of a bucket, done to an installation that has published."""

import uuid
from pathlib import Path

import pytest

from tests.faults import buckets, servers
from tests.faults.buckets import BucketFault
from tests.faults.fault import Fault, try_fault
from tests.faults.servers import ServerFault
from tests.faults.station import installed
from tests.faults.tally import Tally
from tests.servers.postgresql import postgresql
from tests.servers.s3 import KEYS, s3

CREW = (("serve", "--no-worker"), ("worker",))


@pytest.mark.faults
@pytest.mark.parametrize("fault", servers.FAULTS, ids=[each.name for each in servers.FAULTS])
def test_the_station_outlives_its_database_server(
    fault: ServerFault, tmp_path: Path, tally: Tally
) -> None:
    with (
        postgresql() as server,
        installed(tmp_path, {"LOA_DATABASE_URL": server.address}) as station,
        tally.counting(fault.name),
    ):
        there = Fault(fault.name, lambda newsroom: fault.act(newsroom, server), crew=CREW)
        try_fault(there, station)


@pytest.mark.faults
@pytest.mark.parametrize("fault", buckets.FAULTS, ids=[each.name for each in buckets.FAULTS])
def test_the_station_outlives_what_its_bucket_does(
    fault: BucketFault, tmp_path: Path, postgresql_server: str, tally: Tally
) -> None:
    name = f"faults{uuid.uuid4().hex[:8]}"
    with s3() as server:
        server.make_bucket(name)
        settings = {
            **KEYS,
            "LOA_MEDIA_URL": server.address(name),
            "LOA_DATABASE_URL": f"{postgresql_server}?schema={name}",
        }
        with installed(tmp_path, settings) as station, tally.counting(fault.name):
            try_fault(
                Fault(fault.name, lambda newsroom: fault.act(newsroom, server), crew=CREW), station
            )
