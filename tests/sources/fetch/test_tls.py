"""Encrypted sites: the certificate is the name's, though the connection goes to an address."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.errors import FetchError
from service.sources.fetch import Fetcher, Limits
from tests.sources.fetch.conftest import Names, wish
from tests.standins.site import Site, answer, open_site

CERTIFICATE = Path(__file__).parent / "bao.example.pem"


@pytest.fixture
def secure_site() -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with open_site(context) as site:
        site.pages["/"] = answer(b"ok")
        yield site


@pytest.fixture
def fetcher(secure_site: Site, names: Names) -> Fetcher:
    context = ssl.create_default_context()
    context.load_verify_locations(CERTIFICATE)
    return Fetcher("Loa", resolver=names, context=context, permitted={secure_site.place})


def test_a_site_is_asked_by_its_name_at_the_checked_address(
    secure_site: Site, fetcher: Fetcher, names: Names
) -> None:
    assert fetcher.fetch(wish(f"https://bao.example:{secure_site.port}/")).content == b"ok"
    assert names.asked == ["bao.example"]


def test_a_certificate_of_another_name_is_not_believed(
    secure_site: Site, fetcher: Fetcher, names: Names
) -> None:
    names.known["khac.example"] = [["127.0.0.1"]]
    with pytest.raises(FetchError, match="chứng chỉ"):
        fetcher.fetch(wish(f"https://khac.example:{secure_site.port}/"))
    assert secure_site.asked == []


def test_a_certificate_that_nobody_vouches_for_is_not_believed(
    secure_site: Site, fetcher: Fetcher
) -> None:
    with pytest.raises(FetchError, match="chứng chỉ"):
        replace(fetcher, context=None).fetch(wish(f"https://bao.example:{secure_site.port}/"))


def test_a_site_that_speaks_no_tls_is_told(site: Site, names: Names) -> None:
    asking = Fetcher("Loa", resolver=names, permitted={site.place})
    with pytest.raises(FetchError, match=r"không mở được kết nối mã hoá|quá thời gian|cắt ngang"):
        asking.fetch(wish(f"https://bao.example:{site.port}/", Limits(1000, connect=0.5, total=1)))
