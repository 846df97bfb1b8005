"""What the reading of one cell came to, or why it was refused."""

from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value


@value
class Said:
    """A value and the code of the note that says how it was read, if it was bent."""

    value: Answered
    note: str = ""


class RefusedError(Exception):
    """The code of the problem that a cell is, and the values that belong in its sentence.

    Where it was none of a few words, `meant` is what was typed and those of which one may be meant.
    """

    def __init__(self, code: str, meant: tuple[str, tuple[str, ...]] | None = None, **values: str) -> None:
        super().__init__(code)
        self.code, self.meant, self.values = code, meant, values
