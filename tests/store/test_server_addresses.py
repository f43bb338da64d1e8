"""The address of a server shows no password, and failures say what is wrong."""

import pytest
from sqlalchemy.exc import OperationalError

from service.store.failures import explain
from service.store.postgresql.address import parse_address


@pytest.mark.parametrize(
    "told",
    [
        "postgresql://loa:bi-mat@h/d?schema=tin",
        "postgresql://loa@h/d?password=bi-mat&schema=tin",
        "postgresql://h/d?user=loa&password=bi-mat&schema=tin",
    ],
)
def test_a_password_among_the_parameters_is_known_as_one(told: str) -> None:
    address = parse_address(told)
    assert str(address) == "postgresql://loa:***@h/d (tin)"
    assert (address.url.username, address.url.password) == ("loa", "bi-mat")
    assert "bi-mat" not in str(address.jobs)


def test_one_place_is_one_however_it_is_written() -> None:
    """Two newsrooms that name it both are refused."""
    told = ("h:5432/d", "H/d", "h/d?port=5432", "ai:bi-mat@h/d?sslmode=require")
    assert {parse_address(f"postgresql://{each}").place for each in told} == {"h:5432/d (loa)"}
    assert parse_address("postgresql://h:5433/d").place != parse_address("postgresql://h/d").place


def test_the_password_of_a_key_is_not_shown() -> None:
    address = parse_address("postgresql://loa@h/d?sslkey=/k&sslpassword=bi-mat")
    assert "bi-mat" not in str(address)
    assert address.url.query["sslpassword"] == "bi-mat"


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ('connection failed: FATAL: role "ai" does not exist', "sai tên hoặc mật khẩu"),
        ("connection failed: fe_sendauth: no password supplied", "sai tên hoặc mật khẩu"),
        ('connection failed: FATAL: database "tin" does not exist', "không có cơ sở dữ liệu ấy"),
        ("connection failed: server does not support SSL, but SSL was required", "SSL"),
        ('connection failed: root certificate file "/a" does not exist', "SSL"),
        ("connection failed: FATAL: no pg_hba.conf entry for host", "không cho tài khoản này"),
        ("failed to resolve host 'may': [Errno -2]", "không tìm thấy máy chủ"),
        ('invalid connection option "la"', "thông số sai"),
        ('invalid sslmode value: "la"', "thông số sai"),
        ("connection failed: Connection refused", "không trả lời"),
        ('relation "loa.articles" does not exist', 'báo lỗi: relation "loa.articles"'),
    ],
)
def test_a_servers_refusal_is_told_in_the_operators_words(said: str, meaning: str) -> None:
    error = OperationalError("SELECT 1", {}, Exception(said))
    assert meaning in explain(error, "postgresql://h/d (loa)").vi
