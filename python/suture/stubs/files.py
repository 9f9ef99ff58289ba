# SPDX-License-Identifier: BSD-3-Clause
"""From module names to files: importing, walking submodules, and where each stub goes."""

import importlib
import os
import sys
import types
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Optional

from .error import StubError
from .patterns import read_patterns
from .stub import Options, Stub


@dataclass
class Request:
    """What the command line asks for."""

    modules: "list[str]"
    options: Options = field(default_factory=Options)
    output_file: "Optional[Path]" = None
    output_dir: "Optional[Path]" = None
    import_path: "list[Path]" = field(default_factory=list)
    pattern_files: "list[Path]" = field(default_factory=list)
    marker_files: "list[Path]" = field(default_factory=list)
    recursive: bool = False


def check(request: Request) -> None:
    """Raise StubError unless the request makes sense."""
    if not request.modules:
        raise StubError("name a module with '-m MODULE'")
    if request.output_file is not None:
        if request.output_dir is not None:
            raise StubError("'-o' and '-O' exclude each other: name a file or a folder")
        if len(request.modules) > 1 or request.recursive:
            raise StubError("'-o' takes the stub of one module: name a folder with '-O' for several")


def write_stubs(request: Request, say: "Callable[[str], None]" = lambda line: None) -> "list[Path]":
    """Write the stubs that are asked for and return their paths."""
    check(request)
    request.options.patterns += [rule for path in request.pattern_files for rule in read_patterns(path)]
    os.environ[request.options.conventions.environment] = "1"
    sys.path[:0] = [str(path) for path in request.import_path]
    written = []
    for name in request.modules:
        say(f'Module "{name}" ..')
        say("  - importing ..")
        written += _write_module(_import(name), request, say)
    for rule in request.options.patterns:
        if not rule.matches:
            say(f"  - warning: the pattern {rule.query.pattern!r} matches nothing")
    for marker in request.marker_files:
        say(f'  - writing marker file "{marker}" ..')
        _write(marker, "")
    return written


def _import(name: str) -> types.ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and (name == error.name or name.startswith(error.name + ".")):
            raise StubError(f"no module named {name!r}: add its folder with '-i PATH'") from None
        raise StubError(f"cannot import {name!r}: it needs the module {error.name!r}, install it") from None
    except Exception as error:  # whatever a module does when it is imported
        reason = " ".join(str(error).split())
        raise StubError(f"cannot import {name!r}: {type(error).__name__}: {reason}; a stub needs the import") from None


def _write_module(module: types.ModuleType, request: Request, say: "Callable[[str], None]") -> "list[Path]":
    written: list[Path] = []
    waiting, seen = [module], {module.__name__}
    while waiting:
        current = waiting.pop(0)
        say("  - analyzing .." if current is module else f'  - analyzing "{current.__name__}" ..')
        stub = Stub(current, request.options)
        stub.put(current)
        new = [sub for sub in stub.submodules if sub.__name__ not in seen] if request.recursive else []
        if not request.recursive and any(getattr(sub, "__file__", None) is None for sub in stub.submodules):
            say("  - note: the module has submodules, whose stubs '-r' writes")
        path = _path(current, module, bool(stub.submodules), request)
        say(f'  - writing stub "{path}" ..')
        _write(path, stub.get())
        written.append(path)
        for sub in new:
            if sub.__name__ not in seen:
                seen.add(sub.__name__)
                waiting.append(sub)
    return written


def _path(current: types.ModuleType, root: types.ModuleType, has_submodules: bool, request: Request) -> Path:
    """Return the file of a module's stub."""
    if request.output_file is not None:
        return request.output_file
    as_package = hasattr(current, "__path__") or (request.recursive and has_submodules)
    if request.output_dir is None:
        return _beside(current, as_package)
    # The folder is that of a package; an extension module with submodules has one of its own in it.
    above = root.__name__ if hasattr(root, "__path__") else root.__name__.rpartition(".")[0]
    below = [part for part in current.__name__[len(above) :].split(".") if part]
    folder = request.output_dir.joinpath(*below)
    return folder / "__init__.pyi" if as_package else folder.with_name(folder.name + ".pyi")


def _beside(module: types.ModuleType, as_package: bool) -> Path:
    """Return the place of a stub beside the module that it describes."""
    name, _, last = module.__name__.rpartition(".")
    file = getattr(module, "__file__", None)
    if file is None:
        parent = sys.modules.get(name)
        if parent is None:
            raise StubError(f"{module.__name__!r} has no file: name the stub's place with '-o FILE' or '-O PATH'")
        # A submodule that an extension module makes: in the folder of the parent's stub.
        folder = _beside(parent, True).parent
        return folder / last / "__init__.pyi" if as_package else folder / f"{last}.pyi"
    path = Path(file)
    if path.stem == "__init__":
        return path.with_suffix(".pyi")
    if as_package:
        return path.parent / last / "__init__.pyi"
    return path.parent / f"{last}.pyi"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StubError(f"cannot write {str(path)!r}: {error.strerror}") from None
