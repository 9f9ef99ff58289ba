# SPDX-License-Identifier: BSD-3-Clause
"""Checks what the public headers include and how many macros they define. Compiles nothing.

The rings are abi.h, the core (include/suture and detail/) and the conversions (cast/ and std.h); a
lower ring never includes a higher one, and the core stays clear of costly standard headers.
"""

import re
import sys
from pathlib import Path

import report

#: Allowed under cast/ and in src/ only: each costs a large part of a bare Python.h.
COSTLY = frozenset(
    [
        *("algorithm", "filesystem", "functional", "iostream", "map", "memory", "mutex", "ostream"),
        *("regex", "set", "sstream", "stdexcept", "string", "unordered_map", "unordered_set"),
        *("variant", "vector"),
    ]
)

#: All that the C boundary may include.
ABI_ALLOWED = frozenset(["stddef.h", "stdint.h"])

#: Function-like macros in include/suture, by name.
MACRO_BUDGET = 25

INCLUDE = re.compile(r"^\s*#\s*include\s*([<\"])([^>\"]+)[>\"](.*)$")
MACRO = re.compile(r"^\s*#\s*define\s+(\w+)\(")


def headers(root: Path) -> "list[Path]":
    """Return every file below include/suture."""
    folder = root / "include" / "suture"
    return sorted(path for path in folder.rglob("*") if path.suffix in (".h", ".inc"))


def ring(name: str) -> int:
    """Return the ring of a header given its path below include/suture: 0 abi, 1 core, 2 cast."""
    if name == "abi.h":
        return 0
    return 2 if name.startswith("cast/") or name == "std.h" else 1


def resolve(header: Path, quoted: bool, target: str, folder: Path) -> "str | None":
    """Return the path below include/suture that an include means, or None for a foreign one."""
    if not quoted:
        return target[len("suture/") :] if target.startswith("suture/") else None
    path = (header.parent / target).resolve()
    try:
        return path.relative_to(folder.resolve()).as_posix()
    except ValueError:
        return None


def check_includes(root: Path, header: Path) -> "list[str]":
    """Return what one header includes against the rules."""
    folder = root / "include" / "suture"
    name = header.relative_to(folder).as_posix()
    here = ring(name)
    findings = []
    for number, line in enumerate(report.lines(header), 1):
        found = INCLUDE.match(line)
        if found is None:
            continue
        where = f"include/suture/{name}:{number}"
        target, rest = found.group(2), found.group(3)
        ours = resolve(header, found.group(1) == '"', target, folder)
        if ours is not None:
            # slots.inc is the table of the C boundary and belongs to it.
            if ring(ours) > here and not (here == 0 and ours == "slots.inc"):
                findings.append(f"{where}: includes {ours}, which is a higher layer")
            continue
        if here == 0 and target not in ABI_ALLOWED and not target.endswith("slots.inc"):
            findings.append(f"{where}: abi.h includes only stdint.h and stddef.h, not {target}")
        if here == 1 and target in COSTLY:
            findings.append(f"{where}: <{target}> belongs in cast/ or src/, it is costly to parse")
        # Python.h needs no reason, nor does the header that a conversion is named after.
        obvious = target == "Python.h" or name == f"cast/{target}.h"
        if found.group(1) == "<" and not obvious and not re.search(r"//\s*\S", rest):
            findings.append(f"{where}: say what <{target}> is for in a comment on the line")
    return findings


def check_macros(root: Path) -> "list[str]":
    """Return a finding if the headers define more function-like macros than the budget."""
    names = set()
    for header in headers(root):
        lines = report.lines(header)
        undefined = set(re.findall(r"^\s*#\s*undef\s+(\w+)", "\n".join(lines), re.MULTILINE))
        defined = {found.group(1) for line in lines if (found := MACRO.match(line))}
        # A file-local macro, undefined at the end, is no user's concern.
        names |= defined - undefined
    if len(names) <= MACRO_BUDGET:
        return []
    listed = ", ".join(sorted(names))
    return [f"include/suture: {len(names)} function-like macros, {MACRO_BUDGET} allowed: {listed}"]


def check(root: Path) -> "list[str]":
    """Return all findings on the public headers."""
    findings = [finding for header in headers(root) for finding in check_includes(root, header)]
    return findings + check_macros(root)


if __name__ == "__main__":
    sys.exit(report.run(check))
