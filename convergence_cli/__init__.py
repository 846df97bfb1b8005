"""Assess a broadcaster against China's 2020 policy on deep media convergence."""

import os

__version__ = "0.1.0"

# openpyxl writes by lxml where that is installed, with every Chinese character as a number: files twice as large,
# other bytes than without it, and errors of another type. It reads this once, when it is first imported.
os.environ["OPENPYXL_LXML"] = "False"
