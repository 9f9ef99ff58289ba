# SPDX-License-Identifier: BSD-3-Clause
"""Runs Suture's stub tool, in nanobind's conventions, from the files beside this one: Suture need not be installed."""

import importlib.util
import sys
from pathlib import Path


def load() -> None:
    """Make the package `suture` importable: from the wheel or the checkout that this file belongs to."""
    if "suture" in sys.modules:
        return
    root = Path(__file__).resolve().parents[2]
    for package in (root, root / "python" / "suture"):
        if (package / "cli.py").is_file():
            break
    else:
        sys.exit(f"stubgen: the package suture is not beside {root}: the installation is incomplete, reinstall suture")
    # Not through sys.path: the folder above a wheel's files holds everything else that is installed.
    spec = importlib.util.spec_from_file_location(
        "suture", package / "__init__.py", submodule_search_locations=[str(package)]
    )
    if spec is None or spec.loader is None:
        sys.exit(f"stubgen: {package} is no package")
    module = importlib.util.module_from_spec(spec)
    sys.modules["suture"] = module
    spec.loader.exec_module(module)


def main() -> None:
    """Hand the arguments of this process to the tool."""
    load()
    from suture.stubs import nanobind_api

    sys.exit(nanobind_api.main())


if __name__ == "__main__":
    # The folder of this script comes first on the path otherwise, and its `python/` means nothing there.
    sys.path[:] = [entry for entry in sys.path if entry != str(Path(__file__).resolve().parent)]
    main()
