# SPDX-License-Identifier: BSD-3-Clause
"""What a hand-written build passes to the compiler: include paths, macros, the file name suffix."""

import sysconfig

from . import layout

#: The dialects that `--cflags` knows.
DIALECTS = layout.DIALECTS


def cflags(dialect: str = "native") -> "list[str]":
    """Return include paths and macros for one translation unit, the runtime's own included.

    Nothing about optimisation or the language version is among them: both are the caller's.
    """
    if dialect not in DIALECTS:
        raise ValueError(f"unknown dialect {dialect!r}, known: {', '.join(DIALECTS)}")
    python = sysconfig.get_paths()
    # platinclude holds pyconfig.h and differs from include on some distributions.
    ours = [*layout.dialect_include_dirs(dialect), layout.include_dir()]
    folders = dict.fromkeys([*ours, python["include"], python["platinclude"]])
    return [f"-I{folder}" for folder in folders] + ["-DSUTURE_LINKED"]


def extension_suffix() -> str:
    """Return the file name ending of extension modules of the running interpreter."""
    return str(sysconfig.get_config_var("EXT_SUFFIX"))
