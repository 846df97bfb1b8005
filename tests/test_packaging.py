"""The offline bundles: what pip is asked for, what is in them, and what the scripts do, without a package index."""

import hashlib
import importlib.util
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from conftest import ROOT

SCRIPTS = {"windows": ("安装.bat", "把问卷拖到这里.bat"), "linux": ("install.sh",)}


@pytest.fixture(scope="module")
def bundle() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bundle", ROOT / "packaging" / "bundle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wheel(folder: Path, name: str, *requires: str) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    lines = "".join(f"Requires-Dist: {line}\n" for line in requires)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{lines}"
        )
    return path


@pytest.mark.parametrize("system", SCRIPTS)
def test_wheels_are_asked_for_by_platform_and_python(bundle: ModuleType, system: str) -> None:
    """Never a source: nothing of the target is built, and what was pinned for the first Python holds for all."""
    command = bundle.download_command(system, "3.12", Path("w"), ["a"], Path("pins.txt"))
    assert command[:4] == [sys.executable, "-m", "pip", "download"]
    asked = " ".join(command)
    assert "--python-version 3.12" in asked
    assert "--only-binary=:all:" in command
    assert "--constraint pins.txt" in asked
    assert {"windows": "--platform win_amd64", "linux": "--platform manylinux2014_x86_64"}[system] in asked
    assert bundle.PYTHONS == ("3.11", "3.12", "3.13")


def test_what_only_the_target_needs_is_found(bundle: ModuleType, tmp_path: Path) -> None:
    """pip judges markers by the system that it runs on; an extra that nobody asks for is not needed."""
    one = wheel(
        tmp_path,
        "one",
        'colorama; sys_platform == "win32"',
        'old; python_version < "3.12"',
        'more; extra == "test"',
        "two>=1",
    )
    two = wheel(tmp_path, "two")
    assert bundle.needed("windows", "3.12", [one, two]) == {"colorama"}
    assert bundle.needed("linux", "3.11", [one, two]) == {"old"}
    assert bundle.needed("linux", "3.13", [one]) == {"two>=1"}
    own = wheel(tmp_path, "convergence_cli", 'typst; extra == "pdf"', 'distributed; extra == "dask"')
    assert bundle.needed("windows", "3.12", [own]) == {"typst"}


@pytest.mark.parametrize("system", SCRIPTS)
def test_a_bundle_holds_what_its_scripts_name(bundle: ModuleType, system: str, tmp_path: Path) -> None:
    """Wheels with a lock of their hashes, an example, the scripts; made twice it is the same to the byte."""
    wheels = [wheel(tmp_path, "convergence_cli", "two"), wheel(tmp_path, "two")]
    path = bundle.packed(system, wheels, tmp_path)
    first = path.read_bytes()
    assert bundle.packed(system, wheels, tmp_path).read_bytes() == first
    files = unpacked(path)
    named = {f"wheels/{each.name}" for each in wheels} | {"requirements.lock", "示例.xlsx", *SCRIPTS[system]}
    assert named <= files.keys()
    lock = files["requirements.lock"].decode()
    assert lock.startswith("convergence-cli==1.0 \\\n    --hash=sha256:")
    assert all(hashlib.sha256(each.read_bytes()).hexdigest() in lock for each in wheels)
    install = files[SCRIPTS[system][0]].decode("gb18030" if system == "windows" else "utf-8")
    for word in (
        "--no-index",
        "--find-links wheels",
        "--require-hashes -r requirements.lock",
        "-m venv venv",
        "示例.xlsx",
    ):
        assert word in install


def unpacked(path: Path) -> dict[str, bytes]:
    """The files below the one folder of a bundle."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    with tarfile.open(path) as pack:
        parts = {part.name.partition("/")[2]: part for part in pack.getmembers()}
        assert parts["install.sh"].mode & 0o111
        return {name: part.read() for name, each in parts.items() if (part := pack.extractfile(each))}


@pytest.mark.parametrize("name", SCRIPTS["windows"])
def test_a_batch_file_is_what_cmd_reads(bundle: ModuleType, name: str, tmp_path: Path) -> None:
    """GBK with CRLF, the code page first; every label is there; paths that a person chose stand in quotes."""
    path = bundle.packed("windows", [wheel(tmp_path, "convergence_cli")], tmp_path)
    content = unpacked(path)[name]
    text = content.decode("gbk")
    lines = text.split("\r\n")
    assert "\n" not in "".join(lines)
    assert lines[:2] == ["@echo off", "chcp 936 >nul"]
    assert set(re.findall(r"goto (\w+)", text)) == set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert all(found in ('"%~1"', '"%~dpn1-差距报告.html"') for found in re.findall(r'"?%~(?:1|dpn1)[^" ]*"?', text))
    assert "pause" in text


def test_the_shell_script_is_sound() -> None:
    subprocess.run(["sh", "-n", ROOT / "packaging" / "linux" / "install.sh"], check=True)


def test_the_release_makes_both_by_the_script_with_pinned_actions(bundle: ModuleType) -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    steps = yaml.safe_load(text)["jobs"]["bundles"]["steps"]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)
    assert f"python packaging/bundle.py {' '.join(sorted(bundle.PLATFORMS, reverse=True))}" in text
