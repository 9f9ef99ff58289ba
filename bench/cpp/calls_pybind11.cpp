// SPDX-License-Identifier: BSD-3-Clause
// The 29 kinds of call, bound with pybind11.

#include <pybind11/functional.h>
#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "calls.h"

namespace py = pybind11;
using namespace py::literals;
using calls::color;
using calls::counter;

PYBIND11_MODULE(calls_pybind11, m) {
    m.def("zero", &calls::zero);
    m.def("one", &calls::one);
    m.def("two", &calls::two);
    m.def("six", &calls::six);
    m.def("real", &calls::real);
    m.def("length", &calls::length);
    m.def("shout", &calls::shout);
    m.def("keywords", &calls::keywords, "a"_a, "b"_a);
    m.def("defaults", &calls::defaults, "a"_a, "b"_a = 2, "c"_a = 3);
    m.def("overload", &calls::overload_int);
    m.def("overload", &calls::overload_real);
    m.def("overload", &calls::overload_text);

    py::class_<counter>(m, "Counter")
        .def(py::init<int>())
        .def("get", &counter::get)
        .def("add", &counter::add)
        .def_static("twice", &counter::twice)
        .def_readwrite("value", &counter::value)
        .def_property("size", &counter::get, &counter::set)
        .def(py::self + py::self);

    m.def("make", &calls::make);
    m.def("shared", &calls::shared, py::return_value_policy::reference);
    m.def("read", &calls::read);
    m.def("is_null", &calls::is_null, "c"_a.none(true));

    m.def("sum", &calls::sum);
    m.def("numbers", &calls::numbers);
    m.def("call", &calls::call);

    py::enum_<color>(m, "Color")
        .value("red", color::red)
        .value("green", color::green)
        .value("blue", color::blue);
    m.def("ordinal", &calls::ordinal);
}
