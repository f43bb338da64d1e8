"""That a voice is synthetic, as files, feeds and pages say it: one wording, one vocabulary.

docs/disclosure.md tells who asks for which of these.
"""

from collections.abc import Iterable, Mapping, Sequence

from service.model import RECORDING, Voice

_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"

SYNTHETIC = f"{_IPTC}trainedAlgorithmicMedia"
"""Made by a trained model: what Loa says of every synthetic voice, also of one made by rules."""

MIXED = f"{_IPTC}compositeSynthetic"
"""Made of several, with a synthetic one among them: some sentences are read by people."""


def synthetic_voices(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Those of ``voices`` that no person recorded."""
    return tuple(voice for voice in voices if voice.engine != RECORDING)


def digital_source_type(voices: Sequence[Voice]) -> str | None:
    """IPTC's address for what these voices make together; None where people alone read."""
    synthetic = synthetic_voices(voices)
    if not synthetic:
        return None
    return SYNTHETIC if len(synthetic) == len(voices) else MIXED


def label_words(voices: Sequence[Voice]) -> str | None:
    """The label for people, in Vietnamese; None where people alone read."""
    names = _names(voices)
    return f"Giọng tổng hợp do máy tạo ra: {names}." if names else None


def label_notes(voices: Sequence[Voice]) -> Mapping[str, str]:
    """The label for programs, by the names of a file's notes; none where people alone read.

    ``ai-content`` is the word of the podcast namespace's ``podcast:txt``, so that who knows
    the one knows the other.
    """
    source = digital_source_type(voices)
    if source is None:
        return {}
    told = {"ai-content": "true", "digitalSourceType": source}
    return {**told, "synthetic-voice": _names(voices)}


def _names(voices: Sequence[Voice]) -> str:
    return "; ".join(voice.label for voice in synthetic_voices(voices))
