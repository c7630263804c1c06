"""A table between two steps of an import: packed, and without what is never imported."""

import json
import zlib

from accounts.imports.headings import reason_never
from accounts.imports.reading import Row, Table


def pack(table: Table) -> bytes:
    """Keep the names of all columns, and the cells of those that may be imported at all."""
    never = {index for index, name in enumerate(table.columns) if reason_never(name)}
    rows = [[row.number, _without(never, row.cells)] for row in table.rows]
    kept = {"columns": table.columns, "rows": rows, "notes": table.notes}
    return zlib.compress(json.dumps(kept).encode(), level=1)


def _without(never: set[int], cells: tuple[str, ...]) -> list[str]:
    return ["" if index in never else cell for index, cell in enumerate(cells)]


def unpack(packed: bytes) -> Table:
    kept = json.loads(zlib.decompress(packed))
    return Table(
        columns=tuple(kept["columns"]),
        rows=tuple(Row(number, tuple(cells)) for number, cells in kept["rows"]),
        notes=tuple(kept["notes"]),
    )
