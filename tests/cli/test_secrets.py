"""What settings hold in secret is shown to nobody, and in no file that others may open."""

from pathlib import Path

import pytest

from service.errors import SettingsError
from service.settings import load_settings
from service.settings.secrets import without_secret
from tests.cli.shell import Shell


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("database_url", "postgresql://loa:bí:mật@h/d", "postgresql://loa:***@h/d"),
        ("database_url", "postgresql://loa@h:5432/d", "postgresql://loa@h:5432/d"),
        ("database_url", "postgresql://h/d?password=x&schema=y", "postgresql://h/d?password=***&schema=y"),
        ("smtp_url", "smtps://loa:mat-khau@mail.example:465", "smtps://loa:***@mail.example:465"),
        ("base_url", "https://nghe.example:8443/a", "https://nghe.example:8443/a"),
        ("metrics_token", "0123456789abcdef", "***"),
        ("metrics_token", "", ""),
        ("title", "Tin: sáng", "Tin: sáng"),
    ],
)  # fmt: skip
def test_a_password_is_not_shown_and_all_else_is(name: str, value: str, shown: str) -> None:
    assert without_secret(name, value) == shown


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_settings_file_with_a_password_is_its_owners_alone(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "loa.toml"
    file.write_text('database_url = "postgresql://loa:x@127.0.0.1/loa"', "utf-8")
    file.chmod(mode)
    with pytest.raises(SettingsError, match="chmod 600"):
        load_settings({"LOA_CONFIG": str(file)})
    file.chmod(0o600)
    assert load_settings({"LOA_CONFIG": str(file)}).database_url
    file.write_text('title = "Tin"', "utf-8")
    file.chmod(mode)
    assert load_settings({"LOA_CONFIG": str(file)}).title == "Tin"


def test_the_doctor_tells_settings_without_their_secrets(shell: Shell) -> None:
    told = {"LOA_METRICS_TOKEN": "mot-ma-rat-bi-mat-0", "LOA_SMTP_URL": "smtp://a:bi-mat@127.0.0.1"}
    said = shell.run("doctor", settings=told)
    assert "LOA_METRICS_TOKEN" in said.stdout
    assert "bi-mat" not in said.stdout + said.stderr
