// SPDX-License-Identifier: BSD-3-Clause
// Classes: construction, methods, kinds of class, and how instances behave in Python.
#include <string> // members

#include <suture/cast/string.h>
#include <suture/suture.h>

#include "counted.h"

namespace st = suture;
using namespace suture::literals;

namespace {

struct point : counted {
    point() = default;
    point(int x, int y) : x(x), y(y) {}
    explicit point(const std::string &s) : x((int) s.size()), y(-1) {}
    int x = 0, y = 0;
    int sum() const { return x + y; }
    point moved(int d) const { return {x + d, y + d}; }
};
struct aggregate {
    int a;
    double b;
};
struct throws {
    explicit throws(int v) {
        if (v)
            throw st::value_error("no such object");
    }
};
struct never_made {
    int v = 3;
};
struct outer {
    struct inner {
        int v = 1;
    };
};
struct plain {
    int v = 0;
};
template <int N> struct numbered : counted {
    int v = N;
};
struct aligned {
    alignas(64) double values[4] = {1, 2, 3, 4};
    bool is_aligned() const { return ((uintptr_t) this & 63) == 0; }
};

struct seconds {
    explicit seconds(int v) : v(v) {}
    explicit seconds(const plain &p) : v(p.v) {}
    int v;
};
struct minutes {
    explicit minutes(double v) : v(v) {}
    double v;
};

struct saved {
    int a;
    std::string b;
};
struct buffer {
    unsigned char bytes[4] = {1, 2, 3, 4};
};
int buffer_get(PyObject *self, Py_buffer *view, int flags) {
    return PyBuffer_FillInfo(view, self, st::cast<buffer &>(st::handle(self)).bytes, 4, 0, flags);
}
PyType_Slot buffer_slots[] = {{Py_bf_getbuffer, (void *) buffer_get}, {0, nullptr}};

PyObject *slot_repr(PyObject *) { return PyUnicode_FromString("a slotted object"); }
PyObject *slot_method(PyObject *, PyObject *) { return PyLong_FromLong(11); }
PyObject *slot_getter(PyObject *, void *) { return PyLong_FromLong(12); }
PyMethodDef slot_methods[] = {{"raw_method", slot_method, METH_NOARGS, "A raw method."},
                              {"raw_static", slot_method, METH_NOARGS | METH_STATIC, nullptr},
                              {nullptr, nullptr, 0, nullptr}};
PyGetSetDef slot_getset[] = {{"raw_property", slot_getter, nullptr, nullptr, nullptr},
                             {nullptr, nullptr, nullptr, nullptr, nullptr}};
PyType_Slot raw_slots[] = {{Py_tp_repr, (void *) slot_repr},
                           {Py_tp_methods, (void *) slot_methods},
                           {Py_tp_getset, (void *) slot_getset},
                           {0, nullptr}};
PyType_Slot forbidden_slots[] = {{Py_tp_dealloc, (void *) slot_repr}, {0, nullptr}};

struct extra_data {
    int number;
};

void bind_construction(st::module_ &m) {
    st::class_<point>(m, "Point", "A point in the plane.")
        .def(st::init<>())
        .def(st::init<int, int>(), "x"_a, "y"_a = 7)
        .def(st::init<const std::string &>())
        .def(st::init<const point &>())
        .def_rw("x", &point::x)
        .def_rw("y", &point::y)
        .def("sum", &point::sum)
        .def("moved", &point::moved)
        .def("__repr__",
             [](const point &p) {
                 return "Point(" + std::to_string(p.x) + ", " + std::to_string(p.y) + ")";
             })
        .def(
            "__eq__", [](const point &a, const point &b) { return a.x == b.x && a.y == b.y; },
            st::is_operator())
        .def("__copy__", [](const point &p) { return point(p); })
        .def("__deepcopy__", [](const point &p, st::dict) { return point(p); })
        .def("self", [](point &p) -> point & { return p; }, st::rv_policy::reference);
    st::class_<aggregate>(m, "Aggregate")
        .def(st::init<int, double>())
        .def_rw("a", &aggregate::a)
        .def_rw("b", &aggregate::b);
    st::class_<throws>(m, "Throws").def(st::init<int>());
    st::class_<never_made>(m, "NeverMade").def_rw("v", &never_made::v);
    m.def("make_never", [] { return never_made(); });
    st::class_<plain>(m, "Placed")
        .def(
            "__init__", [](plain *self, int v) { new (self) plain{v}; }, "v"_a)
        .def("__init__",
             [](plain *self, const std::string &s) {
                 if (s.empty())
                     throw st::value_error("empty");
                 new (self) plain{(int) s.size()};
             })
        .def_rw("v", &plain::v);
    st::class_<aligned>(m, "Aligned").def(st::init<>()).def("is_aligned", &aligned::is_aligned);
    m.def("alive", [] { return alive; });
    m.def("take_point", [](const point &p) { return p.sum(); });
}

void bind_kinds(st::module_ &m) {
    auto o = st::class_<outer>(m, "Outer").def(st::init<>());
    st::class_<outer::inner>(o, "Inner")
        .def(st::init<>())
        .def_rw("v", &outer::inner::v)
        .def("method", [](outer::inner &i) { return i.v; });
    st::class_<numbered<0>>(m, "Final", st::is_final()).def(st::init<>());
    st::class_<numbered<1>>(m, "Dynamic", st::dynamic_attr()).def(st::init<>());
    st::class_<numbered<2>>(m, "Weak", st::is_weak_referenceable()).def(st::init<>());
    st::class_<numbered<3>>(m, "DynamicWeak", st::dynamic_attr(), st::is_weak_referenceable())
        .def(st::init<>());
    st::class_<numbered<4>>(m, "Generic", st::is_generic()).def(st::init<>());
    auto s = st::class_<numbered<5>>(m, "Supplemented", st::supplement_for<extra_data>())
                 .def(st::init<>());
    m.def("supplement_start", [s] { return st::type_supplement<extra_data>(s).number; });
    m.def("set_supplement",
          [](st::handle cls, int v) { st::type_supplement<extra_data>(cls).number = v; });
    m.def("get_supplement",
          [](st::handle cls) { return st::type_supplement<extra_data>(cls).number; });
    st::class_<numbered<6>>(m, "Slotted", st::type_slots(raw_slots))
        .def(st::init<>())
        .def_rw("v", &numbered<6>::v);
    st::class_<buffer>(m, "Buffer", st::type_slots(buffer_slots)).def(st::init<>());
    m.def("bind_with_metaclass", [](st::handle scope, st::handle meta) {
        return st::class_<numbered<7>>(scope, "WithMeta", st::metaclass(meta))
            .def(st::init<>())
            .def_rw("v", &numbered<7>::v);
    });
    m.def("bind_with_python_base", [](st::handle scope, st::handle base) {
        return st::class_<numbered<8>>(scope, "WithBase", st::python_base(base))
            .def(st::init<>())
            .def_rw("v", &numbered<8>::v);
    });
    m.def("bind_local", [](st::handle scope) {
        return st::class_<numbered<9>>(scope, "Local", st::module_local()).def(st::init<>());
    });
    m.def("bind_point_again", [](st::handle scope) { st::class_<point>(scope, "Again"); });
    m.def("bind_taken_name", [](st::handle scope) { st::class_<numbered<10>>(scope, "Point"); });
    m.def("bind_without_base", [](st::handle scope) {
        struct derived : numbered<11> {};
        st::class_<derived, numbered<11>>(scope, "Derived");
    });
    m.def("bind_forbidden_slot", [](st::handle scope) {
        st::class_<numbered<12>>(scope, "Forbidden", st::type_slots(forbidden_slots));
    });
}

void bind_protocols(st::module_ &m) {
    st::class_<saved>(m, "Saved")
        .def(st::init<int, std::string>())
        .def_rw("a", &saved::a)
        .def_rw("b", &saved::b)
        .def("__getstate__", [](const saved &s) { return st::make_tuple(s.a, s.b); })
        .def("__setstate__", [](saved &s, st::tuple state) {
            new (&s) saved{st::cast<int>(state[0]), st::cast<std::string>(state[1])};
        });
    struct reduced {
        int v;
    };
    st::class_<reduced>(m, "Reduced")
        .def(st::init<int>())
        .def_rw("v", &reduced::v)
        .def("__reduce__", [](st::handle self) {
            return st::make_tuple(self.type(), st::make_tuple(self.attr("v")));
        });
    st::class_<seconds>(m, "Seconds")
        .def(st::init_implicit<int>())
        .def(st::init_implicit<const plain &>())
        .def_rw("v", &seconds::v);
    st::class_<minutes>(m, "Minutes").def(st::init<double>()).def_rw("v", &minutes::v);
    st::implicitly_convertible<double, minutes>();
    m.def("take_seconds", [](const seconds &s) { return s.v; }, "s"_a);
    m.def("take_seconds_strictly", [](const seconds &s) { return s.v; }, "s"_a.noconvert());
    m.def("take_minutes", [](const minutes *s) { return s->v; });
    m.def("cast_minutes", [](st::handle h) { return st::cast<minutes>(h).v; });
    m.def("cast_minutes_strictly", [](st::handle h) { return st::cast<minutes>(h, false).v; });
    m.def("cast_minutes_pointer", [](st::handle h) { return st::cast<minutes *>(h)->v; });
    m.def("cast_minutes_reference", [](st::handle h) { return st::cast<minutes &>(h).v; });
    m.def("try_cast_minutes", [](st::handle h) {
        minutes out(-1);
        const bool done = st::try_cast(h, out);
        return st::make_tuple(done, out.v);
    });
    m.def("try_cast_minutes_pointer", [](st::handle h) {
        minutes *out = nullptr;
        const bool done = st::try_cast(h, out);
        return st::make_tuple(done, out ? out->v : -1);
    });
}

} // namespace

SUTURE_MODULE(test_classes_ext, m) {
    bind_construction(m);
    bind_kinds(m);
    bind_protocols(m);
}
