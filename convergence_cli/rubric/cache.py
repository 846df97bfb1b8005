"""Keeps a validated framework from one run to the next, keyed by all that it was made from.

The key covers every byte of the YAML and of the code that reads it, so an entry is never stale. That nobody else
wrote an entry is for `shelf.py` to see, because a planted one could give any score; and as a second wall an entry can
only ever become values of `model/`: the unpickler refuses every other name, so that no entry can run anything.
"""

import hashlib
import io
import pickle
import sys
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from convergence_cli import shelf as shelves
from convergence_cli import value as value_module
from convergence_cli.model import change as change_types
from convergence_cli.model import display as display_types
from convergence_cli.model import expression as expression_types
from convergence_cli.model import framework as framework_types
from convergence_cli.model import question as question_types
from convergence_cli.model import score as score_types
from convergence_cli.model.framework import Framework
from convergence_cli.shelf import Shelf

_KIND = "framework"
_PACKAGE = Path(value_module.__file__).parent
_CODE = (
    _PACKAGE,
    _PACKAGE / "model",
    _PACKAGE / "functions",
    *(_PACKAGE / "rubric" / room for room in ("", "lint", "overlay")),
)


def key(files: dict[str, str]) -> str:
    """Identifies the framework that these files give with this code."""
    digest = hashlib.sha256(repr(sys.version_info).encode())
    for folder in _CODE:
        for path in sorted(folder.glob("*.py")):
            code = path.read_bytes()
            digest.update(f"{path.name}\0{len(code)}\0".encode() + code)
    for name, text in files.items():
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    return digest.hexdigest()


def get(shelf: Shelf, entry: str, sha256: str) -> Framework | None:
    """The kept framework if it is the one with this sha256, or None."""
    content = shelves.get(shelf, entry, _KIND)
    if content is None:
        return None
    try:
        kept = _Unpickler(io.BytesIO(content)).load()
        return kept if isinstance(kept, Framework) and kept.sha256 == sha256 else None
    except Exception:  # noqa: BLE001 - a pickle of another build can raise anything
        return None  # the YAML is read again


def put(shelf: Shelf, entry: str, framework: Framework) -> None:
    """Keep a framework."""
    shelves.put(shelf, entry, _KIND, pickle.dumps(framework, protocol=5))


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        for types in (framework_types, change_types, display_types, question_types, score_types, expression_types):
            found = getattr(types, name, None)
            if module == types.__name__ and isinstance(found, type) and is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a value of the model")
