"""The doctor sees where library, counts and media folder disagree; the round counts anew."""

import sqlite3
from contextlib import closing

from service.tending.agreement import inspect_folders, inspect_tallies
from service.tending.rounds import SLICE_BYTES, check_slice
from tests.stage import Stage, publish


def spoil_tallies(stage: Stage) -> None:
    with closing(sqlite3.connect(stage.library._database.place)) as connection, connection:
        connection.execute("UPDATE tallies SET count = count + 1")


def test_nothing_is_found_where_all_agree(stage: Stage) -> None:
    publish(stage)
    assert list(inspect_tallies(stage.library)) == []
    assert list(inspect_folders(stage.library, stage.media)) == []


def test_wrong_counts_are_named_and_put_right_at_the_end_of_a_round(stage: Stage) -> None:
    publish(stage)
    spoil_tallies(stage)
    told = [each.en for each in inspect_tallies(stage.library)]
    assert [each.split(" is kept")[0] for each in told] == [
        "Another number of episodes",
        "Another number of articles",
    ]
    assert check_slice(stage.library, stage.assembler, SLICE_BYTES) == ()
    assert list(inspect_tallies(stage.library)) == []


def test_counts_are_left_alone_until_the_round_ends(stage: Stage) -> None:
    publish(stage)
    publish(stage, source_id="phuong/2")
    spoil_tallies(stage)
    check_slice(stage.library, stage.assembler, 1)
    assert len(list(inspect_tallies(stage.library))) == 2


def test_folders_of_episodes_that_nobody_knows_are_named(stage: Stage) -> None:
    publish(stage)
    for number in range(6):
        stage.media.write(f"tap{number}/edition-1.json", b"{}")
    stage.media.write("anh/bia.png", b"png")
    (found,) = inspect_folders(stage.library, stage.media)
    assert "has 6 episodes that the database does not know: tap0, tap1, tap2, tap3, tap4, …" in (
        found.en
    )
