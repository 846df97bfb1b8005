"""What the reading of one cell came to, or why it was refused."""

from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value


@value
class Said:
    """A value and the code of the note that says how it was read, if it was bent."""

    value: Answered
    note: str = ""


class RefusedError(Exception):
    """The code of the problem that a cell is, and the values that belong in its sentence."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values
