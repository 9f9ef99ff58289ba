# SPDX-License-Identifier: BSD-3-Clause
"""Writes the build workloads `empty`, `func` and `class`: one program, spelled for each binding library.

`func`: one free function for each order of six parameter types. `class`: one struct for each order, with a constructor
of six arguments and one method. nanobind's documentation publishes figures for these two shapes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import generate_c

TYPES = ("uint16_t", "int32_t", "uint32_t", "int64_t", "uint64_t", "float")
LETTERS = "abcdef"


@dataclass(frozen=True)
class Dialect:
    """How one C++ binding library spells things."""

    namespace: str
    module: str  # the macro that opens a module
    core: str
    headers: tuple[tuple[str, str], ...]  # what a workload asks for -> the library's header
    member: str = "def_rw"
    property_: str = "def_prop_ro"

    def includes(self, *topics: str) -> str:
        """Include lines for the core and these topics, without repeats."""
        table = dict(self.headers)
        names = dict.fromkeys([self.core, *(table[topic] for topic in topics)])
        return "".join(f"#include <{name}>\n" for name in names)

    def open(self, name: str) -> str:
        """The first line of a module's body."""
        return f"{self.module}({name}, m) {{\n"


def _headers(folder: str) -> tuple[tuple[str, str], ...]:
    topics = ("complex", "string", "variant", "vector")
    return tuple((topic, f"{folder}/{topic}.h") for topic in topics)


DIALECTS = {
    "suture": Dialect("suture", "SUTURE_MODULE", "suture/suture.h", _headers("suture/cast")),
    "nanobind": Dialect("nanobind", "NB_MODULE", "nanobind/nanobind.h", _headers("nanobind/stl")),
    "pybind11": Dialect(
        "pybind11",
        "PYBIND11_MODULE",
        "pybind11/pybind11.h",
        (
            ("complex", "pybind11/complex.h"),
            ("string", "pybind11/stl.h"),
            ("variant", "pybind11/stl.h"),
            ("vector", "pybind11/stl.h"),
        ),
        member="def_readwrite",
        property_="def_property_readonly",
    ),
}


def orders(count: int) -> Iterator[tuple[str, ...]]:
    """The first `count` orders of the six parameter types."""
    return itertools.islice(itertools.permutations(TYPES), count)


def parameters(types: tuple[str, ...]) -> str:
    """A parameter list that names them a to f."""
    return ", ".join(f"{type_} {letter}" for type_, letter in zip(types, LETTERS, strict=True))


def empty(backend: str) -> str:
    """A module without content: the library's core."""
    if backend == "c":
        return generate_c.empty()
    dialect = DIALECTS[backend]
    return f"{dialect.includes()}\n{dialect.open('empty')}    (void)m;\n}}\n"


def functions(backend: str, count: int) -> str:
    """`count` functions of six arguments."""
    if backend == "c":
        return generate_c.functions(list(orders(count)))
    dialect = DIALECTS[backend]
    lines = [dialect.includes(), "#include <cstdint>\n\n", dialect.open("func")]
    for number, types in enumerate(orders(count)):
        body = "return a + b + c + d + e + f;"
        lines.append(f'    m.def("test_{number:04}", +[]({parameters(types)}) {{ {body} }});\n')
    return "".join([*lines, "}\n"])


def classes(backend: str, count: int) -> str:
    """`count` structs with a constructor of six arguments and a method."""
    if backend == "c":
        return generate_c.classes(list(orders(count)))
    dialect = DIALECTS[backend]
    bound = list(orders(count))
    lines = [dialect.includes(), "#include <cstdint>\n\n"]
    lines += [_struct(number, types) for number, types in enumerate(bound)]
    lines.append(dialect.open("class_"))
    space = dialect.namespace
    for number, types in enumerate(bound):
        name = f"test_{number:04}"
        lines.append(f'    {space}::class_<{name}>(m, "{name}")\n')
        lines.append(f"        .def({space}::init<{', '.join(types)}>())\n")
        lines.append(f'        .def("sum", &{name}::sum);\n')
    return "".join([*lines, "}\n"])


def _struct(number: int, types: tuple[str, ...]) -> str:
    name = f"test_{number:04}"
    members = "".join(f"    {type_} {letter};\n" for type_, letter in zip(types, LETTERS, strict=True))
    stores = ", ".join(f"{letter}({letter})" for letter in LETTERS)
    return (
        f"struct {name} {{\n{members}"
        f"    {name}({parameters(types)}) : {stores} {{}}\n"
        "    float sum() const { return a + b + c + d + e + f; }\n};\n\n"
    )
