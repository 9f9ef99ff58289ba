// SPDX-License-Identifier: BSD-3-Clause
// Cyclic garbage collection through C++ objects.
#include <functional> // callbacks
#include <map>        // members
#include <memory>     // members
#include <optional>   // members
#include <string>     // keys
#include <vector>     // members

#include <suture/cast/function.h>
#include <suture/cast/map.h>
#include <suture/cast/optional.h>
#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

int alive = 0;

template <int N> struct counted {
    counted() { ++alive; }
    counted(const counted &) { ++alive; }
    ~counted() { --alive; }
};

struct objects : counted<0> {
    st::object one;
    std::vector<st::object> list;
    std::map<std::string, st::object> map;
    std::optional<st::object> maybe;
};
struct callbacks : counted<1> {
    std::function<int(int)> call;
    std::vector<std::function<int(int)>> calls;
};
struct target : counted<2> {
    virtual ~target() = default;
};
struct py_target : target {
    SUTURE_TRAMPOLINE(target)
};
struct sharing : counted<3> {
    std::shared_ptr<target> other;
    std::shared_ptr<target> again;
};
struct shared_self : counted<4> {
    st::object one;
};
std::shared_ptr<shared_self> kept;
struct by_function : counted<5> {
    st::object hidden;
};
struct nurse : counted<6> {
    const nurse *patient = nullptr;
    ~nurse() {
        if (patient && patient->magic != 77)
            std::abort();
        *(volatile int *) &magic = 0;
    }
    int magic = 77;
};
struct opaque : counted<7> {
    st::object one;
};
struct slotted : counted<8> {
    st::object one;
};
int slot_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    void *object;
    int ready, owned;
    if (st::detail::rt::instance_state(self, &object, &ready, &owned) == 0 && ready) {
        Py_VISIT(((slotted *) object)->one.ptr());
        // Whatever it is, asking for it must work at the end of the interpreter too.
        Py_XDECREF(st::detail::rt::instance_find(&st::detail::type_ref<slotted>, object));
        st::detail::rt::type_find(&st::detail::type_ref<slotted>);
    }
    return 0;
}
int slot_clear(PyObject *self) {
    st::cast<slotted &>(st::handle(self)).one = st::object();
    return 0;
}
PyType_Slot slots[] = {
    {Py_tp_traverse, (void *) slot_traverse}, {Py_tp_clear, (void *) slot_clear}, {0, nullptr}};

} // namespace

SUTURE_MODULE(test_gc_ext, m) {
    m.def("alive", [] { return alive; });
    // Objects that a test leaves behind on purpose.
    m.def("expect", [](int left) { alive -= left; });
    st::class_<objects>(
        m, "Objects",
        st::gc_members<&objects::one, &objects::list, &objects::map, &objects::maybe>())
        .def(st::init<>())
        .def_rw("one", &objects::one)
        .def_rw("list", &objects::list)
        .def_rw("map", &objects::map)
        .def_rw("maybe", &objects::maybe);
    st::class_<callbacks>(m, "Callbacks", st::gc_members<&callbacks::call, &callbacks::calls>())
        .def(st::init<>())
        .def_rw("call", &callbacks::call)
        .def_rw("calls", &callbacks::calls);
    st::class_<target, py_target>(m, "Target").def(st::init<>());
    st::class_<sharing>(m, "Sharing", st::gc_members<&sharing::other, &sharing::again>())
        .def(st::init<>())
        .def_rw("other", &sharing::other)
        .def("copy_other", [](sharing &s) { s.again = s.other; });
    st::class_<shared_self, std::shared_ptr<shared_self>>(m, "SharedSelf",
                                                          st::gc_members<&shared_self::one>())
        .def(st::init<>())
        .def_rw("one", &shared_self::one);
    m.def("keep", [](std::shared_ptr<shared_self> p) { kept = std::move(p); }, st::arg("p").none());
    m.def("kept_one", [] { return kept->one; });
    st::class_<by_function>(
        m, "ByFunction",
        st::gc_traverse([](const by_function &b, st::gc_visitor &v) { v(b.hidden); }))
        .def(st::init<>())
        .def_rw("hidden", &by_function::hidden);
    st::class_<nurse>(m, "Nurse", st::dynamic_attr(), st::is_weak_referenceable())
        .def(st::init<>())
        .def("tie", [](nurse &n, const nurse &p) { n.patient = &p; }, st::keep_alive<1, 2>());
    st::class_<opaque>(m, "Opaque").def(st::init<>()).def_rw("one", &opaque::one);
    st::class_<slotted>(m, "Slotted", st::type_slots(slots))
        .def(st::init<>())
        .def_rw("one", &slotted::one);
}
