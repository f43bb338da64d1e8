"""Making is not releasing: what waits is nobody's but the desk's, and goes once, at its time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from service.desk.desk import Desk
from service.desk.releases import (
    approve_release,
    delete_for_good,
    hold_back,
    release_now,
    schedule_release,
    withdraw,
)
from service.desk.restoring import restore
from service.engines.policy import VoicePreference, VoicePreferences
from service.errors import ArticleError, JobError, NotFoundError, SynthesisError
from service.model import Act, Actor, ActorKind, AuditQuery, Ms, Role
from service.model.published_names import FEED_FILE, release_name
from service.model.release import Policy, Publicity
from service.model.release_reason import ReleaseReason
from service.outputs.release_note import read_publication
from service.plan.release import ReleaseRules
from service.releasing.release import follow_releases, release_due, settle_release
from service.store.media import MediaFolder
from service.tending.clock import LEAP_WHILE_RUNNING, watch_clock
from service.tending.releases import release_at_their_time
from service.tending.upkeep import recoverable_ids
from tests.releasing.test_story import CORRECTED, SENTENCES, current
from tests.stage import NOW, TEXT, CountingEngine, CrashError, Memory, Stage, make, publish, take

PUBLISHER = ReleaseRules(Policy.PUBLISHER)


def desk(stage: Stage, name: str = "Bình") -> Desk:
    """The desk with a publisher at it."""
    actor = Actor(ActorKind.PERSON, None, name, Role.ADMIN)
    return Desk(actor, stage.library, stage.now())


def strict(stage: Stage, policy: Policy = Policy.PUBLISHER) -> Stage:
    return replace(stage, rules=ReleaseRules(policy))


def at(stage: Stage, hours: float) -> Stage:
    return replace(stage, now=lambda: NOW + timedelta(hours=hours))


def wait(stage: Stage, text: str = TEXT) -> str:
    """The article's id, whose edition is made and waits."""
    article_id = take(stage, text)
    stage.library.wish_edition(article_id, NOW, hold=True)
    make(article_id, stage)
    return article_id


def offers(stage: Stage, article_id: str) -> bool:
    return stage.media.exists(FEED_FILE) and article_id in stage.media.read(FEED_FILE).decode()


def publicity(file: str, stage: Stage) -> Publicity | None:
    """What is told of the recording."""
    told = stage.library.file_told(file)
    return told.publicity if told else None


def test_what_a_rule_holds_is_made_and_is_not_public(stage: Stage, engine: CountingEngine) -> None:
    stage = strict(stage)
    article_id = take(stage, TEXT)
    assert "chưa phát hành" in make(article_id, stage)
    assert len(engine.spoken) == SENTENCES
    made = stage.library.made_edition(article_id)
    assert made is not None
    assert stage.media.exists(made.enclosure.name)
    assert stage.library.episode(article_id) is None
    assert stage.library.count_episodes() == 0
    assert stage.library.cards(9) == ()
    assert publicity(made.enclosure.name, stage) is Publicity.UNRELEASED
    assert not offers(stage, article_id)
    assert make(article_id, stage).startswith("Bản 1 đã thu xong, chưa phát hành")
    assert len(engine.spoken) == SENTENCES, "what waits is not made again"


def test_a_released_edition_is_in_the_feed_under_its_own_guid_and_spoken_by_nobody_again(
    stage: Stage, engine: CountingEngine
) -> None:
    article_id = wait(stage)
    engine.spoken.clear()
    release_now(article_id, desk(stage), stage.production, number=1)
    assert offers(stage, article_id)
    assert stage.library.pending(article_id) is None
    name = current(article_id, stage).enclosure.name
    assert publicity(name, stage) is Publicity.PUBLISHED
    assert engine.spoken == []


def test_a_correction_that_waits_leaves_the_public_what_it_has(stage: Stage) -> None:
    article_id = publish(stage)
    before, feed = current(article_id, stage), stage.media.read(FEED_FILE)
    wait(stage, CORRECTED)
    assert current(article_id, stage) == before
    assert stage.media.read(FEED_FILE) == feed
    release_now(article_id, desk(stage), stage.production)
    assert current(article_id, stage).number == 2
    assert stage.media.read(FEED_FILE) != feed


def test_what_waits_keeps_its_clips_and_its_file(stage: Stage) -> None:
    article_id = publish(stage)
    wait(stage, CORRECTED)
    made = stage.library.made_edition(article_id)
    assert made is not None
    keys = {each.clip_key for each in made.passages if each.clip_key}
    assert stage.library.used_keys(keys) == keys
    assert stage.library.is_file_needed(made.enclosure.name)
    assert stage.library.superseded_files(NOW + timedelta(days=900)) == ()
    take(stage, TEXT.replace("một chút nữa", "hẳn ra"))
    make(article_id, stage)
    assert stage.library.superseded_files(NOW + timedelta(days=900)) == (made.enclosure.name,)
    assert not stage.library.is_file_needed(made.enclosure.name)


def test_a_hold_stays_for_what_a_source_sends_afterwards(stage: Stage) -> None:
    article_id = wait(stage)
    take(stage, CORRECTED)
    make(article_id, stage)
    pending = stage.library.pending(article_id)
    assert pending is not None
    assert (pending.number, pending.reasons) == (2, (ReleaseReason.ASKED,))
    assert stage.library.episode(article_id) is None


def test_who_asked_for_the_release_of_a_text_has_not_seen_the_next_one(stage: Stage) -> None:
    stage = strict(stage)
    article_id = take(stage, TEXT)
    stage.library.wish_edition(article_id, NOW, releaser="shell")
    take(stage, CORRECTED)
    make(article_id, stage)
    assert stage.library.episode(article_id) is None


def test_a_wish_for_release_lets_go_what_was_made_and_waits(
    stage: Stage, engine: CountingEngine
) -> None:
    stage = strict(stage)
    article_id = publish(stage)
    engine.spoken.clear()
    stage.library.wish_edition(article_id, NOW, releaser="shell")
    make(article_id, stage)
    assert current(article_id, stage).number == 1
    assert engine.spoken == []
    assert stage.library.wish(article_id) is None


def test_who_asked_for_a_release_is_told_also_where_another_program_is_faster(
    stage: Stage,
) -> None:
    article_id = take(stage, TEXT)
    stage.library.wish_edition(article_id, NOW, releaser="Bình")
    with pytest.raises(CrashError):
        make(article_id, stage, Memory(crash_before=SENTENCES + 2))
    assert release_due(stage.production) == (article_id,)
    (told,) = stage.library.audit(query=AuditQuery(subject=article_id, action="release"))
    assert told.detail == "1, Bình"


@pytest.mark.parametrize("crash_before", range(SENTENCES + 4))
def test_a_story_killed_before_any_step_is_told_to_its_end_once(
    stage: Stage, crash_before: int
) -> None:
    article_id = take(stage, TEXT)
    memory = Memory(crash_before=crash_before)
    try:
        make(article_id, stage, memory)
    except CrashError:
        memory.crash_before = None
        make(article_id, stage, memory)
    assert len(stage.library.editions(article_id)) == 1
    assert offers(stage, article_id)
    assert stage.library.untold_releases() == ()
    standing = read_publication(stage.media.read(release_name(article_id)))
    assert [each.number for each in standing.releases] == [1]


def test_an_edition_made_by_one_who_was_killed_before_its_release_goes_by_itself(
    stage: Stage,
) -> None:
    article_id = take(stage, TEXT)
    with pytest.raises(CrashError):
        make(article_id, stage, Memory(crash_before=SENTENCES + 2))
    assert stage.library.episode(article_id) is None
    assert release_due(stage.production) == (article_id,)
    assert offers(stage, article_id)
    assert release_due(stage.production) == ()


def test_what_was_released_before_a_kill_is_told_to_folder_and_feed_afterwards(
    stage: Stage,
) -> None:
    article_id = wait(stage)
    pending = stage.library.pending(article_id)
    edition = stage.library.made_edition(article_id)
    assert pending is not None
    assert edition is not None
    assert stage.library.release_edition(pending, NOW, (), None, edition)
    assert not offers(stage, article_id)
    follow_releases(stage.production)
    assert offers(stage, article_id)
    assert stage.library.untold_releases() == ()


def test_of_two_publishers_at_one_moment_one_releases_and_the_other_is_told(stage: Stage) -> None:
    article_id = wait(stage)
    pending = stage.library.pending(article_id)
    edition = stage.library.made_edition(article_id)
    assert pending is not None
    assert stage.library.release_edition(pending, NOW, (), None, edition)
    assert not stage.library.release_edition(pending, NOW, (), None, edition)
    with pytest.raises(NotFoundError):
        release_now(article_id, desk(stage), stage.production)
    assert len(stage.library.publication(article_id).releases) == 1


def test_who_has_heard_another_edition_releases_nothing(stage: Stage) -> None:
    article_id = wait(stage)
    wait(stage, CORRECTED)
    with pytest.raises(JobError):
        release_now(article_id, desk(stage), stage.production, number=1)
    assert stage.library.episode(article_id) is None


def test_an_article_of_a_later_date_goes_at_its_time_and_not_before(stage: Stage) -> None:
    text = TEXT.replace("02-01-2026 08:00", "02-01-2026 18:00")  # 11:00 UTC; now it is 03:04
    article_id = take(stage, text)
    make(article_id, stage)
    pending = stage.library.pending(article_id)
    assert pending is not None
    assert pending.reasons == (ReleaseReason.SCHEDULED,)
    assert pending.release_at == pending.goes_at
    just_before = replace(stage, now=lambda: NOW.replace(hour=10, minute=59, second=59))
    release_at_their_time(just_before.production)
    assert not offers(stage, article_id)
    on_time = replace(stage, now=lambda: NOW.replace(hour=11, minute=0, second=0))
    release_at_their_time(on_time.production)
    assert offers(stage, article_id)


def test_a_chosen_moment_is_kept_and_a_past_or_senseless_one_is_refused(stage: Stage) -> None:
    article_id = wait(stage)
    for moment in (NOW, NOW - timedelta(days=1), NOW.replace(year=9999)):
        with pytest.raises(ArticleError):
            schedule_release(article_id, moment, desk(stage), stage.production)
    schedule_release(article_id, NOW + timedelta(hours=2), desk(stage), stage.production)
    release_at_their_time(at(stage, 1.99).production)
    assert stage.library.episode(article_id) is None
    release_at_their_time(at(stage, 2).production)
    assert current(article_id, stage).number == 1


def test_a_schedule_is_taken_back_by_holding(stage: Stage) -> None:
    article_id = wait(stage)
    schedule_release(article_id, NOW + timedelta(hours=2), desk(stage), stage.production)
    hold_back(article_id, desk(stage))
    release_at_their_time(at(stage, 9).production)
    assert stage.library.episode(article_id) is None


def test_four_eyes_let_an_edition_go_when_a_second_person_has_said_yes(stage: Stage) -> None:
    stage = strict(stage, Policy.FOUR_EYES)
    article_id = publish(stage)
    stage.library.record(Act.OVERRIDE, article_id, desk(stage, "An").actor, NOW)
    with pytest.raises(JobError):
        release_now(article_id, desk(stage, "An"), stage.production)
    with pytest.raises(JobError):
        approve_release(article_id, desk(stage, "An"), stage.production)
    approve_release(article_id, desk(stage), stage.production)
    assert stage.library.episode(article_id) is None
    release_now(article_id, desk(stage, "An"), stage.production)
    assert current(article_id, stage).number == 1


def test_what_is_withdrawn_is_gone_everywhere_and_comes_back_as_it_was(stage: Stage) -> None:
    article_id = publish(stage)
    before, name = stage.library.episode(article_id), current(article_id, stage).enclosure.name
    withdraw(article_id, desk(stage), stage.production, "Bài có sai sót.")
    assert stage.library.episode(article_id) is None
    assert stage.library.count_episodes() == 0
    assert publicity(name, stage) is Publicity.WITHDRAWN
    assert not offers(stage, article_id)
    told = read_publication(stage.media.read(release_name(article_id)))
    assert told.publicity is Publicity.WITHDRAWN
    assert told.withdrawal is not None
    assert told.withdrawal.notice == "Bài có sai sót."
    with pytest.raises(NotFoundError):
        withdraw(article_id, desk(stage), stage.production)
    restore(article_id, desk(stage), stage.production)
    after = stage.library.episode(article_id)
    assert before is not None
    assert after is not None
    assert (after.guid, after.edition) == (before.guid, before.edition)
    assert after.first_published == before.first_published
    assert offers(stage, article_id)
    with pytest.raises(NotFoundError):
        restore(article_id, desk(stage), stage.production)


def test_a_new_edition_of_what_is_withdrawn_waits_and_nobody_releases_it(stage: Stage) -> None:
    article_id = publish(stage)
    take(stage, CORRECTED)
    withdraw(article_id, desk(stage), stage.production)
    stage.library.wish_edition(article_id, NOW, releaser="shell")
    make(article_id, stage)
    with pytest.raises(JobError):
        release_now(article_id, desk(stage), stage.production)
    release_at_their_time(stage.production)
    assert stage.library.episode(article_id) is None
    restore(article_id, desk(stage), stage.production)
    release_at_their_time(stage.production)
    assert current(article_id, stage).number == 2


def test_what_waits_and_is_lost_is_built_again_before_it_goes(stage: Stage) -> None:
    article_id = wait(stage)
    made = stage.library.made_edition(article_id)
    assert made is not None
    content = stage.media.read(made.enclosure.name)
    stage.media.remove(made.enclosure.name)
    release_now(article_id, desk(stage), stage.production)
    assert stage.media.read(made.enclosure.name) == content


def test_an_edition_that_only_sounds_otherwise_needs_no_new_yes(stage: Stage) -> None:
    stage = strict(stage)
    article_id = take(stage, TEXT)
    stage.library.wish_edition(article_id, NOW, releaser="Bình")
    make(article_id, stage)
    pauses = replace(stage.studio.pauses, sentence=Ms(900))
    slower = replace(stage, studio=replace(stage.studio, pauses=pauses))
    make(article_id, slower)
    assert current(article_id, stage).number == 2


def test_settling_what_is_settled_changes_nothing(stage: Stage) -> None:
    article_id = publish(stage)
    before = stage.media.read(FEED_FILE)
    assert settle_release(article_id, None, stage.production) is None
    assert stage.media.read(FEED_FILE) == before


DOWN = SynthesisError("vắng", "away", transient=True)


def with_fallback(stage: Stage, rules: ReleaseRules) -> tuple[Stage, CountingEngine]:
    """A station whose wished voice is away, and another that speaks in its place."""
    wished, other = CountingEngine("google"), CountingEngine("espeak")
    wished.outage = DOWN
    preferred = VoicePreferences(VoicePreference("auto"))
    engines = {"google": wished, "espeak": other}
    return replace(stage, engines=engines, preferred=preferred, rules=rules), wished


def test_another_voice_is_waited_with_and_goes_when_patience_ends(stage: Stage) -> None:
    patient, _ = with_fallback(stage, ReleaseRules(patience=timedelta(hours=2)))
    article_id = publish(patient)
    release_at_their_time(at(patient, 1.9).production)
    assert stage.library.episode(article_id) is None
    release_at_their_time(at(patient, 2).production)
    assert current(article_id, stage).fallback_reason is not None
    assert offers(stage, article_id)


def test_a_wished_voice_that_is_back_speaks_before_anybody_hears_another(stage: Stage) -> None:
    patient, wished = with_fallback(stage, ReleaseRules(patience=timedelta(hours=2)))
    article_id = publish(patient)
    assert recoverable_ids(stage.library, patient.voices) == ()
    wished.outage = None
    assert recoverable_ids(stage.library, patient.voices) == (article_id,)
    make(article_id, patient)
    edition = current(article_id, stage)
    assert (edition.number, edition.fallback_reason) == (2, None)


def test_a_station_that_holds_fallbacks_releases_none_by_itself(stage: Stage) -> None:
    strict_one, _ = with_fallback(stage, ReleaseRules(holds_fallbacks=True))
    article_id = publish(strict_one)
    release_at_their_time(at(strict_one, 900).production)
    assert stage.library.episode(article_id) is None
    release_now(article_id, desk(stage), strict_one.production)
    assert current(article_id, stage).fallback_reason is not None


def test_what_the_clock_has_jumped_over_waits_for_a_person(stage: Stage) -> None:
    article_id = wait(stage)
    watch_clock(stage.library, NOW, LEAP_WHILE_RUNNING)
    schedule_release(article_id, NOW + timedelta(hours=2), desk(stage), stage.production)
    leaped = at(stage, 72)
    release_at_their_time(leaped.production)
    assert stage.library.episode(article_id) is None, "nobody has looked at the clock yet"
    watch_clock(stage.library, leaped.now(), LEAP_WHILE_RUNNING)
    release_at_their_time(leaped.production)
    pending = stage.library.pending(article_id)
    assert pending is not None
    assert ReleaseReason.CLOCK in pending.reasons
    release_now(article_id, desk(stage), leaped.production)
    assert current(article_id, stage).number == 1


def test_of_many_who_look_at_one_moment_one_releases(stage: Stage) -> None:
    article_id = wait(stage)
    schedule_release(article_id, NOW + timedelta(hours=1), desk(stage), stage.production)
    due = at(stage, 1)
    with ThreadPoolExecutor(4) as workers:
        told = list(workers.map(lambda _: release_due(due.production), range(4)))
    assert sorted(filter(None, told)) == [(article_id,)]
    assert len(stage.library.publication(article_id).releases) == 1


class BreakingFolder(MediaFolder):
    """A media folder whose program is killed before the write of a number, if it comes to that."""

    left = 10**9

    def write(self, name: str, content: bytes, *, private: bool = False) -> None:
        if self.left == 0:
            raise CrashError
        self.left -= 1
        super().write(name, content, private=private)


@pytest.mark.parametrize("killed_before", range(6))
@pytest.mark.parametrize("act", ["release", "withdraw", "delete"])
def test_an_act_that_is_killed_before_any_write_is_told_to_its_end_by_the_next_look(
    stage: Stage, tmp_path: Path, act: str, killed_before: int
) -> None:
    article_id = wait(stage)
    if act != "release":
        release_now(article_id, desk(stage), stage.production)
    folder = BreakingFolder(tmp_path / "data" / "media")
    folder.left = killed_before
    broken = replace(stage, media=folder)
    try:
        match act:
            case "release":
                release_now(article_id, desk(stage), broken.production)
            case "withdraw":
                withdraw(article_id, desk(stage), broken.production)
            case "delete":
                title = "Tin thử nghiệm của phường"
                delete_for_good(article_id, title, desk(stage), broken.production, lambda _: None)
    except CrashError:
        pass
    release_at_their_time(stage.production)
    follow_releases(stage.production)
    assert stage.library.untold_releases() == ()
    assert offers(stage, article_id) == (act == "release")
    assert (article_id in stage.media.folders()) == (act != "delete")
    if act != "delete":
        told = read_publication(stage.media.read(release_name(article_id)))
        assert told == stage.library.publication(article_id)
