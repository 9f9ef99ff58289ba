// SPDX-License-Identifier: BSD-3-Clause
// Low-level access to classes and instances.
#include <memory>  // holders
#include <utility> // pair

#include <suture/cast/pair.h>
#include <suture/cast/shared_ptr.h>
#include <suture/low_level.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

int alive = 0;
struct counted {
    int v = 5;
    counted() { ++alive; }
    explicit counted(int v) : v(v) { ++alive; }
    counted(const counted &other) : v(other.v) { ++alive; }
    counted(counted &&other) noexcept : v(other.v) {
        other.v = -1;
        ++alive;
    }
    ~counted() { --alive; }
};
struct two {
    counted first, second;
};
struct pod {
    int x, y;
};
struct held : counted {
    using counted::counted;
};
struct fixed {
    int v = 1;
    fixed() = default;
    fixed(const fixed &) = delete;
};
struct numbers {
    int data[3];
};

int traverse(PyObject *self, visitproc visit, void *arg) {
    (void) arg;
    (void) visit;
    Py_VISIT(Py_TYPE(self));
    return 0;
}
PyType_Slot slots[] = {{Py_tp_traverse, (void *) traverse}, {0, nullptr}};

} // namespace

SUTURE_MODULE(test_low_level_ext, m) {
    m.def("alive", [] { return alive; });
    auto counted_class = st::class_<counted>(m, "Counted", st::supplement_for<numbers>())
                             .def(st::init<int>())
                             .def_rw("v", &counted::v);
    st::class_<two>(m, "Two").def(st::init<>()).def_ro("first", &two::first);
    st::class_<pod>(m, "Pod", st::dynamic_attr()).def_rw("x", &pod::x).def_rw("y", &pod::y);
    st::class_<held, std::shared_ptr<held>>(m, "Held")
        .def(st::init<int>())
        .def_prop_rw("v", [](held &h) { return h.v; }, [](held &h, int v) { h.v = v; });
    st::class_<fixed>(m, "Fixed").def(st::init<>());
    auto slotted = st::class_<numbers>(m, "Slotted", st::type_slots(slots));
    st::type_supplement<numbers>(counted_class).data[1] = 7;

    m.def("supplement", [](st::handle type) { return st::type_supplement<numbers>(type).data[1]; });
    m.def("facts", [](st::handle type) {
        return st::make_tuple(st::type_check(type), st::type_size(type), st::type_align(type),
                              st::type_name(type));
    });
    m.def("right_facts", [counted_class] {
        return st::type_size(counted_class) == sizeof(counted) &&
               st::type_align(counted_class) == alignof(counted) &&
               st::type_info(counted_class) == typeid(counted);
    });
    m.def("info_name", [](st::handle type) { return st::type_info(type).name(); });
    m.def("type_dict", [](st::handle type) -> st::any {
        st::dict d = st::type_dict(type);
        return st::any(d.is_valid() ? st::object(d) : st::object(st::none()));
    });
    m.def("lookup", [](st::handle type, const char *name) -> st::any {
        st::object o = st::type_lookup(type, name);
        return st::any(o.is_valid() ? o : st::object(st::none()));
    });
    m.def("inst_dict", [](st::handle o) -> st::any {
        st::dict d = st::inst_dict(o);
        return st::any(d.is_valid() ? st::object(d) : st::object(st::none()));
    });
    m.def("slots", [slotted] {
        return st::type_get_slot(slotted, Py_tp_traverse) == (void *) traverse &&
               (PY_VERSION_HEX < 0x030A0000 || st::type_get_slot(&PyLong_Type, Py_nb_add) ==
                                                   (void *) PyLong_Type.tp_as_number->nb_add);
    });
    m.def("freeze", [](st::handle type) { return st::type_freeze(type); });

    m.def("check", [](st::handle o) { return st::inst_check(o); });
    m.def("name_of", [](st::handle o) { return st::inst_name(o); });
    m.def("derived", [](st::handle o) { return st::inst_python_derived(o); });
    m.def("alloc", [](st::handle type) { return st::inst_alloc(type); });
    m.def("alloc_zero", [](st::handle type) { return st::inst_alloc_zero(type); });
    m.def("construct", [](st::handle o, int v) {
        new (st::inst_ptr<counted>(o)) counted(v);
        st::inst_mark_ready(o);
    });
    m.def("construct_held", [](st::handle o, int v) {
        new (st::inst_ptr<held>(o)) held(v);
        st::inst_mark_ready(o);
    });
    m.def("ready", [](st::handle o) { return st::inst_ready(o); });
    m.def("state", [](st::handle o) { return std::pair<bool, bool>(st::inst_state(o)); });
    m.def("is_ready_and_owned",
          [](st::handle o) { return st::inst_state(o) == std::make_pair(true, true); });
    m.def("set_state",
          [](st::handle o, bool ready, bool destruct) { st::inst_set_state(o, ready, destruct); });
    m.def("zero", [](st::handle o) { st::inst_zero(o); });
    m.def("destruct", [](st::handle o) { st::inst_destruct(o); });
    m.def("copy", [](st::handle to, st::handle from) { st::inst_copy(to, from); });
    m.def("move", [](st::handle to, st::handle from) { st::inst_move(to, from); });
    m.def("replace_copy", [](st::handle to, st::handle from) { st::inst_replace_copy(to, from); });
    m.def("take",
          [](st::handle type, int v) { return st::inst_take_ownership(type, new counted(v)); });
    m.def("take_two", [] { return st::inst_take_ownership(st::type<two>(), new two()); });
    m.def("second", [](st::handle pair) {
        return st::inst_reference(st::type<counted>(), &st::inst_ptr<two>(pair)->second, pair);
    });
    m.def("first", [](st::handle pair) {
        return st::inst_reference(st::type<counted>(), &st::inst_ptr<two>(pair)->first, pair);
    });
    m.def("second_value", [](const two &t) { return t.second.v; });
    m.def("keep", [](st::handle nurse, st::handle patient) { st::keep_alive_obj(nurse, patient); });
    m.def("count_end", [](st::handle nurse) {
        static int ends = 0;
        st::keep_alive_cb(nurse, &ends, [](void *p) noexcept { ++*(int *) p; });
        return st::cpp_function([] { return ends; });
    });
}
