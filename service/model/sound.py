"""What is heard: voices, clips, spans, cues."""

from dataclasses import dataclass, field
from typing import Self

from service.model.units import Ms, Samples, require


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine. ``label`` is what people read ("Google, giọng nữ")."""

    engine: str
    name: str
    label: str


RECORDING = "recording"
"""Stands where an engine's name does when none speaks: an editor's own recording is heard."""

RECORDED_VOICE = Voice(RECORDING, "newsroom", "Người đọc của toà soạn")


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine answers: one or more complete audio files, in order.

    ``media_type`` is ``audio/mpeg`` or ``audio/wav``; nothing is assumed about
    rate or channels, which are read from the sound itself.
    """

    parts: tuple[bytes, ...]
    media_type: str

    def __post_init__(self) -> None:
        require(
            type(self.parts) is tuple and {type(part) for part in self.parts} == {bytes},
            "speech has parts, a tuple of bytes",
        )
        require(all(self.parts), "no part of speech is empty")
        require(self.media_type in ("audio/mpeg", "audio/wav"), "speech is MPEG or WAV audio")


TARGET_LUFS = -19.0
"""The loudness of an edition: of mono speech, the same as -16 LUFS in stereo."""

ENCODER_LOSS_DB = 0.45
"""What LAME at a constant bitrate takes from the level of speech; it is added beforehand."""

TOLERANCE_LU = 0.5
"""How far from that an edition may be before an editor is told."""

SAMPLE_RATES = (16_000, 24_000)
"""In Hz: the rates at which every frame of the bitrates below has the same length."""

BITRATES_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128)


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """The one format of clips and editions: mono constant-bitrate MPEG-2 Layer III.

    At 24 kHz and 64 kbit/s a frame is 576 samples (24 ms) in exactly 192 bytes
    (ISO/IEC 13818-3), so a byte count is a duration. Only rates and bitrates
    whose frames all have the same length are allowed.
    """

    sample_rate: int = 24_000
    bitrate_kbps: int = 64

    def __post_init__(self) -> None:
        require(self.sample_rate in SAMPLE_RATES, "the sample rate is 16000 or 24000 Hz")
        require(self.bitrate_kbps in BITRATES_KBPS, "the bitrate is one of MPEG-2 Layer III's")

    @property
    def frame_samples(self) -> int:
        """Samples in one frame."""
        return 576

    @property
    def frame_bytes(self) -> int:
        """Bytes in one frame; exact, since 72 × bitrate divides evenly at these rates."""
        return 72 * self.bitrate_kbps * 1000 // self.sample_rate

    @property
    def frame_seconds(self) -> float:
        """How long a frame is heard."""
        return self.frame_samples / self.sample_rate

    def to_ms(self, samples: Samples) -> Ms:
        """``samples`` in whole milliseconds, rounded half up."""
        return Ms((2000 * samples + self.sample_rate) // (2 * self.sample_rate))


@dataclass(frozen=True, slots=True)
class ClipSpec:
    """Everything but the words that changes how a clip sounds.

    It is digested into the clip's key, so it holds nothing else. ``comma_pause``
    lies between the parts of a sentence that the engine answers in several.
    """

    voice: Voice
    engine_version: str
    rate: float
    pitch: float
    gain_db: float
    mastering_version: int
    format: AudioFormat
    comma_pause: Ms = field(default=Ms(120))

    @classmethod
    def for_recording(
        cls,
        digest: str,
        mastering_version: int,
        format: AudioFormat,  # noqa: A002 - the field's name
    ) -> Self:
        """The spec of an editor's recording, which is known by its ``digest``."""
        return cls(RECORDED_VOICE, digest, 1.0, 1.0, 0.0, mastering_version, format, Ms(0))

    @property
    def is_recording(self) -> bool:
        """Whether an editor's own recording is heard, whose digest is the engine's version."""
        return self.voice.engine == RECORDING


@dataclass(frozen=True, slots=True)
class Pause:
    """Where nothing is heard amid words, as where a reader breathes: ``begin`` ≤ t < ``end``."""

    begin: Samples
    end: Samples

    def __post_init__(self) -> None:
        require(0 <= self.begin < self.end, "a pause has a length")


@dataclass(frozen=True, slots=True)
class Clip:
    """One finished sound of one utterance, as described by its sidecar.

    ``speech_begin`` and ``speech_end`` lie inside the clip and leave out its jingles.
    ``energies`` are the K-weighted mean squares of its 100 ms steps (ITU-R BS.1770),
    from which an edition's loudness is computed. ``true_peak_dbtp`` is measured after
    encoding. ``pauses`` lie amid its words, counted from its begin (none in clips of Loa 1.0).
    """

    key: str
    spoken: str
    voice: Voice
    engine_version: str
    frame_count: int
    speech_begin: Samples
    speech_end: Samples
    energies: tuple[float, ...]
    true_peak_dbtp: float
    frames_sha256: str
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        require(self.frame_count > 0, "a clip has frames")
        require(0 <= self.speech_begin <= self.speech_end, "speech begins before it ends")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a segment is heard in its edition: ``begin`` ≤ t < ``end``."""

    segment_id: str
    begin: Samples
    end: Samples

    def __post_init__(self) -> None:
        require(0 <= self.begin < self.end, "a span has a length")


@dataclass(frozen=True, slots=True)
class Cue:
    """A span in milliseconds with its printed text.

    ``pauses`` are begin and end of those amid its words, in time as its own are.
    """

    segment_id: str
    begin: Ms
    end: Ms
    text: str
    pauses: tuple[tuple[Ms, Ms], ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled place in an edition."""

    title: str
    begin: Ms
    end: Ms
