// SPDX-License-Identifier: BSD-3-Clause
// The snippets of docs/guide/functions.md.
#include <string> // text results

#include <suture/cast/string.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

namespace {

// [plain]
int add(int a, int b) { return a + b; }
// [end]

std::string kind(int) { return "int"; }
std::string kind(double) { return "float"; }

struct Pet {};

} // namespace

SUTURE_MODULE(test_guide_functions_ext, m) {
    // [add]
    m.def("add", &add, "a"_a, "b"_a = 1, "Adds two numbers.");
    // [end]
    // [kinds]
    m.def(
        "scale",
        [](double x, double by, bool round) { return round ? (double) (long) (x * by) : x * by; },
        "x"_a, nb::pos_only(), "by"_a, nb::kw_only(), "round"_a = false);
    m.def("count", [](nb::args args, nb::kwargs kwargs) { return args.size() + kwargs.size(); });
    // [end]
    // [overloads]
    m.def("kind", nb::overload_cast<int>(&kind));
    m.def("kind", nb::overload_cast<double>(&kind));
    // [end]
    // [arguments]
    nb::class_<Pet>(m, "Pet").def(nb::init<>());
    m.def("is_missing", [](const Pet *pet) { return pet == nullptr; }, "pet"_a.none());
    m.def("exact", [](double x) { return x; }, "x"_a.noconvert());
    // [end]
    // [signature]
    m.def(
        "connect",
        [](const std::string &host, int port, nb::object timeout) {
            return host + ":" + std::to_string(port) + (timeout.is_none() ? "" : "!");
        },
        "host"_a, "port"_a = 80, nb::kw_only(), "timeout"_a = nb::none(),
        nb::sig("def connect(host: str, port: int = 80, *, timeout: float | None = None) -> str"),
        "Connects.");
    // [end]
    // [deprecated]
    m.def("old_add", &add, nb::deprecated("use add()"));
    // [end]
    m.def("bad_signature", [m]() mutable {
        // [mismatch]
        m.def("five", [](int, int, int, int, int) {}, nb::sig("def five(a: int, b: int) -> None"));
        // [end]
    });
    m.def("bad_default", [m]() mutable {
        struct Unbound {};
        // [default]
        m.def("f", [](int) {}, "x"_a = Unbound());
        // [end]
    });
}
