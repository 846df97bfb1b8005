"""A table of an archive as a Parquet file, written by DuckDB: an extra, because nothing else here needs it."""

import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from convergence_cli.archive.export import Part
from convergence_cli.errors import ConfigError, problem

_TYPES = {"TEXT": ("VARCHAR", "string"), "INTEGER": ("BIGINT", "Int64"), "REAL": ("DOUBLE", "Float64")}
"""What DuckDB and what pandas call a type of SQLite's."""


def check_parquet() -> None:
    """Raises ConfigError where the package that writes Parquet is not installed."""
    if find_spec("duckdb") is None:
        raise ConfigError(problem("parquet-no-package"))


def written(parts: Iterable[Part]) -> bytes:
    """The content of the file; the rows of one part at a time are held as objects."""
    import duckdb
    import pandas as pd

    connection = duckdb.connect()
    try:
        for at, part in enumerate(parts):
            kinds = dict(part.columns)
            frame = pd.DataFrame(part.rows, columns=list(kinds))
            frame = frame.astype({name: _TYPES[kind][1] for name, kind in kinds.items()})
            connection.register("part", frame)
            if at == 0:
                columns = ", ".join(f'"{name}" {_TYPES[kind][0]}' for name, kind in kinds.items())
                connection.execute(f"CREATE TABLE whole ({columns})")
            connection.execute("INSERT INTO whole SELECT * FROM part")
            connection.unregister("part")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "table.parquet"
            connection.table("whole").write_parquet(str(path))
            return path.read_bytes()
    finally:
        connection.close()
