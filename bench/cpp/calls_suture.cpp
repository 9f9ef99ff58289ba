// SPDX-License-Identifier: BSD-3-Clause
// The 29 kinds of call, bound with Suture.

#include <suture/cast/function.h>
#include <suture/cast/string.h>
#include <suture/cast/vector.h>
#include <suture/operators.h>
#include <suture/suture.h>

#include "calls.h"

namespace sn = suture;
using namespace sn::literals;
using calls::color;
using calls::counter;

SUTURE_MODULE(calls_suture, m) {
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

    sn::class_<counter>(m, "Counter")
        .def(sn::init<int>())
        .def("get", &counter::get)
        .def("add", &counter::add)
        .def_static("twice", &counter::twice)
        .def_rw("value", &counter::value)
        .def_prop_rw("size", &counter::get, &counter::set)
        .def(sn::self + sn::self);

    m.def("make", &calls::make);
    m.def("shared", &calls::shared, sn::rv_policy::reference);
    m.def("read", &calls::read);
    m.def("is_null", &calls::is_null, "c"_a.none());

    m.def("sum", &calls::sum);
    m.def("numbers", &calls::numbers);
    m.def("call", &calls::call);

    sn::enum_<color>(m, "Color")
        .value("red", color::red)
        .value("green", color::green)
        .value("blue", color::blue);
    m.def("ordinal", &calls::ordinal);
}
