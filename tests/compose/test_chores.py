"""The chores of the upkeep: each has a name of its own, which the operator finds explained."""

from dataclasses import replace
from pathlib import Path

from service.compose import open_service
from service.compose.backups import open_vault, restore_installation
from service.compose.chores import list_chores
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.model import HOUSE
from service.settings import Settings
from tests.making.conftest import engine, stage
from tests.stage import NOW, TEXT, Stage

__all__ = ["engine", "stage"]

EVERY_HOUR = "0 0 * * * *"
ALL = Settings(redo_fallbacks=True, backup_folder="/mnt/khac")
OPERATION = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")


def test_each_chore_has_a_name_of_its_own_that_the_operator_finds_explained(stage: Stage) -> None:
    names = [each.name for each in list_chores(stage.production, ALL, upkeep=EVERY_HOUR)]
    assert len(set(names)) == len(names)
    assert not [name for name in names if f"`{name}`" not in OPERATION]


def test_settings_say_which_chores_there_are(stage: Stage) -> None:
    fewer = replace(ALL, redo_fallbacks=False, cache_limit_mb=0, backup_folder="")
    left = {each.name for each in list_chores(stage.production, ALL, upkeep=EVERY_HOUR)} - {
        each.name for each in list_chores(stage.production, fewer, upkeep=EVERY_HOUR)
    }
    assert left == {"cache", "fallbacks", "backup"}


def test_the_backup_is_due_once_a_night_by_the_newsrooms_own_clock(stage: Stage) -> None:
    settings = replace(ALL, backup_hour=3)
    (backup,) = [
        each
        for each in list_chores(stage.production, settings, upkeep=EVERY_HOUR)
        if each.name == "backup"
    ]
    assert (backup.schedule, backup.zone) == ("0 0 3 * * *", "Asia/Ho_Chi_Minh")


def test_the_nightly_backup_can_be_restored(tmp_path: Path) -> None:
    settings = Settings(
        data=tmp_path / "data",
        cache=tmp_path / "clips",
        engine="silence",
        free_space_mb=0,
        release="automatic",
        backup_folder=str(tmp_path / "kept"),
    )
    with open_service(settings, now=lambda: NOW) as service:
        service.take_in(TEXT.encode(), Hints("mot"), Desk(HOUSE, service.library, NOW))
        chores = list_chores(service.production, settings, upkeep=EVERY_HOUR)
        (backup,) = [each for each in chores if each.name == "backup"]
        assert tuple(backup.act()) == ()
    new = replace(settings, data=tmp_path / "new")
    vault = open_vault(tmp_path / "kept", None)
    restore_installation(new, vault, vault.snapshot(), lambda done, of: None)
    with open_service(new, now=lambda: NOW) as service:
        assert service.library.count_articles() == 1
