"""Results kept over years in one file of open, typed tables, which any program that reads SQLite can open.

Measured on ten runs of 3,000 stations (docs/provinces.md): SQLite answers a province's questions in a fraction of a
second, needs no package, and is what archives of data are kept in; DuckDB is smaller and faster over all rows at once,
for a package of 25 MB that whoever opens the file in ten years would need as well.
"""
