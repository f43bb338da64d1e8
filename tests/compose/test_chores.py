"""The chores of the upkeep: each has a name of its own, which the operator finds explained."""

from dataclasses import replace
from pathlib import Path

from service.compose.chores import list_chores
from service.settings import Settings
from tests.making.conftest import engine, stage
from tests.stage import Stage

__all__ = ["engine", "stage"]

EVERY_HOUR = "0 0 * * * *"
ALL = Settings(redo_fallbacks=True)
OPERATION = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")


def test_each_chore_has_a_name_of_its_own_that_the_operator_finds_explained(stage: Stage) -> None:
    names = [each.name for each in list_chores(stage.production, ALL, upkeep=EVERY_HOUR)]
    assert len(set(names)) == len(names)
    assert not [name for name in names if f"`{name}`" not in OPERATION]


def test_settings_say_which_chores_there_are(stage: Stage) -> None:
    fewer = replace(ALL, redo_fallbacks=False, cache_limit_mb=0)
    left = {each.name for each in list_chores(stage.production, ALL, upkeep=EVERY_HOUR)} - {
        each.name for each in list_chores(stage.production, fewer, upkeep=EVERY_HOUR)
    }
    assert left == {"cache", "fallbacks"}
