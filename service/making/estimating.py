"""What making an edition would cost: requests, seconds of work, seconds of sound."""

from collections.abc import Mapping

from service.audio.cache import ClipCache
from service.audio.originals import speech_key
from service.engines.base import Engine
from service.making.studio import Studio
from service.making.worklist import Worklist
from service.model import RECORDING
from service.plan.cost import Estimate, estimate, spoken_seconds
from service.plan.line import Line
from service.text.division import spoken_parts


def estimate_work(
    worklist: Worklist,
    engines: Mapping[str, Engine],
    cache: ClipCache,
    studio: Studio,
    *,
    speakers: int,
) -> Estimate:
    """What carrying out ``worklist`` would cost; what engines once sent is not asked for again."""

    def count_requests(line: Line) -> int:
        spec, requests = line.spec, 0
        if spec.is_recording:
            return 0
        for part in spoken_parts(line.utterance.spoken):
            if not cache.original(speech_key(spec, part)):
                requests += engines[spec.voice.engine].count_requests(part)
        return requests

    def request_seconds(line: Line) -> float:
        engine = line.spec.voice.engine
        return 0.0 if engine == RECORDING else engines[engine].seconds_a_request

    def clip_seconds(line: Line) -> float:
        clip = cache.describe(line.clip_key) if line.clip_key else None
        if clip is not None:
            return clip.frame_count * line.spec.format.frame_seconds
        words = spoken_seconds(line)
        return words + studio.jingle_seconds(words, line.opening, line.closing)

    return estimate(
        worklist.plan,
        worklist.missing,
        count_requests=count_requests,
        request_seconds=request_seconds,
        clip_seconds=clip_seconds,
        pause_seconds=lambda line: studio.pauses.after(line.segment.ending) / 1000,
        speakers=speakers,
    )
