"""A copy of a workbook with its problems in it: cells at fault coloured and commented, all problems on one sheet.

The parts of the file are changed in place, by lxml. To load the workbook and save it again, as openpyxl would,
loses what that library does not know (pictures, results of formulas), and a copy in which every other cell is
as it was is the point.
"""

from convergence_cli.questionnaire.mark.asked import AskedAt
from convergence_cli.questionnaire.mark.mark import mark

__all__ = ["AskedAt", "mark"]
