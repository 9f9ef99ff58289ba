// SPDX-License-Identifier: BSD-3-Clause
// Reference counts inside of objects, and Python's.
#include <optional> // a container
#include <thread>   // counting without the GIL
#include <vector>   // a container

#include <suture/cast/vector.h>
#include <suture/intrusive/counter.h>
#include <suture/intrusive/counter.inl>
#include <suture/intrusive/ref.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

int made = 0, ended = 0;

struct node : st::intrusive_base {
    node() { ++made; }
    node(const node &other) : st::intrusive_base(other), next(other.next) { ++made; }
    node &operator=(const node &) = default;
    ~node() override { ++ended; }
    virtual int value(int i) const { return 123 + i; }
    st::ref<node> next;
};
struct leaf : node {
    int value(int i) const override { return 1000 + i; }
};
struct py_node : private node { // as some write it
    SUTURE_TRAMPOLINE(node)
    int value(int i) const override { SUTURE_OVERRIDE(value, i); }
};
st::ref<node> kept;

/// A class with a counter of its own.
struct own {
    st::intrusive_counter counter;
    int v = 3;
};
void inc_ref(const own *o) noexcept { o->counter.inc_ref(); }
void dec_ref(const own *o) noexcept {
    if (o->counter.dec_ref())
        delete o;
}

} // namespace

SUTURE_MODULE(test_intrusive_ext, m) {
    // [init]
    st::intrusive_init(
        [](PyObject *o) noexcept {
            st::gil_scoped_acquire guard(std::nothrow);
            if (guard.is_valid())
                Py_INCREF(o);
        },
        [](PyObject *o) noexcept {
            st::gil_scoped_acquire guard(std::nothrow);
            if (guard.is_valid())
                Py_DECREF(o);
        });
    // [end]
    // [base]
    st::class_<st::intrusive_base>(
        m, "Base",
        st::intrusive_ptr<st::intrusive_base>(
            [](st::intrusive_base *o, PyObject *self) noexcept { o->set_self_py(self); }));
    // [end]
    st::class_<node, st::intrusive_base, py_node>(m, "Node")
        .def(st::init<>())
        .def("value", &node::value)
        .def_rw("next", &node::next)
        .def_static("raw", [] { return new node(); })
        .def_static("counted", []() -> st::ref<node> { return new node(); })
        .def_static("by_value", [] { return node(); })
        .def_static("leaf", []() -> st::ref<node> { return new leaf(); })
        .def_static("nothing", [] { return st::ref<node>(); });
    st::class_<leaf, node>(m, "Leaf").def(st::init<>());
    st::class_<own>(m, "Own", st::intrusive_ptr<own>([](own *o, PyObject *self) noexcept {
                        o->counter.set_self_py(self);
                    }))
        .def(st::init<>())
        .def_static("counted", [] { return st::ref<own>(new own()); })
        .def_ro("v", &own::v);

    m.def("balance", [] { return made - ended; });
    m.def("value_of_pointer", [](node *n) {
        st::ref<node> r(n);
        return r->value(1);
    });
    m.def("value_of_ref", [](st::ref<node> n) { return n->value(2); });
    m.def("value_of_const_ref", [](const st::ref<node> &n) { return n->value(3); });
    m.def("takes_none", [](st::ref<node> n) { return n.get() == nullptr; }, st::arg("n").none());
    m.def("keep", [](st::ref<node> n) { kept = std::move(n); }, st::arg("n").none());
    m.def("kept", [] { return kept; });
    m.def("kept_count", [] { return kept->ref_count(); });
    m.def("several", [](const std::vector<st::ref<node>> &nodes) {
        int sum = 0;
        for (const auto &n : nodes)
            sum += n->value(0);
        return sum;
    });
    m.def("own_value", [](st::ref<own> o) { return o->v; });
    m.def("cpp_only", [] {
        st::ref<node> a = new node();
        st::ref<node> b = a, c(std::move(b));
        bool ok = a->ref_count() == 2 && a == c && b != a && !b.get() && !a->self_py();
        node copy(*a);
        ok = ok && copy.ref_count() == 0;
        *a = copy;
        ok = ok && a->ref_count() == 2;
        c.reset();
        a = a;
        return ok && a->ref_count() == 1 && static_cast<node *>(a) == a.get();
    });
    m.def("several_first", [] {
        // Python learns of the object when C++ has references already.
        st::ref<node> a = new node();
        std::vector<st::ref<node>> more(3, a);
        st::object o = st::cast(a);
        return st::make_tuple(o, a->ref_count(), o.ref_count());
    });
    m.def("from_threads", [](st::ref<node> n) {
        st::gil_scoped_release release;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&n] {
                for (int i = 0; i < 100; ++i)
                    st::ref<node> copy(n);
            });
        for (auto &t : threads)
            t.join();
    });
}
