# SPDX-License-Identifier: BSD-3-Clause
"""Stand-ins for the distribution nanobind: wheels that only point to Suture's files.

Each release that a project may ask for has one, with the local version `+suture`: installers rank
3.1.0+suture above 3.1.0 and take it for `nanobind==3.1.0`. The wheels lie in a temporary folder.
"""

import base64
import hashlib
import zipfile
from pathlib import Path

from .. import layout

#: The releases of nanobind whose interface the dialect speaks, the newest last.
RELEASES = (
    *("2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0", "2.5.0", "2.6.0", "2.6.1", "2.7.0", "2.8.0", "2.9.0", "2.9.1"),
    *("2.9.2", "2.10.0", "2.10.1", "2.10.2", "2.11.0", "2.12.0", "2.13.0", "2.14.0", "2.15.0"),
    *("3.0.0", "3.0.1", "3.1.0"),
)

#: Lines that keep an installer from a later release, which would rank above every stand-in.
CONSTRAINT = ",".join(
    [
        f"nanobind<={RELEASES[-1]}",
        *(f"!=2.15.{patch}" for patch in range(1, 10)),
        *(f"!=2.{minor}.*" for minor in range(16, 40)),
        *(f"!=3.0.{patch}" for patch in range(2, 10)),
    ]
)

WHEEL = "Wheel-Version: 1.0\nGenerator: suture\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
METADATA = "Metadata-Version: 2.1\nName: nanobind\nVersion: {version}\nSummary: Suture in place of nanobind\n"
FORWARD = """\
# Suture in place of nanobind {release}.
set(NB_DIALECT_VERSION {release})
include("{file}")
"""


LEVEL = """\
// Suture in place of nanobind {release}.
#ifndef NB_DIALECT_LEVEL
#    define NB_DIALECT_LEVEL 2
#endif
#include "{file}"
"""


def headers(release: str) -> "dict[str, str]":
    """Return headers that select nanobind 2's meaning, by path; none where that is not asked for."""
    if not release.startswith("2."):
        return {}
    folder = layout.dialect_dir("nanobind") / "include"
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".h", ".inl")]
    return {
        path.relative_to(folder).as_posix(): LEVEL.format(release=release, file=path.as_posix())
        for path in paths
        if "detail" not in path.relative_to(folder).parts[1:2]
    }


def forwards(release: str) -> "dict[str, str]":
    """Return CMake files that lead to Suture's, as that release."""
    cmake = Path(layout.cmake_dir("nanobind"))
    names = ("nanobind-config.cmake", "nanobind-config-version.cmake")
    return {name: FORWARD.format(release=release, file=(cmake / name).as_posix()) for name in names}


def package_files(release: str) -> "dict[str, str]":
    """Return the files of the package `nanobind` that stands in for a release, by path."""
    dialect = layout.dialect_dir("nanobind")
    source = dialect / "python" / "nanobind"
    files = {f"nanobind/{path.name}": path.read_text(encoding="utf-8") for path in sorted(source.glob("*.py"))}
    files["nanobind/py.typed"] = ""
    files["nanobind/suture-home.txt"] = f"{dialect}\n"
    files["nanobind/suture-version.txt"] = f"{release}\n"
    files.update({f"nanobind/cmake/{name}": text for name, text in forwards(release).items()})
    files.update({f"nanobind/include/{name}": text for name, text in headers(release).items()})
    return files


def write_package(folder: Path, release: str = RELEASES[-1]) -> None:
    """Write the package into `folder`, without a distribution's metadata: for PYTHONPATH."""
    for name, text in package_files(release).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def write_wheel(folder: Path, release: str) -> Path:
    """Write the wheel that stands in for a release."""
    version = f"{release}+suture"
    info = f"nanobind-{version}.dist-info"
    files = package_files(release)
    files[f"{info}/METADATA"] = METADATA.format(version=version)
    files[f"{info}/WHEEL"] = WHEEL
    record = []
    for name, text in files.items():
        data = text.encode()
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record.append(f"{name},sha256={digest},{len(data)}")
    record.append(f"{info}/RECORD,,")
    path = folder / f"nanobind-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr(f"{info}/RECORD", "\n".join(record) + "\n")
    return path


def write_wheels(folder: Path) -> None:
    """Write a stand-in of every release."""
    folder.mkdir(parents=True, exist_ok=True)
    for release in RELEASES:
        write_wheel(folder, release)
