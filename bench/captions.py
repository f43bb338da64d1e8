"""When captions change, held against when their words are heard: ``python -m bench.captions``.

eSpeak reads every sentence of ``bench/texts`` that has several captions, and once more each
beginning of it that ends with a caption: as long as that lasts, until then its words are
heard. Beside it, in the same run: the sentence's time shared out by what is printed, by what
is said, and told by the pauses that are heard in it.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from service.audio.splice import make_clip
from service.engines.espeak import EspeakEngine
from service.model import AudioFormat, Clip, ClipSpec, Cue, Ms, Utterance
from service.outputs.captions.parts import MOST_IN_LINE, parts_of
from service.outputs.captions.placing import caption_sentence
from service.text.segments import split_sentences
from service.text.spoken import say

TEXTS = Path(__file__).parent / "texts"
FORMAT = AudioFormat()
TRAIL_MS = 40
"""What a clip keeps behind its last word."""

MEDIAN_MS, MOST_MS, MOST_CPU_MS = 200, 700, 5.0
WAYS = ("printed letters", "what is said", "pauses heard")


def main() -> int:
    """0 when the numbers were held, else 1."""
    sentences = [each for file in sorted(TEXTS.glob("*.txt")) for each in _sentences(file)]
    misses = _misses([each for each in sentences if len(parts_of(each)) > 1])
    for way, found in misses.items():
        median, late = statistics.median(found), found[len(found) * 95 // 100]
        print(f"{way:16}{len(found):4} changes   median {median:4.0f} ms   95 % {late:5} ms")
    shown = [part for each in sentences for part in parts_of(each)]
    widest = max(len(line.strip()) for part in shown for line in part)
    print(f"{len(sentences)} sentences, {len(shown)} captions, no line over {widest} letters")
    took = _cpu_of(sentences)
    print(f"{took:.2f} ms of CPU a sentence")
    best = misses[WAYS[-1]]
    held = statistics.median(best) <= MEDIAN_MS and best[-1] <= MOST_MS and took <= MOST_CPU_MS
    return 0 if held and widest <= MOST_IN_LINE else 1


def _misses(sentences: list[str]) -> dict[str, list[int]]:
    """By how many milliseconds each way misses the changes of captions, in order of size."""
    engine = EspeakEngine()
    voice = engine.voices[0]
    spec = ClipSpec(voice, engine.version, 1.0, 1.0, 0.0, 1, FORMAT)

    def clip_of(spoken: str) -> Clip:
        return make_clip("bench", spoken, engine.speak(spoken, voice), spec)[0]

    misses: dict[str, list[int]] = {way: [] for way in WAYS}
    for sentence in sentences:
        said = say(sentence, segment_id="s")
        cue = _cue(sentence, clip_of(said.spoken))
        silent, printed = replace(cue, pauses=()), Utterance("s", sentence)
        heard = [_length(clip_of(say(each).spoken)) - TRAIL_MS for each in _beginnings(sentence)]
        for way, (told, by) in zip(
            WAYS, ((silent, printed), (silent, said), (cue, said)), strict=True
        ):
            ends = [each.end for each in caption_sentence(told, by)]
            misses[way] += [abs(a - b) for a, b in zip(ends, heard, strict=False)]
    return {way: sorted(found) for way, found in misses.items()}


def _sentences(file: Path) -> list[str]:
    return split_sentences(file.read_text("utf-8"))


def _cue(sentence: str, clip: Clip) -> Cue:
    pauses = tuple((FORMAT.to_ms(each.begin), FORMAT.to_ms(each.end)) for each in clip.pauses)
    return Cue("s", Ms(0), _length(clip), sentence, pauses)


def _length(clip: Clip) -> Ms:
    return Ms(clip.frame_count * FORMAT.frame_samples * 1000 // FORMAT.sample_rate)


def _beginnings(sentence: str) -> Iterator[str]:
    """Of ``sentence``, up to the end of each of its captions but the last."""
    at = 0
    for part in parts_of(sentence)[:-1]:
        at += len("".join(part))
        yield sentence[:at].strip()


def _cpu_of(sentences: list[str]) -> float:
    """Milliseconds of CPU in which a sentence becomes captions, the least of three rounds."""
    said = [(Cue("s", Ms(0), Ms(60 * len(each)), each), say(each)) for each in sentences]
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for cue, utterance in said:
            list(caption_sentence(cue, utterance))
        rounds.append(time.process_time() - began)
    return 1000 * min(rounds) / len(sentences)


if __name__ == "__main__":
    sys.exit(main())
