"""The audit as a table for spreadsheets."""

from collections.abc import Iterable, Iterator

from service.model import AuditEntry
from service.outputs.sheet_line import sheet_line

COLUMNS = ("id", "at", "act", "subject", "detail", "who", "kind", "person")


def audit_lines(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """The heading and a line an act (RFC 4180), each as it comes; no cell runs as a formula."""
    yield sheet_line(COLUMNS)
    for each in entries:
        cells = (
            str(each.number),
            each.at.isoformat(),
            each.action,
            each.subject,
            each.detail,
            each.who,
            each.kind.value if each.kind else "",
            "" if each.person_id is None else str(each.person_id),
        )
        yield sheet_line(cells)
