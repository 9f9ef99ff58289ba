// SPDX-License-Identifier: BSD-3-Clause
// Ownership: return value policies, holders, and objects that are given away.
#include <map>    // the arena
#include <memory> // holders
#include <vector> // the arena

#include <suture/cast/shared_ptr.h>
#include <suture/cast/unique_ptr.h>
#include <suture/suture.h>

namespace st = suture;
using namespace suture::literals;

namespace {

int alive = 0;

struct counted {
    explicit counted(int v = 0) : v(v) { ++alive; }
    counted(const counted &other) : v(other.v) { ++alive; }
    ~counted() { --alive; }
    int v;
};

// --- policies ---

struct item : counted {
    using counted::counted;
};
struct uncopyable {
    uncopyable() { ++alive; }
    uncopyable(const uncopyable &) = delete;
    ~uncopyable() { --alive; }
    int v = 1;
};
struct box : counted {
    item content{5};
    uncopyable rigid;
    item *heap() { return new item(6); }
    item &ref() { return content; }
    const item &const_ref() const { return content; }
    item *pointer() { return &content; }
    uncopyable &rigid_ref() { return rigid; }
};
item global(9);

// --- a tree with back pointers, whose nodes an arena owns ---

struct arena;
struct node : counted {
    node(arena *home, node *parent, int v) : counted(v), home(home), parent(parent) {}
    arena *home;
    node *parent;
    std::vector<node *> children;
    node *add(int value);
};
struct arena : counted {
    arena() = default;
    arena(const arena &) = delete;
    std::vector<std::unique_ptr<node>> nodes;
    node *make(node *parent, int v) {
        nodes.push_back(std::make_unique<node>(this, parent, v));
        return nodes.back().get();
    }
    node *root() { return nodes.empty() ? make(nullptr, 1) : nodes[0].get(); }
};
node *node::add(int value) {
    children.push_back(home->make(this, value));
    return children.back();
}
std::unique_ptr<arena> kept_arena;

// --- holders ---

template <int N> struct held : counted {
    using counted::counted;
};
using inside = held<0>;
using unique = held<1>;
using shared = held<2>;
using deleted = held<3>;

int custom_deletions = 0;
struct deleter {
    void operator()(deleted *p) const {
        ++custom_deletions;
        delete p;
    }
};
struct self_aware : counted, std::enable_shared_from_this<self_aware> {
    using counted::counted;
};

/// Counts its references itself.
struct counting : counted {
    using counted::counted;
    mutable int references = 0;
};
template <class T> struct counted_pointer {
    counted_pointer(T *p = nullptr) : p(p) {
        if (p)
            ++p->references;
    }
    counted_pointer(const counted_pointer &other) : counted_pointer(other.p) {}
    counted_pointer &operator=(counted_pointer other) {
        std::swap(p, other.p);
        return *this;
    }
    ~counted_pointer() {
        if (p && !--p->references)
            delete p;
    }
    T *get() const { return p; }
    T &operator*() const { return *p; }
    T *p;
};
counted_pointer<counting> global_counting;

/// A user's own owner that only moves.
struct solo : counted {
    using counted::counted;
};
template <class T> struct own_pointer {
    explicit own_pointer(T *p = nullptr) : p(p) {}
    own_pointer(own_pointer &&other) noexcept : p(std::exchange(other.p, nullptr)) {}
    own_pointer &operator=(own_pointer &&) = delete;
    ~own_pointer() { delete p; }
    T *get() const { return p; }
    T *release() { return std::exchange(p, nullptr); }
    T &operator*() const { return *p; }
    T *p;
};

/// Delegates its count to Python once Python knows it.
struct delegating : counted {
    using counted::counted;
    PyObject *self = nullptr;
    int references = 0;
    void retain() {
        if (self)
            Py_INCREF(self);
        else
            ++references;
    }
    void release() {
        if (self)
            Py_DECREF(self);
        else if (!--references)
            delete this;
    }
    void set_self(PyObject *o) noexcept {
        for (; references; --references)
            Py_INCREF(o);
        self = o;
    }
};
delegating *kept_delegating = nullptr;

std::unique_ptr<unique> kept_unique;
std::shared_ptr<shared> kept_shared;
std::unique_ptr<deleted, deleter> kept_deleted;
std::shared_ptr<self_aware> kept_aware;

void bind_policies(st::module_ &m) {
    st::class_<item>(m, "Item").def(st::init<int>()).def_rw("v", &item::v);
    st::class_<uncopyable>(m, "Uncopyable").def_rw("v", &uncopyable::v);
    st::class_<box>(m, "Box")
        .def(st::init<>())
        .def_rw("content", &box::content)
        .def("heap", &box::heap)
        .def("heap_owned", &box::heap, st::rv_policy::take_ownership)
        .def("ref_default", &box::ref)
        .def("ref_copy", &box::ref, st::rv_policy::copy)
        .def("ref_move", &box::ref, st::rv_policy::move)
        .def("ref_reference", &box::ref, st::rv_policy::reference)
        .def("ref_internal", &box::ref, st::rv_policy::reference_internal)
        .def("ref_raw", &box::ref, st::rv_policy::reference_raw)
        .def("const_ref", &box::const_ref, st::rv_policy::reference)
        .def("pointer_reference", &box::pointer, st::rv_policy::reference)
        .def("ref_none", &box::ref, st::rv_policy::none)
        .def("ref_automatic_reference", &box::ref, st::rv_policy::automatic_reference)
        .def("pointer_automatic_reference", &box::pointer, st::rv_policy::automatic_reference)
        .def("rigid_copy", &box::rigid_ref, st::rv_policy::copy)
        .def("rigid_move", &box::rigid_ref, st::rv_policy::move)
        .def("rigid_reference", &box::rigid_ref, st::rv_policy::reference)
        .def_prop_ro("prop", &box::ref);
    m.def("global_reference", []() -> item & { return global; }, st::rv_policy::reference);
    m.def("global_internal", []() -> item & { return global; }, st::rv_policy::reference_internal);
    m.def("null", []() -> item * { return nullptr; });
    m.def("alive", [] { return alive; });
}

void bind_arena(st::module_ &m) {
    st::class_<node>(m, "Node")
        .def_rw("v", &node::v)
        .def("add", &node::add, st::rv_policy::reference)
        .def(
            "parent", [](node &n) { return n.parent; }, st::rv_policy::reference)
        .def(
            "home", [](node &n) { return n.home; }, st::rv_policy::reference)
        .def("child", [](node &n, size_t i) { return n.children.at(i); }, st::rv_policy::reference);
    st::class_<arena>(m, "Arena")
        .def(st::init<>())
        .def("root", &arena::root, st::rv_policy::reference)
        .def("raw_root", &arena::root, st::rv_policy::reference_raw);
    m.def(
        "kept_arena",
        [] {
            kept_arena = std::make_unique<arena>();
            return kept_arena.get();
        },
        st::rv_policy::reference);
    m.def("drop_arena", [] { kept_arena.reset(); });
    m.def("find_root", [](arena &a) { return a.root(); }, st::rv_policy::reference_raw);
}

void bind_holders(st::module_ &m) {
    st::class_<inside>(m, "Inside").def(st::init<int>()).def_rw("v", &inside::v);
    m.def("give_inside", [](std::unique_ptr<inside> p) { return p->v; });

    st::class_<unique, std::unique_ptr<unique>>(m, "Unique")
        .def(st::init<int>())
        .def_rw("v", &unique::v);
    m.def(
        "keep_unique", [](std::unique_ptr<unique> p) { kept_unique = std::move(p); }, "p"_a.none());
    m.def("kept_unique", []() -> unique * { return kept_unique.get(); }, st::rv_policy::reference);
    m.def("give_back_unique", [] { return std::move(kept_unique); });
    m.def("make_unique", [](int v) { return std::make_unique<unique>(v); });
    m.def("give_two", [](std::unique_ptr<unique> a, int) { return a->v; });
    m.def("unique_as_shared", [](const std::shared_ptr<unique> &p) { return p->v; });
    m.def("shared_from_new", [](int v) { return std::make_shared<unique>(v); });

    st::class_<shared, std::shared_ptr<shared>>(m, "Shared")
        .def(st::init<int>())
        .def_rw("v", &shared::v)
        .def("copied", [](const shared &s) { return s; });
    m.def(
        "keep_shared", [](std::shared_ptr<shared> p) { kept_shared = std::move(p); }, "p"_a.none());
    m.def("kept_shared", [] { return kept_shared; });
    m.def(
        "kept_shared_reference", []() -> shared * { return kept_shared.get(); },
        st::rv_policy::reference_raw);
    m.def("fill_shared", [](int v) { kept_shared = std::make_shared<shared>(v); });
    m.def("shared_count", [] { return kept_shared.use_count(); });
    m.def("make_shared_raw", [](int v) { return new shared(v); });
    m.def("give_shared", [](std::unique_ptr<shared> p) { return p->v; });

    st::class_<deleted, std::unique_ptr<deleted, deleter>>(m, "Deleted")
        .def(st::init<int>())
        .def_rw("v", &deleted::v);
    m.def("custom_deletions", [] { return custom_deletions; });
    m.def(
        "keep_deleted", [](std::unique_ptr<deleted, deleter> p) { kept_deleted = std::move(p); },
        "p"_a.none());
    m.def("give_deleted_plainly", [](std::unique_ptr<deleted> p) { return p->v; });

    st::class_<self_aware, std::shared_ptr<self_aware>>(m, "SelfAware")
        .def(st::init<int>())
        .def_rw("v", &self_aware::v)
        .def("myself", [](self_aware &s) { return s.shared_from_this(); })
        .def("count", [](self_aware &s) { return s.weak_from_this().use_count(); });
    m.def("fill_aware", [](int v) { kept_aware = std::make_shared<self_aware>(v); });
    m.def("aware_pointer", [] { return kept_aware.get(); }, st::rv_policy::reference);
    m.def("drop_aware", [] { kept_aware.reset(); });

    st::class_<counting, counted_pointer<counting>>(m, "Counting")
        .def(st::init<int>())
        .def_rw("v", &counting::v)
        .def_ro("references", &counting::references);
    m.def(
        "keep_counting", [](counting *c) { global_counting = counted_pointer<counting>(c); },
        "c"_a.none());
    m.def("kept_counting", [] { return global_counting.get(); }, st::rv_policy::reference_raw);

    st::class_<solo, own_pointer<solo>>(m, "Solo")
        .def(st::init<int>())
        .def_rw("v", &solo::v)
        .def("copied", [](const solo &s) { return s; });
    m.def("make_solo", [](int v) { return new solo(v); });

    st::class_<delegating>(
        m, "Delegating",
        st::intrusive_ptr<delegating>([](delegating *d, PyObject *o) noexcept { d->set_self(o); }))
        .def(st::init<int>())
        .def_rw("v", &delegating::v);
    m.def(
        "keep_delegating",
        [](delegating *d) {
            if (d)
                d->retain();
            if (kept_delegating)
                kept_delegating->release();
            kept_delegating = d;
        },
        "d"_a.none());
    m.def("make_delegating", [](int v) {
        kept_delegating = new delegating(v);
        kept_delegating->retain();
    });
    m.def("kept_delegating", [] { return kept_delegating; }, st::rv_policy::reference_raw);
}

} // namespace

SUTURE_MODULE(test_ownership_ext, m) {
    bind_policies(m);
    bind_arena(m);
    bind_holders(m);
}
