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
from service.settings.values import PREFIX, Settings, complaint
from service.yes_no import read_yes_no

CONFIG = "LOA_CONFIG"


def load_settings(environ: Mapping[str, str]) -> Settings:
    """The settings that ``environ`` and its ``LOA_CONFIG`` file ask for.

    Raises SettingsError for an unknown name, a malformed value, or a file that
    cannot be read.
    """
    known = typing.get_type_hints(Settings)
    values: dict[str, Any] = {}
    if path := environ.get(CONFIG):
        for key, value in _read_file(Path(path)).items():
            name = _known(key, known, path)
            values[name] = _typed(name, value, known)
    for variable, text in environ.items():
        if variable.startswith(PREFIX) and variable != CONFIG:
            name = _known(variable.removeprefix(PREFIX).lower(), known, "môi trường")
            values[name] = _typed(name, text, known)
    return Settings(**values)


def setting_names() -> tuple[str, ...]:
    """The environment variables that set something, in the order of Settings."""
    return (CONFIG, *(PREFIX + each.name.upper() for each in dataclasses.fields(Settings)))


def _read_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
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
