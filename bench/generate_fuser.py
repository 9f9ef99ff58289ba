# SPDX-License-Identifier: BSD-3-Clause
"""Writes the build workload `nvfuser`: bindings of the shape that a tensor-fusion engine has.

Classes with a hierarchy, enums, and several hundred overloads over tensors and a variant of scalars, with keyword
arguments, defaults and long docstrings. The engine itself is not there: every operation ends in one function outside
the bindings, so that what is measured is binding code.
"""

from __future__ import annotations

from dataclasses import dataclass

from generate import DIALECTS, Dialect

_WORDS = (
    "tensor axis reduction broadcast stride layout domain producer consumer fusion kernel schedule element shape"
    " contiguous symbolic constant output input allocation memory vector warp block grid dimension index alias"
).split()


@dataclass(frozen=True)
class Shape:
    """How much of everything the module holds."""

    classes: int
    enums: int
    binary: int  # operations with three overloads
    unary: int  # operations with two overloads
    reductions: int  # operations with two overloads
    docstring: int  # bytes of a docstring of an operation

    @property
    def overloads(self) -> int:
        """Registered overloads of free functions."""
        return 3 * self.binary + 2 * (self.unary + self.reductions)


FULL = Shape(classes=40, enums=13, binary=60, unary=40, reductions=27, docstring=168)
QUICK = Shape(classes=8, enums=3, binary=6, unary=4, reductions=3, docstring=168)

_PRELUDE = """
#include <complex>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <variant>
#include <vector>

struct Val {
    int64_t id = 0;
    std::string label;
    virtual ~Val() = default;
    bool is_symbolic() const { return id != 0; }
};
struct Tensor : Val {
    int64_t rank = 0;
    std::vector<int64_t> extents;
};
using Scalar = std::variant<Val *, bool, int64_t, double, std::complex<double>>;
using Operand = std::variant<Tensor *, Scalar>;
enum class DType { Null, Bool, Int32, Int64, Half, BFloat16, Float, Double, ComplexFloat, ComplexDouble };

__attribute__((noinline)) static Tensor *record(int operation, std::initializer_list<Operand> operands) {
    static Tensor result;
    result.id += operation + int64_t(operands.size());
    return &result;
}
__attribute__((noinline)) static Tensor *reduce(int operation, Tensor *input, const std::vector<int64_t> &axes,
                                               bool keep_dims, DType dtype) {
    input->rank += operation + int64_t(axes.size()) + keep_dims + int(dtype);
    return input;
}
"""


def source(backend: str, shape: Shape) -> str:
    """The whole translation unit for one C++ binding library."""
    dialect = DIALECTS[backend]
    parts = [dialect.includes("complex", "string", "variant", "vector"), _PRELUDE]
    parts += [_enum_type(number) for number in range(shape.enums - 1)]
    parts += [_class_type(number) for number in range(shape.classes - 2)]
    parts.append(f"\nnamespace lib = {dialect.namespace};\nusing namespace lib::literals;\n\n")
    parts += [
        _bind_enums(shape),
        _bind_values(dialect),
        _bind_classes(dialect, shape),
        _bind_operations(dialect, shape),
    ]
    parts.append(dialect.open("nvfuser"))
    parts.append("    bind_enums(m);\n    bind_values(m);\n    bind_classes(m);\n    bind_operations(m);\n}\n")
    return "".join(parts)


def docstring(seed: int, size: int) -> str:
    """`size` bytes of words, different for each seed and the same in every run."""
    words: list[str] = []
    length, state = 0, seed * 7919 + 1
    while length < size:
        state = (state * 1103515245 + 12345) % 2**31
        words.append(_WORDS[(state >> 8) % len(_WORDS)])
        length += len(words[-1]) + 1
    return " ".join(words)[: size - 1].capitalize() + "."


def _enum_type(number: int) -> str:
    values = ", ".join(f"value_{index}" for index in range(5 + number % 4))
    return f"enum class Mode{number} {{ {values} }};\n"


def _class_type(number: int) -> str:
    mode = f"Mode{number % 2}"
    return f"""
struct Node{number} : Val {{
    int64_t extent = 0;
    double weight = 1.0;
    bool parallel = false;
    {mode} mode = {mode}::value_0;
    explicit Node{number}(int64_t extent, double weight) : extent(extent), weight(weight) {{}}
    Node{number} *split(int64_t factor, bool inner) {{ extent /= factor + inner; return this; }}
    void merge(const Node{number} &other) {{ extent *= other.extent; }}
    void reorder(const std::vector<int64_t> &order) {{ extent += int64_t(order.size()); }}
    std::string describe() const {{ return label; }}
    double cost() const {{ return weight * double(extent); }}
}};
"""


def _bind_enums(shape: Shape) -> str:
    dtypes = "Null Bool Int32 Int64 Half BFloat16 Float Double ComplexFloat ComplexDouble".split()
    lines = ["static void bind_enums(lib::module_ &m) {\n"]
    lines.append(f'    lib::enum_<DType>(m, "DType", "{docstring(900, 100)}")')
    lines += [f'\n        .value("{name}", DType::{name})' for name in dtypes]
    lines.append(";\n")
    for number in range(shape.enums - 1):
        lines.append(f'    lib::enum_<Mode{number}>(m, "Mode{number}", "{docstring(901 + number, 100)}")')
        for index in range(5 + number % 4):
            lines.append(f'\n        .value("value_{index}", Mode{number}::value_{index})')
        lines.append(";\n")
    return "".join([*lines, "}\n\n"])


def _bind_values(dialect: Dialect) -> str:
    return f"""\
static void bind_values(lib::module_ &m) {{
    lib::class_<Val>(m, "Val", "{docstring(800, 120)}")
        .def(lib::init<>())
        .{dialect.member}("label", &Val::label)
        .{dialect.property_}("is_symbolic", &Val::is_symbolic, "{docstring(801, 80)}");
    lib::class_<Tensor, Val>(m, "Tensor", "{docstring(802, 120)}")
        .def(lib::init<>())
        .{dialect.member}("rank", &Tensor::rank)
        .{dialect.member}("extents", &Tensor::extents);
}}

"""


def _bind_classes(dialect: Dialect, shape: Shape) -> str:
    lines = ["static void bind_classes(lib::module_ &m) {\n"]
    for number in range(shape.classes - 2):
        name = f"Node{number}"
        docs = [docstring(1000 + 10 * number + index, 80) for index in range(7)]
        lines.append(f"""\
    lib::class_<{name}, Val>(m, "{name}", "{docs[0]}")
        .def(lib::init<int64_t, double>(), "extent"_a, "weight"_a = 1.0, "{docs[1]}")
        .def("split", &{name}::split, "factor"_a, "inner"_a = true, {_reference(dialect)}_internal, "{docs[2]}")
        .def("merge", &{name}::merge, "other"_a, "{docs[3]}")
        .def("reorder", &{name}::reorder, "order"_a, "{docs[4]}")
        .def("__repr__", &{name}::describe)
        .{dialect.member}("extent", &{name}::extent, "{docs[5]}")
        .{dialect.member}("parallel", &{name}::parallel)
        .{dialect.member}("mode", &{name}::mode)
        .{dialect.property_}("cost", &{name}::cost, "{docs[6]}");
""")
    return "".join([*lines, "}\n\n"])


def _reference(dialect: Dialect) -> str:
    policy = "return_value_policy" if dialect.namespace == "pybind11" else "rv_policy"
    return f"lib::{policy}::reference"


def _bind_operations(dialect: Dialect, shape: Shape) -> str:
    lines = ["static void bind_operations(lib::module_ &m) {\n"]
    number = 0

    def operation(name: str, parameters: str, call: str, arguments: str) -> None:
        nonlocal number
        text = docstring(number, shape.docstring)
        lines.append(f'    m.def("{name}", []({parameters}) {{ return {call}; }},\n')
        lines.append(f'          {arguments}, {_reference(dialect)},\n          "{text}");\n')
        number += 1

    for index in range(shape.binary):
        for left, right in (("Tensor *", "Tensor *"), ("Tensor *", "Scalar "), ("Scalar ", "Tensor *")):
            operation(
                f"binary_{index}",
                f"{left}lhs, {right}rhs",
                f"record({number}, {{lhs, rhs}})",
                '"lhs"_a, "rhs"_a',
            )
    for index in range(shape.unary):
        for type_ in ("Tensor *", "Scalar "):
            operation(f"unary_{index}", f"{type_}input", f"record({number}, {{input}})", '"input"_a')
    for index in range(shape.reductions):
        for axes, list_ in (("const std::vector<int64_t> &", "axes"), ("int64_t ", "{axes}")):
            operation(
                f"reduce_{index}",
                f"Tensor *input, {axes}axes, bool keep_dims, DType dtype",
                f"reduce({number}, input, {list_}, keep_dims, dtype)",
                '"input"_a, "axes"_a, "keep_dims"_a = false, "dtype"_a = DType::Null',
            )
    return "".join([*lines, "}\n\n"])
