"""What dbos says, as Loa's log has it."""

import logging
import sqlite3
import traceback
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import OperationalError

from service.jobs.dbos_log import DbosLog

DBOS_LOG = logging.getLogger("dbos")


@pytest.fixture(autouse=True)
def dbos_log() -> Iterator[DbosLog]:
    unrecorded: list[str] = []
    dbos_log = DbosLog(lambda job_id, _reason: unrecorded.append(job_id))
    dbos_log.start()
    yield dbos_log
    dbos_log.stop()
    assert not unrecorded, "no job runs here"


def test_an_error_is_one_line_with_its_reason_and_no_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    full = OperationalError(None, None, RuntimeError("disk is full"), code="e3q8")
    DBOS_LOG.error("It failed to launch:", exc_info=full)
    (record,) = caplog.records
    assert record.getMessage() == "dbos: It failed to launch: (builtins.RuntimeError) disk is full"
    assert record.exc_info is None
    assert record.levelno == logging.WARNING


def test_a_defect_keeps_its_level(caplog: pytest.LogCaptureFixture) -> None:
    DBOS_LOG.error("It broke:", exc_info=ZeroDivisionError("by nought"))
    assert [each.levelno for each in caplog.records] == [logging.ERROR]


def test_the_same_line_comes_once_an_hour(caplog: pytest.LogCaptureFixture) -> None:
    for minute in range(0, 120, 10):
        record = DBOS_LOG.makeRecord("dbos", logging.WARNING, "", 0, "No work: %s", ("full",), None)
        record.created = 60.0 * minute
        DBOS_LOG.handle(record)
    DBOS_LOG.warning("Something else")
    lines = [each.getMessage() for each in caplog.records]
    assert lines == ["dbos: No work: full"] * 2 + ["dbos: Something else"]


def test_one_trouble_of_the_database_is_one_line_without_the_statement(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for job, number in (("prune", 1), ("prune", 2), ("sweep", 3)):
        locked = sqlite3.OperationalError("database is locked")
        reason = OperationalError("UPDATE t SET n = ?", {"n": number}, locked)
        DBOS_LOG.error(f"Exception in background job {job}: {reason}")
        DBOS_LOG.warning("The queue was not read:", exc_info=reason)
    (record,) = caplog.records
    assert record.getMessage() == (
        "dbos: Exception in background job prune: (sqlite3.OperationalError) database is locked"
    )
    assert record.levelno == logging.WARNING


def test_a_traceback_that_dbos_writes_into_its_sentence_is_left_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    try:
        try:
            raise ConnectionError("timeout expired")
        except ConnectionError as e:
            raise OperationalError(None, None, e, code="e3q8") from e
    except OperationalError:
        DBOS_LOG.warning(f"Exception polling schedules: {traceback.format_exc()}")
    DBOS_LOG.warning("Traceback (most recent call last):")
    assert [each.getMessage() for each in caplog.records] == [
        "dbos: Exception polling schedules: sqlalchemy.exc.OperationalError: "
        "(builtins.ConnectionError) timeout expired",
        "dbos: Traceback (most recent call last):",
    ]
