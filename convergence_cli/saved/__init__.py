"""JSON reports read back: to be rendered again, compared, and held against, without the workbook."""
