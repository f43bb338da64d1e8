"""Letters to whoever runs Loa, by a mail server that the settings name. The door to smtplib."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from service.errors import FetchError
from service.mail_server import MailServer

SECONDS = 20.0


def write_letter(sender: str, to: tuple[str, ...], subject: str, text: str) -> EmailMessage:
    """The letter, as mail servers take it."""
    letter = EmailMessage()
    letter["From"], letter["To"] = sender, ", ".join(to)
    letter["Subject"] = " ".join(subject.split())
    letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain="loa.invalid")
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    return letter


def send_letter(
    letter: EmailMessage, server: MailServer, context: ssl.SSLContext | None = None
) -> None:
    """Hands the letter in. Raises FetchError where the server does not take it."""
    context = context or ssl.create_default_context()
    try:
        with _connected(server, context) as connection:
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(letter)
    except (OSError, smtplib.SMTPException) as e:
        kind = type(e).__name__
        raise FetchError(
            f"Máy chủ thư {server.host} không nhận thư ({kind}).",
            f"The mail server {server.host} did not take the letter ({kind}).",
        ) from e


def _connected(server: MailServer, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.encrypted:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    connection.ehlo()
    if connection.has_extn("starttls"):
        connection.starttls(context=context)
    elif server.user:
        connection.close()
        raise smtplib.SMTPNotSupportedError("no STARTTLS: the password would be seen by others")
    return connection
