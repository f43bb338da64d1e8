"""The address of a mail server tells where letters go, and as whom."""

import pytest

from service.mail_server import MailServer, parse_mail_server


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://thu.example", MailServer("thu.example", 25, False)),
        ("smtps://thu.example", MailServer("thu.example", 465, True)),
        (
            "smtp://ai%40example.vn:m%C3%A3@thu.example:587",
            MailServer("thu.example", 587, False, "ai@example.vn", "mã"),
        ),
    ],
)
def test_an_address_tells_server_port_and_who(address: str, server: MailServer) -> None:
    assert parse_mail_server(address) == server


@pytest.mark.parametrize(
    "address",
    [
        "",
        "thu.example",
        "http://thu.example",
        "smtp://",
        "smtp://x:y",
        "smtp://x:0",
        "smtp://x:99999",
        "smtp://x/y",
        "smtp://x?y",
        "smtp://hai máy",
    ],
)
def test_what_is_no_address_of_a_mail_server_is_none(address: str) -> None:
    assert parse_mail_server(address) is None
