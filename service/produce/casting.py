"""Which engine and voice speak an edition, and as what clips."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from service.audio.mastering import MASTERING_VERSION
from service.engines.base import Engine
from service.engines.policy import choose
from service.errors import SynthesisError
from service.model import ClipSpec, Voice
from service.produce.doers import Doers, Studio


@dataclass(frozen=True, slots=True)
class Casting:
    """Who speaks an edition, and why another than the wished engine does (or None)."""

    spec: ClipSpec
    fallback_reason: str | None


def choose_casting(
    doers: Doers,
    *,
    is_complete: Callable[[ClipSpec], bool],
    outages: Mapping[str, SynthesisError],
) -> Casting:
    """The first casting that can speak now, one voice for the whole edition.

    An engine all of whose clips are there already need not answer, so nothing
    is asked of it; one in ``outages`` has stopped answering. Raises the wished
    engine's SynthesisError when none can speak.
    """
    known = dict(outages)
    while True:
        choice = choose(doers.wish, doers.offers, known)
        engine = doers.engines[choice.engine]
        try:
            spec = clip_spec(engine, choice.voice, doers.studio)
            if not is_complete(spec):
                engine.probe()
        except SynthesisError as e:
            known[choice.engine] = e
        else:
            return Casting(spec, choice.fallback_reason)


def wished_spec(doers: Doers) -> ClipSpec | None:
    """The spec of the wished engine, whether it answers or not; None when it is not there."""
    choice = choose(doers.wish, doers.offers, {})
    try:
        return clip_spec(doers.engines[choice.engine], choice.voice, doers.studio)
    except SynthesisError:
        return None


def clip_spec(engine: Engine, voice: Voice, studio: Studio) -> ClipSpec:
    """What ``engine`` makes clips of with ``voice`` under the studio's settings.

    Raises SynthesisError when the engine is not there, so that its version is unknown.
    """
    return ClipSpec(
        voice=voice,
        engine_version=engine.version,
        rate=studio.rate,
        pitch=studio.pitch,
        gain_db=engine.gain_db(voice),
        mastering_version=MASTERING_VERSION,
        format=studio.format,
    )
