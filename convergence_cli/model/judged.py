"""One station judged, as far as it is held to gates and compared with others: whole, or packed as a batch keeps it."""

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.standing import Standing

Judged = Assessment | Standing
