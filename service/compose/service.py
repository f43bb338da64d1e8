"""The Service: what an editor, a listener or a shell can ask of Loa."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from service.compose.studio import intake_rules
from service.compose.upkept import Upkept
from service.desk.desk import Desk
from service.desk.hints import Hints
from service.desk.intake import IntakeRules, TakenIn, take_in
from service.desk.sealing import Seal
from service.engines.policy import candidates
from service.errors import StoreError
from service.jobs import ClosedJobs, Jobs
from service.making.current import current_edition, follows_article, follows_settings
from service.making.edition import restore_manifest
from service.making.estimating import estimate_work
from service.making.voices import unheard_voices
from service.making.worklist import make_worklist
from service.model import EditionWish, Job, JobState, Trouble
from service.model.job import ANYBODY, Asker, Priority
from service.plan.cost import Estimate
from service.releasing.pictures import ask_again, keep_attachments, lacks_pictures
from service.releasing.production import Production
from service.releasing.release import settle_release
from service.settings import Settings
from service.tending.hubs import HubCalls
from service.tending.stitching import Stitched, stitch_by_pydub, stitch_frames
from service.tending.verification import Verdict, verify_episode
from service.tending.webhooks import Courier

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Service(Upkept):
    """Loa, ready to use. Everything raises LoaError, and nothing else on purpose.

    With ``troubles`` it lives on reading: what is published is served as it lies, and
    nothing is written, recorded or queued.
    """

    settings: Settings
    production: Production
    jobs: Jobs
    courier: Courier
    hubs: HubCalls
    secret_key: bytes
    troubles: tuple[Trouble, ...] = ()

    @property
    def intake(self) -> IntakeRules:
        """What an article may be, and how what it says is read."""
        return intake_rules(self.settings, self.production.studio)

    @property
    def seal(self) -> Seal:
        """What keeps the secrets of second factors from who has a copy of the database alone."""
        return Seal(self.secret_key)

    @property
    def told_troubles(self) -> tuple[Trouble, ...]:
        """The troubles, and what keeps Loa from writing for the moment only."""
        held_up = self.jobs.held_up()
        return (*self.troubles, held_up) if held_up else self.troubles

    @property
    def unheard_engines(self) -> tuple[str, ...]:
        """The engines that are wished for in the first place and have never spoken here.

        What another voice speaks in their place waits for none of them (``plan.release``).
        """
        studio, voices = self.production.studio, self.production.voices
        sections = (None, *voices.preferred.sections)
        unheard = (each for name in sections for each in unheard_voices(name, studio, voices))
        first = (candidates(each, voices.offers)[:1] for each in unheard)
        return tuple(dict.fromkeys(chain.from_iterable(first)))

    def take_in(self, raw: bytes, hints: Hints, desk: Desk) -> TakenIn:
        """The article that ``raw`` is, kept with its pictures by who sits at the ``desk``.

        Nothing is spoken yet.
        """
        taken = take_in(raw, hints, desk, self.intake)
        unused = keep_attachments(taken.article, taken.sent, taken.attachments, self.production)
        return replace(taken, notes=(*taken.notes, *unused), attachments=())

    def update(
        self,
        taken: TakenIn,
        *,
        hold: bool = False,
        releaser: str | None = None,
        by: Asker = ANYBODY,
    ) -> Job | None:
        """The job that brings the article's edition up to what was taken in, or None.

        An unchanged article keeps its edition, even if another voice would speak
        it today: a newsroom's system may send an article at every save. A
        correction that comes while a job runs gets a run of its own after it. None
        also for what waits for somebody's yes, and while the queue takes nothing: then the
        article's wish stands, and a worker queues it later.

        What is made waits with ``hold``, or is released by ``releaser``, else as the rules say;
        so does what is made and waits already.
        """
        article = taken.article
        if taken.hold is not None:
            return None
        if follows_article(article, self.library, self.production.studio, self.media):
            self.library.drop_wish(article.id)
            self._settle(article.id, hold=hold, releaser=releaser)
            return None
        if not taken.changed or hold or releaser:
            # What changed is wished for since it was taken in, as the rules say.
            self._wish(article.id, hold=hold, releaser=releaser)
        return self.enqueue(article.id, again=taken.changed, by=by)

    def regenerate(
        self,
        article_id: str,
        *,
        hold: bool = False,
        releaser: str | None = None,
        by: Asker = ANYBODY,
    ) -> Job | None:
        """The job that makes the article's edition anew as far as text, voice or settings changed.

        None when all is as wished; the job that stands, while one does. An edition
        that a fallback engine spoke is worth another try. None also while the queue takes
        nothing, as for ``update``, which tells of ``hold`` and ``releaser`` too. The edition's
        manifest is there and whole by then. Raises NotFoundError.
        """
        self._restore_manifest(article_id)
        ask_again(article_id, self.production)
        if not self._is_wanting(article_id):
            self._settle(article_id, hold=hold, releaser=releaser)
            return None
        self._wish(article_id, hold=hold, releaser=releaser)
        return self.enqueue(article_id, by=by)

    def retry(self, job_id: str, by: Asker = ANYBODY) -> Job | None:
        """A new run for the episode of this job, or the one that stands; None as for ``update``.

        The manifest as for ``regenerate``. Raises NotFoundError.
        """
        article_id = self.jobs.require(job_id).episode_id
        self._restore_manifest(article_id)
        self._wish(article_id)
        return self.enqueue(article_id, by=by)

    def cancel(self, job_id: str) -> Job:
        """The job, which begins no further step, and whose article nobody wishes to hear now.

        A job that has ended stays as it is. Raises NotFoundError.
        """
        job = self.jobs.require(job_id)
        if job.state in (JobState.QUEUED, JobState.RUNNING):
            self.library.drop_wish(job.episode_id)  # first, or a worker might queue it again
        return self.jobs.cancel(job_id)

    def stop_recording(self, article_id: str) -> None:
        """No job goes on with the article, and nobody wishes its edition."""
        job = self.jobs.current(article_id)
        if job is not None:
            self.cancel(job.id)

    def _restore_manifest(self, article_id: str) -> None:
        edition = current_edition(article_id, self.library)
        if edition is not None:
            restore_manifest(edition, self.media)

    def _is_wanting(self, article_id: str) -> bool:
        """Whether an edition is to be made; where none is, none is wished for any more."""
        if self.library.awaits_first_yes(article_id):
            return False
        if follows_settings(
            article_id, self.library, self.production.voices, self.production.studio, self.media
        ) and not lacks_pictures(article_id, self.production):
            self.library.drop_wish(article_id)
            return False
        return True

    def _wish(self, article_id: str, *, hold: bool = False, releaser: str | None = None) -> None:
        now = self.production.now()
        self.library.wish_edition(article_id, now, hold=hold, releaser=releaser)

    def _settle(self, article_id: str, *, hold: bool, releaser: str | None) -> None:
        """What is made and waits already does as somebody asks now."""
        if (hold or releaser) and self.library.pending(article_id) is not None:
            now = self.production.now()
            wish = EditionWish(article_id, now, hold=hold, releaser=releaser)
            settle_release(article_id, wish, self.production)

    def enqueue(self, article_id: str, *, again: bool = False, by: Asker = ANYBODY) -> Job | None:
        """The job, or None while the queue takes nothing: the wish stands, and says so."""
        try:
            return self.jobs.enqueue(article_id, again=again, by=by)
        except StoreError as e:
            _LOG.info("article %s is recorded later: %s", article_id, e.en)
            return None

    def record_again(self, again: Sequence[str], by: Asker = ANYBODY) -> int:
        """How many of the articles ``again``, which are wished for, are recorded anew.

        The queue may take them later. They wait behind whatever is recorded for the first time.
        """
        wanting = [each for each in again if self._is_wanting(each)]
        for article_id in wanting:
            self.enqueue(article_id, by=replace(by, priority=Priority.REDO))
        return len(wanting)

    def estimate(self, article_id: str) -> Estimate | None:
        """What regenerating would cost now, or None when there is nothing to do."""
        made = self.production
        worklist = make_worklist(
            article_id, self.library, made.voices, made.assembler, hours=made.article_hours
        )
        if worklist is None:
            return None
        return estimate_work(
            worklist,
            self.production.voices.engines,
            self.cache,
            self.production.studio,
            speakers=self.settings.speakers,
        )

    def reading_on(self, trouble: Trouble) -> "Service":
        """The Service that lives on reading, since ``trouble`` was found; its jobs are stopped."""
        self.jobs.stop()
        closed = ClosedJobs(trouble.as_error())
        return replace(self, jobs=closed, troubles=(*self.troubles, trouble))

    def stitch(self, episode_id: str, target: Path, *, by_pydub: bool = False) -> Stitched:
        """The episode's file made anew at ``target``: of ready frames, or by pydub."""
        stitch = stitch_by_pydub if by_pydub else stitch_frames
        return stitch(episode_id, target, self.library, self.production.assembler)

    def verify(self, episode_id: str) -> Verdict:
        """The episode's edition built again and compared."""
        return verify_episode(episode_id, self.library, self.production.assembler)
