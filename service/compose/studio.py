"""Settings become the sound of the station: format, pauses, jingles, cover."""

from pathlib import Path

from service.audio.splice import MOST_JINGLE_SECONDS, Jingle, JinglePlace, check_recording
from service.audio.timeline import Pauses
from service.compose.speech import speech_rules
from service.desk.intake import IntakeRules
from service.errors import AudioError, OutputError, SettingsError, reason_of
from service.making.studio import Studio
from service.model import AudioFormat, Ms
from service.model.notice import Notice, NoticePlace
from service.outputs.artwork import Artwork, read_artwork
from service.settings import Settings
from service.shipped import shipped_folder

DEFAULT_COVER = "cover.png"


def intake_rules(settings: Settings, studio: Studio) -> IntakeRules:
    """What an article may be that ``studio`` records."""
    return IntakeRules(
        zone=settings.zone,
        limit_bytes=settings.article_limit_bytes,
        hours=settings.article_hours,
        rate=studio.rate,
        pauses=studio.pauses,
        speech=studio.speech,
    )


def make_studio(settings: Settings) -> Studio:
    """What every clip of the station is made by. Raises SettingsError for a file it cannot read."""
    return Studio(
        rate=settings.rate,
        pitch=settings.pitch,
        format=AudioFormat(settings.sample_rate, settings.bitrate_kbps),
        comma_pause=Ms(settings.pause_comma_ms),
        pauses=Pauses(
            sentence=Ms(settings.pause_sentence_ms),
            line=Ms(settings.pause_line_ms),
            item=Ms(settings.pause_item_ms),
            paragraph=Ms(settings.pause_paragraph_ms),
            heading=Ms(settings.pause_heading_ms),
            subheading=Ms(settings.pause_subheading_ms),
            subsection=Ms(settings.pause_subsection_ms),
            section=Ms(settings.pause_section_ms),
        ),
        speech=speech_rules(settings),
        station=settings.title,
        publisher=settings.author,
        cover=_read_cover(settings),
        intro=_read_jingle(settings.intro, JinglePlace.INTRO, settings),
        section=_read_jingle(settings.section_jingle, JinglePlace.INTRO, settings),
        outro=_read_jingle(settings.outro, JinglePlace.OUTRO, settings),
        notice=_notice(settings),
    )


def _notice(settings: Settings) -> Notice | None:
    is_off = settings.notice not in tuple(NoticePlace)
    return None if is_off else Notice(settings.notice_words, NoticePlace(settings.notice))


def _read_jingle(path: str, place: JinglePlace, settings: Settings) -> Jingle | None:
    """The station's sound in the file ``path``; None where none is named."""
    if not path:
        return None
    try:
        jingle = Jingle(
            Path(path).read_bytes(),
            place,
            overlap=Ms(settings.jingle_overlap_ms),
            ducking_db=settings.jingle_ducking_db,
            fade=Ms(settings.jingle_fade_ms),
        )
        check_recording(jingle.recording, MOST_JINGLE_SECONDS)
    except OSError as e:
        raise SettingsError(
            f"Không đọc được nhạc hiệu {path}: {reason_of(e)}.",
            f"Cannot read the jingle {path}: {e.strerror}.",
        ) from e
    except AudioError as e:
        raise SettingsError(f"Nhạc hiệu {path}: {e.vi}", f"Jingle {path}: {e.en}") from e
    return jingle


def _read_cover(settings: Settings) -> Artwork:
    path = Path(settings.cover) if settings.cover else shipped_folder("static") / DEFAULT_COVER
    try:
        return read_artwork(path.read_bytes())
    except OSError as e:
        raise SettingsError(
            f"Không đọc được ảnh bìa {path}: {reason_of(e)}.",
            f"Cannot read the cover {path}: {e.strerror}.",
        ) from e
    except OutputError as e:
        raise SettingsError(f"{path}: {e.vi}", f"{path}: {e.en}") from e
