// SPDX-License-Identifier: BSD-3-Clause
// Inheritance: C++ bases wherever they lie, dynamic types, and Python classes over bound ones.
#include <memory> // holders
#include <string> // names

#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/cast/unique_ptr.h>
#include <suture/suture.h>

namespace st = suture;
using namespace suture::literals;

namespace {

int alive = 0;

struct counted {
    counted() { ++alive; }
    counted(const counted &) { ++alive; }
    ~counted() { --alive; }
};

// --- one base, several bases, shared bases ---

struct left {
    int l = 1;
    int get_left() const { return l; }
};
struct right {
    int r = 2;
    int get_right() const { return r; }
};
struct both : counted, left, right {
    int own = 3;
};
/// Held by a pointer that can be given away.
struct given : counted, left, right {};
struct deeper : both {
    int deep = 4;
};
struct virtual_base {
    virtual ~virtual_base() = default;
    int v = 5;
};
struct branch_a : virtual virtual_base {
    int a = 6;
};
struct branch_b : virtual virtual_base {
    int b = 7;
};
struct diamond : counted, branch_a, branch_b {
    int d = 8;
};
/// Lies at the address of the object that it is in.
struct first_member {
    int v = 9;
};
struct has_first_member {
    first_member first;
};

// --- dynamic types ---

struct animal {
    virtual ~animal() = default;
    virtual std::string name() const { return "animal"; }
};
struct padding {
    virtual ~padding() = default;
    long space = 0;
};
struct dog : padding, animal {
    std::string name() const override { return "dog"; }
    int tricks = 2;
};
struct unbound_dog : dog {
    std::string name() const override { return "unbound"; }
};
struct abstract {
    virtual ~abstract() = default;
    virtual int value() const = 0;
};
struct concrete : abstract {
    int value() const override { return 11; }
};

// --- classes for Python classes to derive from ---

template <int N> struct part : counted {
    explicit part(int v = 0) : v(v) {}
    int v;
    int twice() const { return 2 * v; }
};
struct shared_part : counted {
    explicit shared_part(int v = 0) : v(v) {}
    int v;
};
struct unique_part : counted {
    explicit unique_part(int v = 0) : v(v) {}
    int v;
};
std::shared_ptr<shared_part> kept;

void bind_bases(st::module_ &m) {
    st::class_<left>(m, "Left")
        .def(st::init<>())
        .def_rw("l", &left::l)
        .def("get_left", &left::get_left);
    st::class_<right>(m, "Right")
        .def(st::init<>())
        .def_rw("r", &right::r)
        .def("get_right", &right::get_right)
        .def("me", [](right &r) -> right & { return r; }, st::rv_policy::reference);
    st::class_<both, left, right>(m, "Both").def(st::init<>()).def_rw("own", &both::own);
    st::class_<deeper, both>(m, "Deeper")
        .def(st::init<>())
        .def_rw("deep", &deeper::deep)
        .def_rw("direct", &deeper::r);
    st::class_<given, left, right, std::unique_ptr<given>>(m, "Given").def(st::init<>());
    m.def("take_given", [](std::unique_ptr<given> p) { return p->r; });
    m.def("make_right", [] { return new right; });
    st::class_<virtual_base>(m, "VirtualBase").def(st::init<>()).def_rw("v", &virtual_base::v);
    st::class_<branch_a, virtual_base>(m, "BranchA").def(st::init<>()).def_rw("a", &branch_a::a);
    st::class_<branch_b, virtual_base>(m, "BranchB").def(st::init<>()).def_rw("b", &branch_b::b);
    st::class_<diamond, branch_a, branch_b>(m, "Diamond")
        .def(st::init<>())
        .def_rw("d", &diamond::d);
    m.def("take_right", [](const right &r) { return r.r; });
    m.def("take_virtual", [](const virtual_base *b) { return b->v; });
    m.def("as_right", [](both &b) -> right & { return b; }, st::rv_policy::reference_raw);
    m.def(
        "as_virtual", [](diamond &d) -> virtual_base & { return d; }, st::rv_policy::reference_raw);
    m.def("as_branch_b", [](diamond &d) -> branch_b & { return d; }, st::rv_policy::reference_raw);
    st::class_<first_member>(m, "FirstMember").def_rw("v", &first_member::v);
    st::class_<has_first_member>(m, "HasFirstMember")
        .def(st::init<>())
        .def_rw("first", &has_first_member::first);
    m.def("alive", [] { return alive; });
}

void bind_dynamic(st::module_ &m) {
    st::class_<animal>(m, "Animal")
        .def(st::init<>())
        .def("name", &animal::name)
        .def("me", [](animal &a) -> animal & { return a; }, st::rv_policy::reference);
    st::class_<dog, animal>(m, "Dog").def(st::init<>()).def_rw("tricks", &dog::tricks);
    m.def("make_dog", []() -> animal * { return new dog; });
    m.def("make_unique_dog", []() -> std::unique_ptr<animal> { return std::make_unique<dog>(); });
    m.def("make_shared_dog", []() -> std::shared_ptr<animal> { return std::make_shared<dog>(); });
    m.def("make_unbound_dog", []() -> animal * { return new unbound_dog; });
    m.def("make_animal", []() -> animal * { return new animal; });
    st::class_<abstract>(m, "Abstract").def("value", &abstract::value);
    st::class_<concrete, abstract>(m, "Concrete").def(st::init<>());
    m.def("make_abstract", []() -> abstract * { return new concrete; });
}

void bind_parts(st::module_ &m) {
    st::class_<part<1>>(m, "One")
        .def(st::init<int>())
        .def_rw("one", &part<1>::v)
        .def("twice", &part<1>::twice);
    st::class_<part<2>>(m, "Two")
        .def(st::init<int>())
        .def_rw("two", &part<2>::v)
        .def("me", [](part<2> &p) -> part<2> & { return p; }, st::rv_policy::reference);
    st::class_<shared_part, std::shared_ptr<shared_part>>(m, "SharedPart")
        .def(st::init<int>())
        .def_rw("s", &shared_part::v);
    st::class_<unique_part, std::unique_ptr<unique_part>>(m, "UniquePart")
        .def(st::init<int>())
        .def_rw("u", &unique_part::v);
    st::class_<part<3>>(m, "Weak", st::is_weak_referenceable()).def(st::init<int>());
    st::class_<part<4>>(m, "Dynamic", st::dynamic_attr()).def(st::init<int>());
    m.def("take_one", [](const part<1> &p) { return p.v; });
    m.def("take_two", [](const part<2> &p) { return p.v; });
    m.def("take_shared", [](std::shared_ptr<shared_part> p) { return p->v; });
    m.def("keep_shared", [](std::shared_ptr<shared_part> p) { kept = std::move(p); }, "p"_a.none());
    m.def("kept", [] { return kept; });
    m.def("take_unique", [](std::unique_ptr<unique_part> p) { return p->v; });
}

// --- bases that are not bound ---

template <int N> struct unbound_base {
    int v = N;
    int get() const { return v; }
    void set(int value) { v = value; }
};
/// Its virtual functions put the base behind the object's start.
struct behind_vtable : unbound_base<10> {
    virtual ~behind_vtable() = default;
    virtual int own() const { return v + 1; }
};
struct over_virtual_base : virtual unbound_base<20> {
    int w = 1;
};

void bind_unbound_bases(st::module_ &m) {
    st::class_<behind_vtable>(m, "BehindVtable")
        .def(st::init<>())
        .def("get", &behind_vtable::get)
        .def_prop_rw("v", &behind_vtable::get, &behind_vtable::set)
        .def_rw("member", &behind_vtable::v)
        .def("own", &behind_vtable::own);
    st::class_<over_virtual_base>(m, "OverVirtualBase")
        .def(st::init<>())
        .def("get", &over_virtual_base::get)
        .def_prop_rw("v", &over_virtual_base::get, &over_virtual_base::set)
        .def_rw("w", &over_virtual_base::w);
}

} // namespace

SUTURE_MODULE(test_inheritance_ext, m) {
    bind_bases(m);
    bind_unbound_bases(m);
    bind_dynamic(m);
    bind_parts(m);
}
