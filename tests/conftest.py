# SPDX-License-Identifier: BSD-3-Clause
"""Puts the built extension modules on the path and selects what a partial build can run.

SUTURE_TEST_BUILD  folder of the built modules (default: build/release/tests or build/dev/tests)
SUTURE_TEST_SMOKE  if set, only the topics of smoke.txt are collected
"""

import os
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent


def built_modules() -> Path:
    """Return the folder with the extension modules, the newest build unless one is named."""
    named = os.environ.get("SUTURE_TEST_BUILD")
    if named:
        return Path(named).resolve()
    candidates = [ROOT / "build" / preset / "tests" for preset in ("release", "dev")]
    found = [folder for folder in candidates if folder.is_dir()]
    return max(found, key=lambda folder: folder.stat().st_mtime, default=candidates[0])


def smoke_stems() -> "list[str]":
    """Return the topics of the smoke set."""
    lines = (TESTS / "smoke.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


sys.path[:0] = [str(built_modules()), str(TESTS)]


def pytest_ignore_collect(collection_path: Path) -> "bool | None":
    """Leave out what is no topic of the smoke set, if that is what is asked for."""
    if not os.environ.get("SUTURE_TEST_SMOKE") or not collection_path.name.startswith("test_"):
        return None
    topic = collection_path.relative_to(TESTS).with_suffix("").as_posix()
    return True if topic not in {f"test_{stem}" for stem in smoke_stems()} else None
