"""What waits heeds what is sent, renamed or withdrawn after it was decided upon."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from service.desk.desk import Desk
from service.desk.people import rename_person
from service.desk.releases import (
    approve_release,
    delete_for_good,
    release_now,
    schedule_release,
    withdraw,
)
from service.desk.restoring import restore
from service.engines.base import Engine
from service.errors import ArticleError, JobError
from service.model import Act, Role, Voice, person_actor
from service.model.release import Policy
from service.model.release_reason import ReleaseReason
from service.plan.release import ReleaseRules
from service.tending.releases import release_at_their_time
from tests.releasing.test_release import at, desk, strict, wait, with_fallback
from tests.releasing.test_story import CORRECTED, current
from tests.stage import NOW, TEXT, EvenLevels, Stage, make, publish, take

TITLE = "Tin thử nghiệm của phường"


def dated(hour: int, text: str = TEXT) -> str:
    """The article, whose date is this hour of its day in its own zone (seven hours ahead)."""
    return text.replace("02-01-2026 08:00", f"02-01-2026 {hour:02}:00")


def clock(hour: int) -> datetime:
    return NOW.replace(hour=hour - 7, minute=0, second=0)


def release_at(moment: datetime, stage: Stage) -> None:
    release_at_their_time(replace(stage, now=lambda: moment).production)


def test_a_source_that_puts_its_date_off_is_not_released_at_the_first_one(stage: Stage) -> None:
    article_id = take(stage, dated(18))
    make(article_id, stage)
    take(stage, dated(20))
    make(article_id, stage)
    release_at(clock(19), stage)
    assert stage.library.episode(article_id) is None
    release_at(clock(20), stage)
    assert current(article_id, stage).number == 2


def test_a_date_that_is_put_off_holds_what_is_made_though_the_new_text_is_not_recorded_yet(
    stage: Stage,
) -> None:
    article_id = take(stage, dated(18))
    make(article_id, stage)
    take(stage, dated(20))
    release_at(clock(18), stage)
    assert stage.library.episode(article_id) is None
    pending = stage.library.pending(article_id)
    assert pending is not None
    assert pending.release_at == clock(20)


def test_a_source_that_lifts_its_embargo_is_released_at_once(stage: Stage) -> None:
    article_id = take(stage, dated(18))
    make(article_id, stage)
    take(stage, TEXT)
    make(article_id, stage)
    assert current(article_id, stage).number == 2


def test_a_moment_that_a_person_chose_stands_where_the_source_states_its_date_again(
    stage: Stage,
) -> None:
    article_id = take(stage, dated(18))
    make(article_id, stage)
    schedule_release(article_id, clock(15), desk(stage), stage.production)
    take(stage, dated(18, CORRECTED))
    make(article_id, stage)
    release_at(clock(15), stage)
    assert current(article_id, stage).number == 2


def test_a_later_date_of_the_source_wins_over_the_moment_that_a_person_chose_before(
    stage: Stage,
) -> None:
    article_id = take(stage, dated(18))
    make(article_id, stage)
    schedule_release(article_id, clock(19), desk(stage), stage.production)
    take(stage, dated(22, CORRECTED))
    make(article_id, stage)
    release_at(clock(21), stage)
    assert stage.library.episode(article_id) is None


def test_what_is_sent_to_be_held_holds_what_was_to_go_before_it_is_recorded(stage: Stage) -> None:
    article_id = take(stage, dated(18))
    make(article_id, stage)
    stage.library.wish_edition(article_id, NOW, hold=True)
    release_at(clock(18), stage)
    assert stage.library.episode(article_id) is None
    pending = stage.library.pending(article_id)
    assert pending is not None
    assert ReleaseReason.ASKED in pending.reasons


def person_at(stage: Stage, name: str) -> Desk:
    person = stage.library.add_person(name, Role.PUBLISHER, (), NOW)
    return Desk(person_actor(person), stage.library, stage.now())


def test_four_eyes_know_who_edited_whatever_that_one_is_called_by_now(stage: Stage) -> None:
    stage = strict(stage, Policy.FOUR_EYES)
    sitting = person_at(stage, "An Nguyễn")
    article_id = publish(stage)
    stage.library.record(Act.OVERRIDE, article_id, sitting.actor, NOW)
    person = stage.library.person_called("An Nguyễn")
    assert person is not None
    renamed = rename_person(sitting, person, "Bình Nguyễn")
    again = Desk(person_actor(renamed), stage.library, stage.now())
    with pytest.raises(JobError):
        approve_release(article_id, again, stage.production)
    with pytest.raises(JobError):
        release_now(article_id, again, stage.production)


def test_four_eyes_know_what_was_edited_before_an_earlier_edition_went(stage: Stage) -> None:
    stage = strict(stage, Policy.FOUR_EYES)
    article_id = publish(stage)
    later = at(stage, 1)
    stage.library.record(Act.OVERRIDE, article_id, desk(later, "An").actor, later.now())
    release_now(article_id, desk(at(stage, 2)), at(stage, 2).production)
    take(stage, CORRECTED)
    make(article_id, at(stage, 3))
    with pytest.raises(JobError):
        release_now(article_id, desk(at(stage, 4), "An"), at(stage, 4).production)


def test_who_edited_may_plan_again_what_another_has_approved(stage: Stage) -> None:
    stage = strict(stage, Policy.FOUR_EYES)
    article_id = publish(stage)
    stage.library.record(Act.OVERRIDE, article_id, desk(stage, "An").actor, NOW)
    approve_release(article_id, desk(stage), stage.production)
    for hours in (2, 3):
        moment = NOW + timedelta(hours=hours)
        schedule_release(article_id, moment, desk(stage, "An"), stage.production)
    assert getattr(stage.library.pending(article_id), "approved_by", None) == "Bình"


def test_what_was_to_go_waits_while_the_article_is_withdrawn_and_is_not_tried_again_and_again(
    stage: Stage,
) -> None:
    article_id = publish(stage)
    wait(stage, CORRECTED)
    schedule_release(article_id, NOW + timedelta(hours=1), desk(stage), stage.production)
    withdraw(article_id, desk(stage), stage.production)
    assert stage.library.due_releases(NOW + timedelta(hours=2)) == ()
    later = at(stage, 2)
    restore(article_id, desk(later), later.production)
    release_at_their_time(later.production)
    assert current(article_id, stage).number == 2


class Unmeasured(EvenLevels):
    """No voice has been heard yet."""

    def known_gain_db(self, engine: Engine, voice: Voice, *, rate: float, pitch: float) -> None:  # type: ignore[override]
        return None


def test_a_wished_voice_that_never_spoke_here_keeps_nothing_back(stage: Stage) -> None:
    patient, _ = with_fallback(stage, ReleaseRules(patience=timedelta(hours=2)))
    article_id = publish(replace(patient, levels=Unmeasured()))
    assert current(article_id, stage).fallback_reason is not None


def test_another_title_than_the_article_s_stops_nothing_that_is_recorded(stage: Stage) -> None:
    article_id, stopped = publish(stage), list[str]()
    with pytest.raises(ArticleError):
        delete_for_good(article_id, "Tin khác", desk(stage), stage.production, stopped.append)
    assert stopped == []
    delete_for_good(article_id, TITLE, desk(stage), stage.production, stopped.append)
    assert stopped == [article_id]
