# SPDX-License-Identifier: BSD-3-Clause
"""A setuptools project that asks nanobind for its folders and compiles the runtime by hand."""

from pathlib import Path

import nanobind
from setuptools import Extension, setup

runtime = Path(nanobind.source_dir()) / "nb_combined.cpp"

setup(
    ext_modules=[
        Extension(
            "_core",
            ["core.cpp", str(runtime)],
            include_dirs=[nanobind.include_dir()],
            extra_compile_args=["-std=c++17", "-O1", "-fvisibility=hidden"],
            language="c++",
        )
    ]
)
