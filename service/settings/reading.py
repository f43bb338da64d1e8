"""Environment and file become one frozen Settings, once, failing early.

``LOA_PORT=9000`` in the environment wins over ``port = 9000`` in the TOML file named by
``LOA_CONFIG``, which wins over the default.
"""

import dataclasses
import difflib
import math
import re
import tomllib
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from service.errors import SettingsError, reason_of
from service.settings.bounds import PREFIX, complaint
from service.settings.secrets import require_private
from service.settings.values import Settings
from service.yes_no import read_yes_no

CONFIG = "LOA_CONFIG"
NEWSROOM = "LOA_NEWSROOM"
"""Which of several newsrooms a command is about; no setting of any of them."""

_OPERATORS = frozenset(
    {
        *("host", "port", "threads", "connections", "connections_per_address", "trusted_proxy"),
        *("newsrooms", "newsrooms_awake", "newsroom_workers", "log", "otlp_url"),
    }
)
"""What holds for the whole program, and so for all newsrooms alike."""

_OF_ONE = frozenset({"base_url", "hosts", "newsrooms", "pace"})
"""What of the operator's settings no newsroom has in common with another."""


def load_settings(environ: Mapping[str, str]) -> Settings:
    """The settings that ``environ`` and its ``LOA_CONFIG`` file ask for.

    Raises SettingsError for an unknown name, a malformed value, or a file that
    cannot be read.
    """
    return Settings(**_gathered(environ))


def load_newsroom(environ: Mapping[str, str], file: Path, places: Mapping[str, object]) -> Settings:
    """The settings of the newsroom that the TOML ``file`` describes.

    Its file wins over the ``places`` that were made for it, and these over what its operator
    set for all. Raises SettingsError as ``load_settings`` does, for a file without an
    address of its own, and for one that sets what is the operator's.
    """
    own = _of_file(file)
    if strange := sorted(own.keys() & _OPERATORS):
        raise complaint(
            strange[0],
            "là của cả máy chủ, không đặt trong tệp của một toà soạn",
            "is the whole server's and may not stand in a newsroom's file",
        )
    if not own.get("base_url"):
        raise complaint("base_url", "toà soạn nào cũng phải có", "each newsroom must have its own")
    if "google_url" in own:
        # Another server than the operator's: its requests are counted apart.
        places = {name: value for name, value in places.items() if name != "pace"}
    common = {name: value for name, value in _gathered(environ).items() if name not in _OF_ONE}
    return Settings(**common | dict(places) | own)


def _gathered(environ: Mapping[str, str]) -> dict[str, Any]:
    known = typing.get_type_hints(Settings)
    values: dict[str, Any] = {}
    if path := environ.get(CONFIG):
        values |= _of_file(Path(path))
    for variable, text in environ.items():
        if variable.startswith(PREFIX) and variable not in (CONFIG, NEWSROOM):
            name = _known(variable.removeprefix(PREFIX).lower(), known, "môi trường")
            values[name] = _typed(name, text, known)
    return values


def _of_file(path: Path) -> dict[str, Any]:
    known = typing.get_type_hints(Settings)
    values: dict[str, Any] = {}
    for key, value in _read_file(path).items():
        name = _known(key, known, str(path))
        values[name] = _typed(name, value, known)
    return values


def setting_names() -> tuple[str, ...]:
    """The environment variables that set something, in the order of Settings."""
    return (
        CONFIG,
        NEWSROOM,
        *(PREFIX + each.name.upper() for each in dataclasses.fields(Settings)),
    )


def _read_file(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
        require_private(path, values)
        return values
    except OSError as e:
        raise SettingsError(
            f"Không đọc được tệp cấu hình {path}: {reason_of(e)}.",
            f"Cannot read the settings file {path}: {e.strerror}.",
        ) from e
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise SettingsError(
            f"Tệp cấu hình {path} không phải TOML đúng: {e}.",
            f"The settings file {path} is not valid TOML: {e}.",
        ) from e


def _known(name: str, known: Mapping[str, Any], where: str) -> str:
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=1)
    vi, en = (f" Có phải là “{near[0]}”?", f" Did you mean “{near[0]}”?") if near else ("", "")
    raise SettingsError(
        f"Không có thiết đặt “{name}” ({where}).{vi}", f"There is no setting “{name}”.{en}"
    )


def _typed(name: str, value: object, known: Mapping[str, Any]) -> object:
    kind = known[name]
    if typing.get_origin(kind) is Mapping:
        return _read_pairs(name, value)
    if kind is bool:
        said = read_yes_no(str(value)) if str(value).strip() else False
        if said is not None:
            return said
    if kind is Path and isinstance(value, str) and value:
        return Path(value)
    if kind is str and isinstance(value, str):
        return value.strip()
    try:
        if kind is int and isinstance(value, str | int) and not isinstance(value, bool):
            return int(value)
        if kind is float and isinstance(value, str | int | float) and math.isfinite(float(value)):
            return float(value)
    except ValueError:
        pass
    raise complaint(name, f"không dùng được giá trị “{value}”", f"cannot use the value “{value}”")


def _read_pairs(name: str, value: object) -> Mapping[str, str]:
    """A table of the file, or ``key = value; key = value`` of the environment."""
    if isinstance(value, str):
        pairs = [pair.partition("=") for pair in re.split(r"[;\n]", value) if pair.strip()]
        value = {key.strip(): text.strip() for key, _, text in pairs}
    if not isinstance(value, dict) or not all(
        key and isinstance(text, str) and text for key, text in value.items()
    ):
        raise complaint(
            name, "phải như “Thể thao = espeak; Văn hoá = google”", "must be like “A = b; C = d”"
        )
    return value
