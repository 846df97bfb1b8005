"""The order of a workbook's sheets, and which of them is seen when it is opened."""

from collections.abc import Iterable

from convergence_cli.questionnaire.mark.package import Package, child, q

_SELECTED = b"tabSelected"


def show_first(package: Package, part: str, others: Iterable[str]) -> None:
    """Put a sheet before all others, and open the workbook there.

    It is the only one that is selected: of two, whatever is typed would go into both. Names that belong to one sheet
    (print areas, filters) count sheets by their places, and follow.
    """
    workbook = package.tree(package.main)
    listed = next(workbook.iter(q(workbook, "sheets")))
    before = list(listed)
    ours = next(item for item in before if any(package.target(package.main, value) == part for value in item.values()))
    listed.remove(ours)
    listed.insert(0, ours)
    places = {str(before.index(item)): str(place) for place, item in enumerate(listed)}
    for name in workbook.iter(q(workbook, "definedName")):
        place = name.get("localSheetId")
        if place is not None:
            name.set("localSheetId", places.get(place, place))
    for view in workbook.iter(q(workbook, "workbookView")):
        view.set("activeTab", "0")
        view.attrib.pop("firstSheet", None)
    for other in others:
        if other != part and _SELECTED in package.parts[other]:
            views = child(package.tree(other), "sheetViews")
            for view in () if views is None else views:
                view.attrib.pop(_SELECTED.decode(), None)
            package.put_away(other)
