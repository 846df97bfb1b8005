"""The languages of the program; a file of its own because the command line needs no more of the model to start."""

from typing import Literal

Language = Literal["zh", "en"]
