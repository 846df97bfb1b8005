"""Where goldens are, and what stands in them for a digest."""

import re
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent / "golden"
SHA = re.compile(r"[0-9a-f]{64}")
