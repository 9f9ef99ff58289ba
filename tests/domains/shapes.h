// SPDX-License-Identifier: BSD-3-Clause
// The same C++ types for the modules of test_domains.py, each of which binds them for its domain.
#pragma once

#include <cstdint> // uintptr_t
#include <memory>  // results

#include <suture/cast/shared_ptr.h>
#include <suture/suture.h>

namespace shapes {

namespace st = suture;

struct shape {
    int sides;
    explicit shape(int n) : sides(n) {}
    virtual ~shape() = default;
};
struct square : shape {
    square() : shape(4) {}
};
enum class color { red, green };

struct failure {
    int code;
};

inline void bind_types(st::module_ &m) {
    st::class_<shape>(m, "Shape").def(st::init<int>()).def_rw("sides", &shape::sides);
    st::class_<square, shape>(m, "Square").def(st::init<>());
    st::enum_<color>(m, "Color").value("Red", color::red).value("Green", color::green);
}

/// Has `failure` become a RuntimeError that says who translated it.
template <int> inline void translate_failures(const char *who) {
    static const char *const name = who;
    st::register_exception_translator([](const std::exception_ptr &p, void *) {
        try {
            std::rethrow_exception(p);
        } catch (const failure &f) {
            PyErr_Format(PyExc_RuntimeError, "%s: %d", name, f.code);
        }
    });
}

inline void bind_functions(st::module_ &m) {
    m.def("sides", [](const shape &s) { return s.sides; });
    m.def("make", [](int n) { return shape(n); });
    m.def("make_square", []() -> shape * { return new square(); }, st::rv_policy::take_ownership);
    m.def("share_square", []() -> std::shared_ptr<shape> { return std::make_shared<square>(); });
    m.def("address", [](const shape &s) { return (uintptr_t) &s; });
    m.def("at", [](uintptr_t address) { return (shape *) address; }, st::rv_policy::reference);
    m.def("color_value", [](color c) { return (int) c; });
    m.def("green", [] { return color::green; });
    m.def("fail", [](int code) { throw failure{code}; });
}

} // namespace shapes
