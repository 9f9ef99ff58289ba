# SPDX-License-Identifier: BSD-3-Clause
"""The part of the build that pyproject.toml cannot say: the extension and its flags."""

import os

from setuptools import Extension, setup

import suture

FLAGS = ["/std:c++17", "/EHsc"] if os.name == "nt" else ["-std=c++17", "-Os", "-fvisibility=hidden"]

setup(
    ext_modules=[
        Extension(
            "example_setuptools._core",
            ["src/example_setuptools/_core.cpp"],
            # All that include-only linking needs.
            include_dirs=[suture.include_dir()],
            extra_compile_args=FLAGS,
            language="c++",
        )
    ]
)
