"""What recordings are signed with, as settings say it."""

from dataclasses import dataclass

from service.settings.directories import DirectorySettings


@dataclass(frozen=True, slots=True)
class SigningSettings(DirectorySettings):
    """Paths of PEM files; ``c2pa_timestamps`` is the address of a time-stamping authority."""

    c2pa_certificate: str = ""
    c2pa_key: str = ""
    c2pa_algorithm: str = "es256"
    c2pa_timestamps: str = ""
