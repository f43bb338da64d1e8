"""Whom Loa tells how it does, as settings say it."""

import re
from collections.abc import Sequence

from service.mail_server import parse_mail_server
from service.settings.bounds import complaint
from service.web_address import is_web_address


def check_mail(addresses: Sequence[str], server: str) -> None:
    """Raises SettingsError for what is no mail address or no mail server, or one without it."""
    if not all(re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", each) for each in addresses):
        raise complaint(
            "alert_mail",
            "phải là các địa chỉ thư cách nhau bằng dấu phẩy",
            "must be mail addresses with commas between",
        )
    if addresses and not server:
        raise complaint(
            "alert_mail", "cần thêm LOA_SMTP_URL để gửi thư", "needs LOA_SMTP_URL to be sent"
        )
    if server and parse_mail_server(server) is None:
        raise complaint(
            "smtp_url",
            "phải như smtp://người-dùng:mật-khẩu@máy:587 hoặc smtps://…:465",
            "must look like smtp://user:password@host:587 or smtps://…:465",
        )


def check_telemetry(otlp_url: str, metrics_token: str) -> None:
    """Raises SettingsError for an address that is none, or a token that is easily guessed."""
    if otlp_url and not is_web_address(otlp_url):
        raise complaint("otlp_url", "phải là địa chỉ http(s)://…", "must be an http(s):// address")
    if metrics_token and not re.fullmatch(r"[!-~]{16,200}", metrics_token):
        raise complaint(
            "metrics_token",
            "phải có từ 16 đến 200 ký tự ASCII, không có dấu cách",
            "must have 16 to 200 ASCII characters without spaces",
        )
