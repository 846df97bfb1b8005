"""A workbook opened by the reader of its format."""

from dataclasses import replace
from functools import cached_property

from convergence_cli.errors import WorkbookError
from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.extent import Tally
from convergence_cli.questionnaire.guard import Guarded, refused
from convergence_cli.questionnaire.workbook.sheet import Choose, Grid, Opened, Sheet
from convergence_cli.questionnaire.workbook.xlsx import Xlsx

_MOST_UNREADABLE = 2


class Book:
    """An opened workbook. A sheet is read when it is first asked for: option lists and guides never are."""

    def __init__(self, file: str, guarded: Guarded, bounds: Bounds) -> None:
        """Raises WorkbookError where the workbook's own list of sheets cannot be read in one way."""
        self.file = file
        self._sheets: dict[str, Sheet] = {}
        self.unreadable: set[str] = set()
        try:
            self._opened = _open(guarded, bounds)
        except RefusalError as refusal:
            raise refused(refusal, file) from None
        self._others = Tally(bounds)
        """What stands in sheets that may be anybody's."""
        self.names, self.hidden = self._opened.names, self._opened.hidden

    @cached_property
    def recalculates(self) -> bool:
        """Whether results of formulas may be out of date."""
        return self._opened.recalculates

    def sheet(self, name: str, choose: Choose | None = None) -> Sheet:
        """The cells of a sheet and what is known beside their values; raises WorkbookError.

        What `choose` says is for the first who asks for the sheet.
        """
        if name not in self._sheets:
            try:
                opened = self._opened
                # Only in an .xlsx do fewer columns cost less.
                found = opened.sheet(name, choose) if isinstance(opened, Xlsx) else opened.sheet(name)
                self._sheets[name] = found
            except RefusalError as refusal:
                raise refused(refusal, self.file) from None
        return self._sheets[name]

    def grid(self, name: str) -> Grid:
        """The values of a sheet; raises WorkbookError."""
        return self.sheet(name).grid

    def peek(self, name: str) -> Grid:
        """As `grid`, for a sheet that may be anybody's: one that cannot be read is blank, and `unreadable`.

        What stands in such sheets is counted apart, so that they take no room from ours, and one that is too large
        takes none from the others. After a few that cannot be read no more are tried: each takes its time.
        """
        if name in self._sheets:
            return self.grid(name)
        if name in self.unreadable or len(self.unreadable) >= _MOST_UNREADABLE:
            self.unreadable.add(name)
            return []
        ours, tally = self._opened.tally, replace(self._others)
        self._opened.tally = tally
        try:
            grid = self.grid(name)
        except WorkbookError:
            self.unreadable.add(name)
            return []
        finally:
            self._opened.tally = ours
        self._others = tally
        return grid


def _open(guarded: Guarded, bounds: Bounds) -> Opened:
    if guarded.kind == "xlsx":
        return Xlsx(guarded.package, bounds)
    if guarded.kind == "xlsb":
        from convergence_cli.questionnaire.workbook.xlsb import open_xlsb

        return open_xlsb(guarded.package, bounds)
    if guarded.kind == "ods":
        from convergence_cli.questionnaire.workbook.ods import open_ods

        return open_ods(guarded.part, bounds)
    from convergence_cli.questionnaire.workbook.xls import open_xls

    return open_xls(guarded.data, bounds)
