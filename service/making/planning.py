"""A script in the voices that were chosen for it becomes the plan of an edition."""

from collections.abc import Mapping

from service.audio.mastering import MASTERING_VERSION
from service.making.script import Script
from service.making.studio import Studio
from service.model import Article, ClipSpec, Voicing
from service.plan.edition import EditionPlan, plan_edition, with_recordings


def plan_script(article: Article, script: Script, voicing: Voicing, studio: Studio) -> EditionPlan:
    """The edition that ``script`` makes in this ``voicing``, with the recordings of today."""
    endings = {segment.ending for segment in script.segments}
    return plan_edition(
        article.revision,
        script.segments,
        script.utterances,
        with_recordings(voicing, _recorded_specs(script, studio)),
        jingles=studio.jingles,
        pictures=script.pictures,
        notice=studio.notice,
        surroundings=studio.surroundings(endings),
        older_surroundings=studio.older_surroundings(endings),
    )


def _recorded_specs(script: Script, studio: Studio) -> Mapping[str, ClipSpec]:
    """How the editors' recordings become clips, by the segment whose words they say."""
    return {
        segment_id: ClipSpec.for_recording(each.digest, MASTERING_VERSION, studio.format)
        for segment_id, each in script.recordings.items()
    }
