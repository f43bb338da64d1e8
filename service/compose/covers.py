"""Settings and the typefaces that come along become how covers are drawn."""

from service.covers import CoverStyle, Typefaces
from service.errors import SettingsError, reason_of
from service.outputs.artwork import Artwork
from service.releasing.channel_covers import ChannelCovers
from service.settings import Settings
from service.shipped import shipped_folder


def channel_covers(settings: Settings, given: Artwork) -> ChannelCovers:
    """Which covers the channels have, with ``given`` the one of the settings or the package.

    Raises SettingsError where a typeface is lacking.
    """
    is_named = not settings.cover and settings.title != Settings().title
    return ChannelCovers(given, cover_style(settings), is_named)


def cover_style(settings: Settings) -> CoverStyle:
    """How the newspaper's covers are drawn. Raises SettingsError where a typeface is lacking."""
    return CoverStyle(typefaces(), settings.title)


def typefaces() -> Typefaces:
    """The typefaces of ``static/fonts``. Raises SettingsError where one is lacking."""
    folder = shipped_folder("static") / "fonts"
    try:
        return Typefaces(
            (folder / "BeVietnamPro-Bold.ttf").read_bytes(),
            (folder / "BeVietnamPro-Medium.ttf").read_bytes(),
        )
    except OSError as e:
        raise SettingsError(
            f"Không đọc được phông chữ trong {folder}: {reason_of(e)}.",
            f"Cannot read the typefaces in {folder}: {e.strerror}.",
        ) from e
