"""Old episodes' items are made ready in rounds, a bounded part at a time."""

from dataclasses import replace

from service.releasing.feed import publish_feed
from service.tending.archive_items import complete_items
from tests.stage import Stage, publish


def test_a_round_makes_what_is_not_ready_and_begins_again(stage: Stage) -> None:
    assert complete_items(stage.outlet) == 0, "nothing was published"
    ids = [publish(stage, source_id=f"phuong/{number}") for number in range(3)]
    assert complete_items(stage.outlet) == 0, "publications made their own"
    stage.library.drop_items(ids)
    assert complete_items(stage.outlet) == 3
    assert stage.library.item_sizes(ids).keys() == set(ids)
    assert complete_items(stage.outlet) == 0
    moved = replace(stage, base_url="https://khac.example")
    assert complete_items(moved.outlet) == 3, "at another address they are others"
    feed = stage.library.ready_items(ids)
    publish_feed(moved.outlet, moved.assembler)
    assert stage.library.ready_items(ids) == feed


def test_a_round_goes_on_where_it_stopped(stage: Stage) -> None:
    ids = [publish(stage, source_id=f"phuong/{number}") for number in range(2)]
    stage.library.drop_items(ids)
    stage.library.keep_fact("items made up to", "1")
    assert complete_items(stage.outlet) == 1
    assert stage.library.item_sizes(ids).keys() == {ids[1]}
    assert complete_items(stage.outlet) == 1
    assert stage.library.item_sizes(ids).keys() == set(ids)
