"""Makes an offline bundle: a zip for Windows or a tar for Linux that installs without network, on any system.

`python packaging/bundle.py windows` writes `dist/convergence-VERSION-windows.zip`: the wheels of everything for each
Python of `PYTHONS`, a lock with their hashes, an example to try, and the two scripts that a station starts. Needs pip
and a package index; nothing of the target runs here.

pip judges markers such as `sys_platform == "win32"` by the system that it runs on. What the target needs besides is
found in the wheels' own metadata, for each of its Pythons, and a bundle from which something is missing is not made.
"""

import argparse
import email.parser
import gzip
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
PYTHONS = ("3.11", "3.12", "3.13")
# The oldest first: what is newest for it is there for the others too, so that all have one version of everything.
PLATFORMS = {
    "windows": ("win_amd64",),
    # pip takes wheels of the platforms that are named and of no older ones: those of glibc 2.17 to 2.28.
    "linux": (*(f"manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)), "manylinux2014_x86_64"),
}
MARKERS = {
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
}
# A console of a Chinese Windows reads a batch file in its own code page, from the first version on; UTF-8 after a
# `chcp` is misread by cmd before Windows 10.
ENCODINGS = {".bat": "gb18030", ".txt": "utf-8-sig"}
EXTRA = "pdf"
"""What the program can do besides, and a station without a network could not fetch."""
EXAMPLE = ("示例.xlsx", ROOT / "examples" / "typical-city.xlsx")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the bundles that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("systems", nargs="+", choices=sorted(PLATFORMS), metavar="windows|linux")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    asked = parser.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    for system in asked.systems:
        with tempfile.TemporaryDirectory() as work:
            wheels = gathered(system, Path(work))
            bundle = packed(system, wheels, asked.out)
        content = bundle.read_bytes()
        sys.stdout.write(f"{hashlib.sha256(content).hexdigest()}  {bundle.name}  {len(content) / 1e6:.1f} MB\n")


# --- wheels --------------------------------------------------------------------------------------


def build_command(folder: Path) -> list[str]:
    """Makes the wheel of this source tree."""
    return [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]


def download_command(system: str, python: str, folder: Path, wanted: Iterable[str], pins: Path | None) -> list[str]:
    """Fetches what is wanted, and what that needs, as wheels for one Python of a system."""
    platforms = (word for platform in PLATFORMS[system] for word in ("--platform", platform))
    held = ("--constraint", str(pins)) if pins else ()
    options = ("--python-version", python, "--implementation", "cp", "--only-binary=:all:", *held)
    return [sys.executable, "-m", "pip", "download", "--dest", str(folder), *platforms, *options, *wanted]


def gathered(system: str, work: Path) -> list[Path]:
    """The wheels for every Python, sorted by name, in one version each; raises RuntimeError where that cannot be."""
    run(build_command(work))
    (own,) = work.glob("*.whl")
    pins: Path | None = None
    for python in PYTHONS:
        folder = work / python
        folder.mkdir()
        wanted = {f"{own}[{EXTRA}]"}
        while wanted:
            run(download_command(system, python, folder, sorted(wanted), pins))
            missing = needed(system, python, sorted(folder.glob("*.whl")))
            if missing & wanted:
                raise RuntimeError(f"{system}, Python {python}: no wheel of {', '.join(sorted(missing))}")
            wanted = missing
        if pins is None:
            pins = work / "pins.txt"
            pins.write_text("".join(f"{name}=={version}\n" for name, version in versions(folder.glob("*.whl"))))
    found = {path.name: path for path in work.glob("*/*.whl")}
    each = versions(found.values())
    if len({name for name, _ in each}) < len(each):
        raise RuntimeError(f"{system}: not one version for every Python: {each}")
    return [found[name] for name in sorted(found)]


def run(command: Sequence[str]) -> None:
    """Run pip; its output is shown, and a failure ends the run."""
    subprocess.run(command, check=True, stdout=sys.stderr)


def versions(wheels: Iterable[Path]) -> list[tuple[str, str]]:
    """Name and version of each wheel."""
    parsed = (parse_wheel_filename(path.name) for path in wheels)
    return sorted({(str(name), str(version)) for name, version, *_ in parsed})


def needed(system: str, python: str, wheels: Sequence[Path]) -> set[str]:
    """What wheels need on a Python of a system, by their metadata, and is not among them."""
    there = {name for name, _ in versions(wheels)}
    environment = MARKERS[system] | {"python_version": python, "python_full_version": f"{python}.0"}
    asked = ((path, Requirement(line)) for path in wheels for line in requirements(path))
    return {
        f"{requirement.name}{requirement.specifier}"
        for path, requirement in asked
        if canonicalize_name(requirement.name) not in there
        and (requirement.marker is None or requirement.marker.evaluate(environment | {"extra": extra_of(path)}))
    }


def extra_of(wheel: Path) -> str:
    """Which extra is asked for: of the program itself the one, of all others none."""
    return EXTRA if wheel.name.startswith("convergence_cli-") else ""


def requirements(wheel: Path) -> list[str]:
    """What a wheel says that it needs."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        return email.parser.BytesParser().parsebytes(archive.read(name)).get_all("Requires-Dist", [])


def lock(wheels: Iterable[Path]) -> str:
    """A requirements file with the hash of every wheel: pip takes these and no others."""
    hashes: dict[tuple[str, str], list[str]] = {}
    for path in wheels:
        (key,) = versions([path])
        hashes.setdefault(key, []).append(hashlib.sha256(path.read_bytes()).hexdigest())
    return "".join(
        f"{name}=={version}" + "".join(f" \\\n    --hash=sha256:{each}" for each in sorted(found)) + "\n"
        for (name, version), found in sorted(hashes.items())
    )


# --- the bundle ----------------------------------------------------------------------------------


def contents(system: str, wheels: Sequence[Path]) -> Iterator[tuple[str, bytes, bool]]:
    """Name within the bundle, content, and whether it is run."""
    for path in sorted((HERE / system).iterdir()):
        encoding = ENCODINGS.get(path.suffix, "utf-8")
        text = path.read_text("utf-8")
        if system == "windows":
            text = text.replace("\n", "\r\n")
        yield path.name, text.encode(encoding), path.suffix == ".sh"
    name, example = EXAMPLE
    yield name, example.read_bytes(), False
    yield "requirements.lock", lock(wheels).encode(), False
    yield from ((f"wheels/{path.name}", path.read_bytes(), False) for path in wheels)


def packed(system: str, wheels: Sequence[Path], out: Path) -> Path:
    """The bundle of these wheels; the same wheels give the same bytes."""
    (version,) = (version for name, version in versions(wheels) if name == "convergence-cli")
    stem = f"convergence-{version}-{system}"
    files = [(f"{stem}/{name}", content, runs) for name, content, runs in contents(system, wheels)]
    bundle = out / f"{stem}.{'zip' if system == 'windows' else 'tar.gz'}"
    bundle.write_bytes(zipped(files) if system == "windows" else tarred(files))
    return bundle


def zipped(files: Iterable[tuple[str, bytes, bool]]) -> bytes:
    """Names in Chinese are marked as UTF-8, as Windows has read them since 8."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content, _ in files:
            part = zipfile.ZipInfo(name, _EPOCH)
            part.create_system, part.external_attr = 3, 0o644 << 16
            part.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
    return target.getvalue()


def tarred(files: Iterable[tuple[str, bytes, bool]]) -> bytes:
    """What is run may be run; nothing says who made it, or when."""
    target = io.BytesIO()
    packer = gzip.GzipFile(fileobj=target, mode="wb", mtime=0, compresslevel=1)
    with packer, tarfile.open(fileobj=packer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content, runs in files:
            part = tarfile.TarInfo(name)
            part.size, part.mode = len(content), 0o755 if runs else 0o644
            archive.addfile(part, io.BytesIO(content))
    return target.getvalue()


if __name__ == "__main__":
    main()
