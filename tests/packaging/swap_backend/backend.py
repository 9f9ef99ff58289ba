# SPDX-License-Identifier: BSD-3-Clause
"""A build backend that needs nothing but nanobind: the wheel says which one it found."""

import zipfile
from importlib.metadata import version
from pathlib import Path

INFO = "swap_backend-1.0.dist-info"
WHEEL = "Wheel-Version: 1.0\nGenerator: backend\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
METADATA = "Metadata-Version: 2.1\nName: swap-backend\nVersion: 1.0\n"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    import nanobind

    header = (Path(nanobind.include_dir()) / "nanobind/nanobind.h").read_text(encoding="utf-8")
    level = 2 if "NB_DIALECT_LEVEL 2" in header else 3
    said = f"{version('nanobind')}\n{nanobind.__version__}\n{level}\n{nanobind.cmake_dir()}\n"
    name = "swap_backend-1.0-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory) / name, "w") as archive:
        archive.writestr("said.txt", said)
        archive.writestr(f"{INFO}/METADATA", METADATA)
        archive.writestr(f"{INFO}/WHEEL", WHEEL)
        archive.writestr(f"{INFO}/RECORD", "")
    return name
