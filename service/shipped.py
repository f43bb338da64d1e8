"""The folders that are shipped with the package: templates, static files."""

from pathlib import Path

from service.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent


def shipped_folder(name: str) -> Path:
    """The folder ``templates`` or ``static``: in a wheel inside the package, else beside it.

    Raises SettingsError when the installation has neither.
    """
    for folder in (_PACKAGE / "_shared" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise SettingsError(
        f"Bản cài đặt thiếu thư mục {name}.", f"The installation lacks the folder {name}."
    )
