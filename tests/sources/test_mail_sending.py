"""Letters are handed in whole; a password never goes where others may read it."""

import email
import email.policy
import ssl
from pathlib import Path

import pytest

from service.errors import FetchError
from service.mail_server import MailServer, parse_mail_server
from service.sources.mail_sending import send_letter, write_letter
from tests.standins.mail import mail_host

LETTER = write_letter(
    "loa@example.vn", ("trực@example.vn",), "Loa: cần xem:\r\nBcc: x@y", "Hàng đợi đứng yên.\n"
)


def server_at(address: str) -> MailServer:
    server = parse_mail_server(address)
    assert server is not None
    return server


def test_a_letter_arrives_as_it_was_written() -> None:
    letter = write_letter(
        "loa@example.vn", ("truc@example.vn", "hai@example.vn"), "Cần xem", "Ổ.\n"
    )
    with mail_host() as host:
        send_letter(letter, server_at(host.address))
        (told,) = host.letters
    arrived = email.message_from_bytes(told, policy=email.policy.default)
    assert arrived["To"] == "truc@example.vn, hai@example.vn"
    assert arrived["Subject"] == "Cần xem"
    assert arrived["Auto-Submitted"] == "auto-generated"
    body = arrived.get_body()
    assert body is not None
    assert body.get_content().strip() == "Ổ."


def test_a_subject_of_two_lines_is_one_header() -> None:
    assert LETTER["Subject"] == "Loa: cần xem: Bcc: x@y"
    assert LETTER["Bcc"] is None


def test_a_server_that_does_not_take_it_or_is_not_there_is_an_error_in_our_words() -> None:
    letter = write_letter("loa@example.vn", ("truc@example.vn",), "x", "y")
    with mail_host() as host:
        host.refusing = True
        with pytest.raises(FetchError, match="không nhận thư"):
            send_letter(letter, server_at(host.address))
    with pytest.raises(FetchError, match="không nhận thư"):
        send_letter(letter, server_at(host.address))


def test_a_password_is_not_sent_in_the_open() -> None:
    letter = write_letter("loa@example.vn", ("truc@example.vn",), "x", "y")
    with mail_host() as host:
        server = server_at(host.address.replace("//", "//ai:mat-khau@"))
        with pytest.raises(FetchError):
            send_letter(letter, server)
        assert host.letters == []


def test_a_password_is_sent_encrypted_to_a_server_whose_certificate_is_believed(
    pair: tuple[Path, Path],
) -> None:
    letter = write_letter("loa@example.vn", ("truc@example.vn",), "x", "y")
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(*pair)
    with mail_host(own) as host:
        server = server_at(host.address.replace("//127.0.0.1", "//ai:mat-khau@localhost"))
        with pytest.raises(FetchError):
            send_letter(letter, server)
        assert (host.letters, host.passwords) == ([], [])
        send_letter(letter, server, ssl.create_default_context(cafile=str(pair[0])))
        assert len(host.letters) == 1
        assert host.passwords == ["True:\0ai\0mat-khau"]
