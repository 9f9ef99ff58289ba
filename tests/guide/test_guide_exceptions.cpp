// SPDX-License-Identifier: BSD-3-Clause
// The snippets of docs/guide/exceptions.md.
#include <stdexcept> // the standard hierarchy
#include <string>    // texts

#include <suture/cast/string.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

namespace {

// [error]
struct FileError : std::runtime_error {
    FileError(const std::string &text, std::string file, int line)
        : std::runtime_error(text), file(std::move(file)), line(line) {}
    std::string file;
    int line;
};
// [end]
struct Timeout {
    int seconds;
};

} // namespace

SUTURE_MODULE(test_guide_exceptions_ext, m) {
    // [standard]
    m.def("at", [](int i) {
        if (i < 0)
            throw std::out_of_range("no such item");
        if (i > 9)
            throw nb::key_error("too far");
        return i;
    });
    // [end]
    // [register]
    nb::register_exception<FileError>(m, "FileError", PyExc_RuntimeError)
        .attr("file", &FileError::file)
        .attr("line", &FileError::line);
    m.def("parse", [] { throw FileError("unexpected end", "a.txt", 7); });
    // [end]
    // [translator]
    nb::register_exception_translator([](const std::exception_ptr &p, void *) {
        try {
            std::rethrow_exception(p);
        } catch (const Timeout &timeout) {
            PyErr_Format(PyExc_TimeoutError, "after %d s", timeout.seconds);
        }
    });
    m.def("wait", [] { throw Timeout{5}; });
    // [end]
    // [nested]
    m.def("load", [] {
        try {
            throw FileError("unexpected end", "a.txt", 7);
        } catch (...) {
            std::throw_with_nested(std::runtime_error("cannot load the settings"));
        }
    });
    // [end]
    // [python]
    m.def(
        "call_or",
        [](nb::callable f, nb::object otherwise) -> nb::object {
            try {
                return f();
            } catch (const nb::python_error &e) {
                if (!e.matches(PyExc_KeyError))
                    throw;
                return otherwise;
            }
        },
        "f"_a, "otherwise"_a);
    // [end]
    // [raise]
    m.def("half", [](int x) {
        if (x % 2)
            nb::raise(PyExc_ArithmeticError, "%d is odd", x);
        if (x > 1000)
            nb::warn(PyExc_UserWarning, "that is a lot");
        return x / 2;
    });
    // [end]
}
