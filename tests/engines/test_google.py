"""The Google engine against a stand-in over a loopback socket."""

import itertools
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import miniaudio
import pytest
from gtts import gTTS

from service.engines.google import GoogleEngine
from service.engines.google.packing import pack
from service.engines.google.sending import Limits
from service.engines.quota import Rate
from service.engines.rate_limiter import RateLimiter
from service.engines.retry import RetryPolicy, speak_with_retries
from service.errors import SettingsError, SynthesisError
from service.model import Speech
from service.store.shared.files import FileNotes
from tests.engines.conftest import MakeGoogle
from tests.engines.levels import levels
from tests.standins.google import Fault, GoogleStandIn, google_stand_in, spoken_mp3

LONG = (
    "Với sự chủ động, sáng tạo, cùng quyết tâm và nỗ lực lớn, nhiệm kỳ 2015-2020, đảng bộ thành"
    " phố Sông Công đã đạt được nhiều kết quả đáng ghi nhận trên tất cả các lĩnh vực, từ kinh tế"
    " đến văn hóa, từ thành thị đến nông thôn."
)
DEADLINE = Limits(read=5, total=2, connections=1)
"""Long enough for a good answer on a busy machine."""

DRIP_SECONDS = 0.05
"""Makes the shortest dripping answer, some 250 bytes, last six times as long as that."""

SHORT_LIMITS = Limits(connect=0.5, read=0.2, total=0.3, connections=2)

MIXED = (Fault.DRIP, Fault.HANG, Fault.BROKEN, Fault.HALF_FILE)


class Clock:
    """A wall clock that stands until it is turned; sleeping turns it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def speak(engine: GoogleEngine, text: str = "Xin chào các bạn.") -> Speech:
    return engine.speak(text, engine.voices[0])


def failure_of(engine: GoogleEngine, text: str = "Xin chào các bạn.") -> SynthesisError:
    with pytest.raises(SynthesisError) as failure:
        speak(engine, text)
    return failure.value


def test_the_stand_in_speaks_the_protocol_as_gtts_itself_expects_it(
    google: GoogleStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    # gTTS decides where to go in this private function alone; the engine needs no such trick
    monkeypatch.setattr("gtts.tts._translate_url", lambda tld, path: f"{google.url}/{path}")
    speech = gTTS("Xin chào các bạn.", lang="vi", timeout=5)
    assert list(speech.stream()) == [spoken_mp3("Xin chào các bạn.")]
    assert google.malformed == []


def test_a_sentence_is_asked_for_in_packed_pieces_with_its_punctuation(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    engine = make_google()
    speech = speak(engine, LONG)
    assert google.malformed == []
    assert google.texts == pack(LONG)
    assert " ".join(google.texts) == LONG
    assert len(speech.parts) == len(google.texts) == engine.count_requests(LONG) == 3
    assert {each.language for each in google.asked} == {"vi"}


def test_the_original_mp3_is_handed_on_untouched(make_google: MakeGoogle) -> None:
    assert speak(make_google(), LONG).parts == tuple(map(spoken_mp3, pack(LONG)))


@pytest.mark.parametrize("kbps", [32, 64])
def test_both_bitrates_that_google_has_used_are_taken(tmp_path: Path, kbps: int) -> None:
    with google_stand_in(kbps=kbps) as google:
        engine = GoogleEngine(
            FileNotes(tmp_path),
            clock=time.time,
            ticks=time.monotonic,
            sleep=time.sleep,
            base_url=google.url,
        )
        speech = speak(engine)
    (part,) = speech.parts
    assert part == spoken_mp3("Xin chào các bạn.", kbps)
    assert miniaudio.mp3_get_info(part).sample_rate == 24_000


def test_the_requests_of_many_sentences_go_over_one_connection(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    engine = make_google()
    for number in range(5):
        speak(engine, f"Câu số {number}.")
    assert len({each.port for each in google.asked}) == 1


def test_no_more_requests_are_under_way_at_once_than_allowed(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    engine = make_google(limits=Limits(connections=2))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: speak(engine, f"Câu số {number}."), range(24)))
    assert google.most_at_once <= 2
    assert len({each.port for each in google.asked}) <= 2


def test_no_cookie_is_kept_and_gtts_says_who_asks(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    engine = make_google()
    speak(engine, "Câu nhận bánh quy.")
    speak(engine, "Câu không mang bánh quy theo.")
    first, second = google.asked
    assert first.port == second.port
    for each in (first, second):
        assert "cookie" not in each.headers
        assert each.headers["user-agent"] == gTTS.GOOGLE_TTS_HEADERS["User-Agent"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate for 127.0.0.1 that nobody has signed, in one file."""
    path = tmp_path / "own.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
        " -subj /CN=Loa -addext subjectAltName=IP:127.0.0.1"
        f" -keyout {path} -out {tmp_path / 'cert'}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (tmp_path / "cert").read_bytes())
    return path


@pytest.mark.clients
def test_a_certificate_that_nobody_signed_is_not_trusted(
    make_google: MakeGoogle, certificate: Path
) -> None:
    with google_stand_in(certificate=certificate) as impostor:
        failure = failure_of(make_google(base_url=impostor.url))
    assert "certificate" in failure.en
    assert impostor.asked == []


@pytest.mark.clients
def test_a_certificate_that_the_administrator_trusts_is_trusted(
    make_google: MakeGoogle, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with google_stand_in(certificate=certificate) as proxy:
        engine = make_google(base_url=proxy.url)
        for number in range(3):
            speak(engine, f"Câu số {number}.")
    assert len({each.port for each in proxy.asked}) == 1


NO_SOUND = [
    Fault.NO_SOUND,
    Fault.NO_ENVELOPE,
    Fault.ZERO_BYTES,
    Fault.BAD_BASE64,
    Fault.NOISE,
    Fault.HALF_FILE,
]
DRIPS = [Fault.DRIP, Fault.DRIP_HEAD]
NO_ANSWER = [Fault.CUT_OFF, Fault.HANG_UP, Fault.HANG, Fault.BROKEN, Fault.BUSY, *DRIPS]
REFUSALS = [Fault.TOO_MANY, Fault.FORBIDDEN, Fault.SORRY, Fault.CAPTCHA]


@pytest.mark.parametrize("fault", NO_SOUND + NO_ANSWER + REFUSALS)
def test_an_answer_without_the_whole_sound_is_an_error_that_may_pass(
    google: GoogleStandIn, make_google: MakeGoogle, fault: Fault
) -> None:
    google.fail(fault)
    failure = failure_of(make_google(limits=SHORT_LIMITS))
    assert failure.transient
    assert "Google" in failure.vi
    assert "Google" in failure.en


@pytest.mark.parametrize("fault", DRIPS)
def test_an_answer_that_drips_is_cut_off_at_the_deadline_and_the_next_one_is_whole(
    google: GoogleStandIn, make_google: MakeGoogle, fault: Fault
) -> None:
    engine = make_google(limits=DEADLINE)
    google.drip_seconds = DRIP_SECONDS
    google.fail(fault, times=1)
    assert "took too long" in failure_of(engine).en
    assert speak(engine).parts == (spoken_mp3("Xin chào các bạn."),)


@pytest.mark.clients
@pytest.mark.parametrize("fault", DRIPS)
def test_an_encrypted_answer_that_drips_is_cut_off_too(
    make_google: MakeGoogle, certificate: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with google_stand_in(certificate=certificate) as slow:
        slow.drip_seconds = DRIP_SECONDS
        slow.fail(fault, times=1)
        engine = make_google(base_url=slow.url, limits=DEADLINE)
        assert "took too long" in failure_of(engine).en
        assert speak(engine).parts


def test_an_unknown_address_is_a_lasting_error(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    google.fail(Fault.NOT_FOUND)
    assert not failure_of(make_google()).transient


def test_no_server_at_all_is_an_error_that_may_pass(make_google: MakeGoogle) -> None:
    with google_stand_in() as closed:
        url = closed.url
    assert failure_of(make_google(base_url=url)).transient


@pytest.mark.parametrize("fault", [Fault.NO_SOUND, Fault.HALF_FILE, Fault.BROKEN])
def test_one_failed_part_fails_the_sentence_and_is_alone_asked_for_again(
    google: GoogleStandIn, make_google: MakeGoogle, fault: Fault
) -> None:
    engine = make_google()
    google.fail(fault, times=1, after=1)
    failure_of(engine, LONG)
    first, second, third = pack(LONG)
    assert google.texts == [first, second]
    assert speak(engine, LONG).parts == tuple(map(spoken_mp3, pack(LONG)))
    assert google.texts == [first, second, second, third]


def test_a_whole_sentence_is_not_kept_by_the_engine(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    engine = make_google()
    speak(engine)
    speak(engine)
    assert len(google.asked) == 2  # keeping clips is the cache's work


@pytest.mark.parametrize("fault", [*REFUSALS, Fault.BUSY])
def test_after_a_refusal_nobody_asks_until_its_time_is_over(
    google: GoogleStandIn, make_google: MakeGoogle, fault: Fault
) -> None:
    clock = Clock()
    engine, colleague = (make_google(clock=clock, sleep=clock.sleep) for _ in range(2))
    google.retry_after = "60"
    google.fail(fault, times=1)
    failure_of(engine)
    for each in (engine, colleague, engine):
        failure = failure_of(each)
        assert failure.transient
        assert failure.retry_after == pytest.approx(60)
    assert len(google.asked) == 1
    clock.now += 61
    speak(colleague)
    speak(engine)
    assert len(google.asked) == 3


def test_failures_in_a_row_shut_the_way_as_a_refusal_does(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    clock = Clock()
    engine = make_google(clock=clock, sleep=clock.sleep)
    google.fail(Fault.BROKEN)
    for _ in range(9):
        failure_of(engine)
    assert len(google.asked) == 5


@pytest.mark.parametrize(
    ("field", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        (format_datetime(datetime.fromtimestamp(1_800_000_090, UTC), usegmt=True), 90),
        (format_datetime(datetime.fromtimestamp(1_700_000_000, UTC), usegmt=True), 1),
        ("soon", 60),
        ("-3", 60),
    ],
)
def test_retry_after_is_read_in_both_its_forms(
    google: GoogleStandIn, make_google: MakeGoogle, field: str, seconds: float
) -> None:
    google.retry_after = field
    google.fail(Fault.TOO_MANY)
    assert failure_of(make_google(clock=Clock())).retry_after == pytest.approx(seconds)


def test_a_busy_service_that_stays_busy_is_asked_by_one_alone_and_ever_more_seldom(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    clock = Clock()
    engine, colleague = (make_google(clock=clock, sleep=clock.sleep) for _ in range(2))
    google.fail(Fault.BUSY)
    waits = []
    for each in (engine, colleague, engine):
        waits.append(failure_of(each).retry_after or 0)
        assert failure_of(engine).retry_after == failure_of(colleague).retry_after == waits[-1]
        clock.now += waits[-1]
    assert waits == [7, 14, 28]
    assert len(google.asked) == 3


def test_the_way_stays_shut_for_as_long_as_the_service_asks(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    clock = Clock()
    engine = make_google(clock=clock, sleep=clock.sleep)
    google.retry_after = "500"
    google.fail(Fault.TOO_MANY, times=1)
    failure_of(engine)
    clock.now += 499
    assert failure_of(engine).retry_after == pytest.approx(1)
    clock.now += 2
    speak(engine)


def test_a_sentence_survives_failures_that_pass(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    clock = Clock()
    engine = make_google(clock=clock, sleep=clock.sleep)
    google.fail(Fault.NO_SOUND, times=2)
    speech = speak_with_retries(
        engine,
        LONG,
        engine.voices[0],
        rate=1.0,
        pitch=1.0,
        retries=RetryPolicy(attempts=3),
        sleep=clock.sleep,
        jitter=lambda: 1.0,
    )
    assert len(speech.parts) == 3
    assert [wait for wait in clock.slept if wait] == [1.0, 2.0]


def test_requests_keep_the_rate_that_settings_allow(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    clock = Clock()
    engines = [make_google(clock=clock, sleep=clock.sleep, per_minute=60) for _ in range(2)]
    begin = clock.now
    for engine, number in zip(itertools.cycle(engines), range(25), strict=False):
        speak(engine, f"Câu số {number}.")
    assert clock.now - begin == pytest.approx(20)  # five at once, then one a second


def test_who_waited_for_a_turn_does_not_ask_once_a_colleague_was_refused(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    clock = Clock()
    colleague = make_google(clock=clock, sleep=clock.sleep, per_minute=60)
    asleep: list[float] = []

    def sleep(seconds: float) -> None:
        asleep.append(seconds)
        google.fail(Fault.TOO_MANY, times=1)
        failure_of(colleague, "Câu của người khác.")

    engine = make_google(clock=clock, sleep=sleep, per_minute=60)
    for number in range(5):
        speak(engine, f"Câu số {number}.")
    assert failure_of(engine, "Câu đang chờ.").transient
    assert asleep == [1.0]
    assert google.texts[5:] == ["Câu của người khác."]


def test_who_finds_a_colleague_trying_looks_again_and_asks_once_it_was_answered(
    google: GoogleStandIn, make_google: MakeGoogle, tmp_path: Path
) -> None:
    clock, slept = Clock(), list[float]()
    colleague = RateLimiter(FileNotes(tmp_path), "google", Rate(60), clock)
    colleague.refused(5)
    clock.now += 5
    colleague.acquire()

    def sleep(seconds: float) -> None:
        assert google.asked == []
        slept.append(seconds)
        colleague.answered()

    speak(make_google(clock=clock, sleep=sleep))
    assert slept == [1.0]
    assert len(google.asked) == 1


def test_who_tries_after_a_refusal_is_not_stopped_by_its_own_trial(
    google: GoogleStandIn, make_google: MakeGoogle, tmp_path: Path
) -> None:
    clock = Clock()
    gate = RateLimiter(FileNotes(tmp_path), "google", Rate(60), clock)
    for _ in range(8):
        gate.acquire()  # three more than may come at once: the next has to wait
    gate.refused(1)
    clock.now += 1
    speak(make_google(clock=clock, sleep=clock.sleep, per_minute=60))
    assert clock.slept == [3.0]
    assert len(google.asked) == 1


def test_a_probe_asks_only_when_no_answer_is_fresh(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    clock = Clock()
    engine, colleague = (make_google(clock=clock, sleep=clock.sleep) for _ in range(2))
    engine.probe()
    colleague.probe()
    assert len(google.asked) == 1
    clock.now += 601
    google.fail(Fault.CAPTCHA)
    for each in (engine, colleague):
        with pytest.raises(SynthesisError):
            each.probe()
    assert len(google.asked) == 2


def test_a_refusal_makes_fresh_answers_worthless(
    google: GoogleStandIn, make_google: MakeGoogle
) -> None:
    clock = Clock()
    engine = make_google(clock=clock, sleep=clock.sleep)
    speak(engine)
    google.fail(Fault.TOO_MANY)
    failure_of(engine)
    with pytest.raises(SynthesisError):
        engine.probe()


Ask = Callable[[GoogleEngine, Path, Clock], object]
BEFOREHAND: dict[str, Ask] = {
    "probe": lambda engine, folder, clock: engine.probe(),
    "level": lambda engine, folder, clock: levels(folder, sleep=clock.sleep).gain_db(
        engine, engine.voices[0], rate=1.0, pitch=1.0
    ),
}
beforehand = pytest.mark.parametrize("ask", BEFOREHAND.values(), ids=BEFOREHAND.keys())


@beforehand
@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        (Fault.BROKEN, [1.0]),
        (Fault.NO_SOUND, [1.0]),
        (Fault.CUT_OFF, [1.0]),
        (Fault.HANG_UP, [1.0]),
        (Fault.TOO_MANY, [3.0]),
        (Fault.BUSY, [3.0]),
    ],
)
def test_one_fault_before_an_edition_does_not_cost_it_its_voice(
    google: GoogleStandIn,
    make_google: MakeGoogle,
    tmp_path: Path,
    ask: Ask,
    fault: Fault,
    waits: list[float],
) -> None:
    clock = Clock()
    google.retry_after = "3"
    google.fail(fault, times=1)
    ask(make_google(clock=clock, sleep=clock.sleep), tmp_path, clock)
    assert clock.slept == waits


@beforehand
@pytest.mark.parametrize("fault", [Fault.CAPTCHA, Fault.TOO_MANY, Fault.HANG, Fault.NOT_FOUND])
def test_a_service_that_will_not_answer_soon_is_not_waited_for_before_an_edition(
    google: GoogleStandIn,
    make_google: MakeGoogle,
    tmp_path: Path,
    ask: Ask,
    fault: Fault,
) -> None:
    clock = Clock()
    engine = make_google(clock=clock, sleep=clock.sleep, limits=SHORT_LIMITS)
    google.retry_after = "11"
    google.fail(fault)
    with pytest.raises(SynthesisError):
        ask(engine, tmp_path, clock)
    assert len(google.asked) == 1
    assert clock.slept == []


@beforehand
def test_a_way_that_is_shut_for_long_is_told_of_at_once(
    google: GoogleStandIn,
    make_google: MakeGoogle,
    tmp_path: Path,
    ask: Ask,
) -> None:
    clock = Clock()
    RateLimiter(FileNotes(tmp_path), "google", Rate(60), clock).refused(60)
    with pytest.raises(SynthesisError) as failure:
        ask(make_google(clock=clock, sleep=clock.sleep), tmp_path, clock)
    assert failure.value.retry_after == pytest.approx(60)
    assert (google.asked, clock.slept) == ([], [])


@beforehand
def test_without_a_connection_nobody_waits_before_an_edition(
    make_google: MakeGoogle, tmp_path: Path, ask: Ask
) -> None:
    clock = Clock()
    with google_stand_in() as closed:
        url = closed.url
    with pytest.raises(SynthesisError, match="no connection"):
        ask(make_google(clock=clock, sleep=clock.sleep, base_url=url), tmp_path, clock)
    assert clock.slept == []


@beforehand
def test_a_fault_that_stays_is_told_of_after_three_tries(
    google: GoogleStandIn, make_google: MakeGoogle, tmp_path: Path, ask: Ask
) -> None:
    clock = Clock()
    google.fail(Fault.BROKEN)
    with pytest.raises(SynthesisError):
        ask(make_google(clock=clock, sleep=clock.sleep), tmp_path, clock)
    assert len(google.asked) == 3
    assert clock.slept == [1.0, 2.0]


@pytest.mark.parametrize(
    "tld", ["", "com@127.0.0.1:8443", "com/", "COM", "com.vn.evil.example", "c", "com\n"]
)
def test_a_domain_that_could_lead_elsewhere_is_refused(tmp_path: Path, tld: str) -> None:
    with pytest.raises(SettingsError):
        GoogleEngine(
            FileNotes(tmp_path),
            clock=time.time,
            ticks=time.time,
            sleep=time.sleep,
            tld=tld,
        )


@pytest.mark.parametrize("url", ["ftp://127.0.0.1", "127.0.0.1:80", "http://"])
def test_an_address_that_is_no_web_address_is_refused(make_google: MakeGoogle, url: str) -> None:
    with pytest.raises(SettingsError):
        make_google(base_url=url)


def test_another_domain_is_another_accent_and_another_version(tmp_path: Path) -> None:
    def version(tld: str) -> str:
        nothing: Callable[[float], object] = lambda _: None  # noqa: E731 - one line is enough
        return GoogleEngine(
            FileNotes(tmp_path),
            clock=time.time,
            ticks=time.time,
            sleep=nothing,
            tld=tld,
        ).version

    assert version("com") != version("com.vn")


def test_a_state_folder_that_cannot_be_written_is_named_by_its_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    engine = GoogleEngine(
        FileNotes(tmp_path / "file"),
        clock=time.time,
        ticks=time.monotonic,
        sleep=time.sleep,
    )
    failure = failure_of(engine)
    assert "LOA_DATA" in failure.vi
    assert str(tmp_path) not in failure.vi  # the public may read it
    assert failure.transient  # a full disk passes: the article is tried again, not given up


@pytest.mark.parametrize("slow", [14.0, 9.0, 5.0])
def test_a_fallback_speaks_within_100_seconds_of_answers_just_in_time(
    google: GoogleStandIn, make_google: MakeGoogle, slow: float
) -> None:
    clock, ticks = Clock(), itertools.count(0.0, slow / 3)  # it is looked at four times a request
    engine = make_google(clock=clock, sleep=clock.sleep, ticks=lambda: next(ticks))
    with pytest.raises(SynthesisError):
        speak_with_retries(
            engine,
            LONG * 20,
            engine.voices[0],
            rate=1.0,
            pitch=1.0,
            retries=RetryPolicy(),
            sleep=clock.sleep,
            jitter=lambda: 1.0,
        )
    assert len(google.asked) * slow + sum(clock.slept) <= 100


@pytest.mark.parametrize("order", list(itertools.permutations(MIXED)))
@pytest.mark.parametrize("good", [0, 2])
def test_a_fallback_speaks_within_140_seconds_of_any_mixture_of_faults(
    google: GoogleStandIn, make_google: MakeGoogle, order: tuple[Fault, ...], good: int
) -> None:
    clock, ticks = Clock(), itertools.count(0.0, 5.0)  # each look at it costs five seconds
    engine = make_google(
        clock=clock,
        sleep=clock.sleep,
        ticks=lambda: next(ticks),
        limits=SHORT_LIMITS,
    )
    for fault in order:
        google.fail(fault, times=1, after=good)
    with pytest.raises(SynthesisError):
        speak_with_retries(
            engine,
            LONG * 20,
            engine.voices[0],
            rate=1.0,
            pitch=1.0,
            retries=RetryPolicy(),
            sleep=clock.sleep,
            jitter=lambda: 1.0,
        )
    assert next(ticks) + sum(clock.slept) <= 140
