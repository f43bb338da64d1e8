"""Which headers each cell of a table with headers of several levels has (HTML, ``headers``)."""

from collections.abc import Iterator, Mapping, Sequence

from service.outputs.content.grid import PlacedCell


class Headers:
    """The names of the headers of one table, and for each cell those that it has.

    Where one row of headers covers a column each, ``scope`` tells all there is, and no
    header has a name; nor has one without a ``prefix``.
    """

    def __init__(self, rows: Sequence[Sequence[PlacedCell]], head: int, prefix: str | None) -> None:
        self._names: dict[tuple[int, int], str] = {}
        self._of_column: dict[int, list[str]] = {}
        self._of_row: dict[int, list[str]] = {}
        heads = [each for row in rows[:head] for each in row if heads_columns(each)]
        sides = [each for row in rows[head:] for each in row if heads_row(each)]
        if prefix is None or not _has_levels(rows[:head], [*heads, *sides]):
            return
        for each in heads:
            for column in range(each.column, each.column + each.columns):
                self._of_column.setdefault(column, []).append(self._named(each, prefix))
        for each in sides:
            for row in range(each.row, each.row + each.rows):
                self._of_row.setdefault(row, []).append(self._named(each, prefix))

    def own_name(self, header: PlacedCell) -> Mapping[str, str]:
        """What names ``header``."""
        name = self._names.get((header.row, header.column))
        return {} if name is None else {"id": name}

    def of(self, cell: PlacedCell) -> Mapping[str, str]:
        """What says which headers ``cell`` has."""
        names = dict.fromkeys(self._told(cell))
        return {"headers": " ".join(names)} if names else {}

    def _told(self, cell: PlacedCell) -> Iterator[str]:
        for column in range(cell.column, cell.column + cell.columns):
            yield from self._of_column.get(column, ())
        for row in range(cell.row, cell.row + cell.rows):
            yield from self._of_row.get(row, ())

    def _named(self, header: PlacedCell, prefix: str) -> str:
        name = f"{prefix}o{len(self._names) + 1}"
        return self._names.setdefault((header.row, header.column), name)


def heads_columns(cell: PlacedCell) -> bool:
    """Whether ``cell``, of a row that heads the table, is a header: an empty one heads nothing."""
    return cell.cell.nodes != ()


def heads_row(cell: PlacedCell) -> bool:
    """Whether ``cell``, of a row below the head, is that row's header."""
    return cell.cell.header and cell.cell.nodes != ()


def _has_levels(head: Sequence[Sequence[PlacedCell]], headers: Sequence[PlacedCell]) -> bool:
    several = sum(row != [] for row in head) > 1
    return several or any(each.columns > 1 or each.rows > 1 for each in headers)
