"""When the certificate of an address ends is seen as a browser sees it."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.model.alert import AlertKind
from service.sources.certificate import look_at_certificate
from service.store.library import open_library
from service.tending.certificate import (
    LOOKED_EACH,
    SOON,
    certificate_conditions,
    seen_certificate,
    watch_certificate,
)


@contextmanager
def served(pair: tuple[Path, Path]) -> Iterator[int]:
    """The port of a server that shows the certificate and says nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*pair)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            while True:
                try:
                    plain, _ = listening.accept()
                except OSError:
                    return
                with suppress(OSError), plain, context.wrap_socket(plain, server_side=True) as each:
                    each.recv(1)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


def test_its_end_is_told(pair: tuple[Path, Path]) -> None:
    with served(pair) as port:
        found = look_at_certificate(f"https://localhost:{port}", trusting(pair[0]))
    assert found is not None
    assert found.ends is not None
    left = found.ends - datetime.now(UTC)
    assert timedelta(days=9) < left <= timedelta(days=10)


def test_one_that_browsers_refuse_says_why(pair: tuple[Path, Path]) -> None:
    with served(pair) as port:
        found = look_at_certificate(f"https://localhost:{port}")
    assert found is not None
    assert found.ends is None
    assert "self" in found.en


@pytest.mark.parametrize("address", ["http://localhost", "https://localhost:1"])
def test_of_an_address_without_one_or_out_of_reach_nothing_is_known(address: str) -> None:
    assert look_at_certificate(address) is None


def test_who_runs_loa_hears_of_it_two_weeks_before(pair: tuple[Path, Path], tmp_path: Path) -> None:
    library, now = open_library(tmp_path / "loa.db"), datetime.now(UTC)
    with served(pair) as port:
        address = f"https://localhost:{port}"
        watch_certificate(library, address, now, trusting(pair[0]))
    # Nobody listens there any more: what was seen stands, and is not looked for at each chore.
    watch_certificate(library, address, now + LOOKED_EACH / 2)
    watch_certificate(library, address, now + LOOKED_EACH)
    seen = seen_certificate(library, address)
    assert seen is not None
    (soon,) = certificate_conditions(seen, now)
    assert soon.kind is AlertKind.CERTIFICATE
    assert not list(certificate_conditions(seen, now - SOON))
    assert seen_certificate(library, "https://other.example") is None
    library.close()
