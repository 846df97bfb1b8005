"""The way back: a `Framework` as the YAML that it could have been loaded from.

What has its default is left out. Loading what is written gives the same framework again, but for its sha256,
which goes by the bytes of the files, and for the bases that an overlay was laid on: they are merged into it.
"""

from dataclasses import MISSING
from decimal import Decimal
from typing import Any

import yaml

from convergence_cli.model.framework import Framework, FrameworkFile
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, measure_file
from convergence_cli.rubric.strict_yaml import Tree, plain

_WIDTH = 120
_TEXT, _WHOLE, _DECIMAL = (f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float"))


def files_of(framework: Framework) -> dict[str, str]:
    """File name -> text, `framework.yaml` first: what `load.read_files` would have read."""
    own = {name: as_tree(getattr(framework, name)) for name in _keys(FrameworkFile) if not _spare(framework, name)}
    measures = {measure_file(measure): as_tree(measure) for measure in framework.measures}
    return {name: as_yaml(tree) for name, tree in {FRAMEWORK_FILE: own, **measures}.items()}


def as_tree(node: Any) -> Any:
    """A value of the model as it stands in YAML: mappings, lists and plain values, without defaults."""
    if isinstance(node, dict):
        return {key: as_tree(child) for key, child in node.items()}
    if isinstance(node, tuple):
        return [as_tree(child) for child in node]
    if not hasattr(node, "__dataclass_fields__"):
        return node
    names = [name for name in _keys(type(node)) if not _spare(node, name)]
    return {name.rstrip("_"): as_tree(getattr(node, name)) for name in names}


def _keys(kind: Any) -> list[str]:
    return list(kind.__dataclass_fields__)


def _spare(node: Any, name: str) -> bool:
    """Whether a field has its default and need not be written."""
    field = node.__dataclass_fields__[name]
    default = field.default_factory() if field.default_factory is not MISSING else field.default
    return default is not MISSING and bool(getattr(node, name) == default)


def as_yaml(tree: Tree) -> str:
    """A tree as text that `strict_yaml.parse` reads as this tree."""
    return yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, default_flow_style=None, sort_keys=False, width=_WIDTH)


class _Dumper(yaml.CSafeDumper):
    """libyaml's emitter, with the narrow rules of `strict_yaml`: no aliases, no number but JSON's."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - what stands twice is written twice
        return True


def _text(dumper: _Dumper, text: str) -> Any:
    # Without quotes `50%` would come back as 0.5 and `2024` as a number.
    return dumper.represent_scalar(_TEXT, text, style=None if isinstance(plain(text), str) else '"')


def _number(dumper: _Dumper, number: float) -> Any:
    if number.is_integer():
        return dumper.represent_scalar(_WHOLE, str(int(number)))
    # Never 1e-05, which is text here.
    return dumper.represent_scalar(_DECIMAL, format(Decimal(repr(number)), "f"))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _number)
