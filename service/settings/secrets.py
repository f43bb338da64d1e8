"""Settings that hold what nobody else may know: told to nobody, and in nobody else's file."""

import re
import stat
from collections.abc import Mapping
from pathlib import Path

from service.errors import SettingsError

_WHOLE = frozenset({"metrics_token"})
"""Settings that are a secret as they stand."""

_PASSWORD = re.compile(
    r"(?<=//)([^/@:\s]*):([^/@\s]*)(?=@)|(?<=[?&])(password|sslpassword)=([^&\s]*)"
)
"""What of an address is one: behind its user, or among its parameters. A port has no @ behind."""

_HIDDEN = "***"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def without_secret(name: str, value: object) -> str:
    """What may be shown of the setting ``name``, whoever looks over the shoulder."""
    if name in _WHOLE and value:
        return _HIDDEN
    return _PASSWORD.sub(
        lambda found: f"{found[1]}:{_HIDDEN}" if found[1] is not None else f"{found[3]}={_HIDDEN}",
        str(value),
    )


def require_private(path: Path, values: Mapping[str, object]) -> None:
    """Raises SettingsError where others may open the file of ``values`` and one is a secret.

    Raises OSError where the file cannot be looked at.
    """
    shown = {name: without_secret(name, value) for name, value in values.items()}
    held = sorted(name for name, value in values.items() if shown[name] != str(value))
    if held and path.stat().st_mode & _OTHERS:
        raise SettingsError(
            f"Tệp cấu hình {path} chứa mật khẩu ({', '.join(held)}), người khác trên máy mở được. "
            f"Hãy chạy: chmod 600 {path}, hoặc đặt nó bằng biến môi trường.",
            f"The settings file {path} holds a password ({', '.join(held)}) and others on this "
            f"machine may open it. Run: chmod 600 {path}, or set it in the environment.",
        )
