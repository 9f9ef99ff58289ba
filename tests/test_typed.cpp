// SPDX-License-Identifier: BSD-3-Clause
// Wrappers whose element types are checked, and wrappers of bound classes.
#include <suture/suture.h>

namespace st = suture;

namespace {

struct polygon {
    int sides;
};

void bind_typed(st::module_ &m) {
    using st::typed;
    m.def("typed_list", [](typed<st::list, int> l) { return l.size(); });
    m.def("typed_list_float", [](typed<st::list, double> l) { return l.size(); });
    m.def("typed_nested", [](typed<st::list, typed<st::list, int>> l) { return l.size(); });
    m.def("typed_dict", [](typed<st::dict, st::str, int> d) { return d.size(); });
    m.def("typed_mapping", [](typed<st::mapping, st::str, int> d) { return d.size(); });
    m.def("typed_tuple", [](typed<st::tuple, int, st::str> t) { return t.size(); });
    m.def("typed_tuple_any", [](typed<st::tuple, int, st::ellipsis> t) { return t.size(); });
    m.def("typed_set", [](typed<st::set, int> s) { return s.size(); });
    m.def("typed_sequence", [](typed<st::sequence, int> s) { return s.size(); });
    m.def("typed_unchecked", [](st::typed_unchecked<st::list, int> l) { return l.size(); });
    m.def("typed_callable", [](typed<st::callable, int(int, st::str)> f) { return f(1, "s"); });
    m.def("typed_iterator", [](typed<st::iterator, int> it) { return st::borrow(*it); });
    m.def("typed_cast", [](st::object o) { return st::cast<typed<st::list, int>>(o).size(); });
    m.def("typed_try_cast", [](st::object o) {
        typed<st::list, int> l;
        return st::try_cast(o, l);
    });
}

void bind_shapes(st::module_ &m) {
    st::class_<polygon>(m, "Shape")
        .def("__init__", [](polygon *self, int sides) { new (self) polygon{sides}; })
        .def("self_object", [](polygon &s) { return st::find(s); });
    m.def("find_none", [] {
        polygon s{3};
        return st::find(s).is_valid();
    });
    m.def("shape_type", [] { return st::borrow(st::type<polygon>()); });
    m.def("typed_shapes", [](st::typed<st::list, polygon> l) { return l.size(); });
    m.def("typed_shape_pointers", [](st::typed<st::list, polygon *> l) { return l.size(); });
    m.def("shape_handle", [](st::handle_t<polygon> h) { return h.cast<polygon &>().sides; });
    m.def("shape_class", [](st::type_object_t<polygon> t) { return t; });
    m.def("shape_cast", [](st::object o) { return st::cast<polygon &>(o).sides; });
}

} // namespace

SUTURE_MODULE(test_typed_ext, m) {
    bind_typed(m);
    bind_shapes(m);
}
