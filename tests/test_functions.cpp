// SPDX-License-Identifier: BSD-3-Clause
// Functions: how arguments are given, which overload is chosen, and what surrounds a call.
#include <memory> // shared_ptr as a capture
#include <string> // text results

#include <suture/cast/string.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;
using namespace suture::literals;

namespace {

int add(int a, int b) { return a + b; }
int add_noexcept(int a, int b) noexcept { return a - b; }
std::string pick(int) { return "int"; }
std::string pick(double) { return "float"; }

std::string events;
struct guard_a {
    guard_a() { events += "a("; }
    ~guard_a() { events += ")a"; }
};
struct guard_b {
    guard_b() { events += "b("; }
    ~guard_b() { events += ")b"; }
};
struct noisy {
    int v;
};

/// Counts calls and replaces the first argument of precall by 40.
struct policy {
    static void precall(PyObject **args, size_t n, st::detail::cleanup_list *cleanup) {
        events += "pre" + std::to_string(n) + ";";
        if (n && PyLong_Check(args[0]) && PyLong_AsLong(args[0]) == 1) {
            args[0] = PyLong_FromLong(40);
            cleanup->append(args[0]);
        }
        if (n && PyUnicode_Check(args[0]))
            throw st::value_error("refused by the policy");
    }
    static void postcall(PyObject **, size_t n, st::handle result) {
        events += "post" + std::to_string(n) + (result.is_valid() ? "+" : "-") + ";";
    }
};

struct nurse {
    const void *patient = nullptr;
};
struct patient {
    explicit patient(int v) : v(v) { ++alive; }
    explicit patient(const std::string &s) : patient((int) s.size()) {}
    patient(const patient &other) : v(other.v) { ++alive; }
    ~patient() { --alive; }
    int v;
    static inline int alive = 0;
};

/// Too large for the three words that are stored in place.
struct large_capture {
    std::shared_ptr<int> value;
    long padding[4];
    int operator()(int x) const { return *value + x + (int) padding[0]; }
};
std::weak_ptr<int> captured;

void bind_arguments(st::module_ &m) {
    m.def("add", add, "a"_a, "b"_a);
    m.def("add_unnamed", add);
    m.def("subtract", add_noexcept, "a"_a, "b"_a = 1);
    m.def("positional_only", add, "a"_a, st::pos_only(), "b"_a);
    m.def("keyword_only", add, "a"_a, st::kw_only(), "b"_a = 10);
    m.def("variadic", [](st::args a) { return a.size(); });
    m.def("keywords", [](st::kwargs k) { return k; });
    m.def(
        "everything",
        [](int a, int b, st::args rest, int k, st::kwargs more) {
            return st::make_tuple(a, b, rest, k, more);
        },
        "a"_a, "b"_a = 2, "k"_a = 3);
    m.def(
        "defaults",
        [](int i, const std::string &s, st::object o, double d) {
            return st::make_tuple(i, s, o, d);
        },
        "i"_a = 1, "s"_a = "text", "o"_a = st::none(), "d"_a = 0.5);
    m.def("default_text", add, "a"_a = 7, "b"_a.sig("TWO") = 2);
    m.def("none_allowed", [](const noisy *n) { return n ? n->v : -1; }, "n"_a.none());
    m.def("none_default", [](const noisy *n) { return n ? n->v : -1; }, "n"_a = nullptr);
    m.def("none_refused", [](const noisy *n) { return n ? n->v : -1; }, "n"_a);
    m.def("object_without_none", [](st::object o) { return o; }, "o"_a.none(false));
    m.def("no_conversion", [](double d) { return d; }, "d"_a.noconvert());
    m.def("keeps_int", [](int8_t v) { return (int) v; }, "v"_a);
    m.def("many", [](int a, int b, int c, int d, int e, int f, int g, int h, int i, int j) {
        return ((((((((a * 10 + b) * 10 + c) * 10 + d) * 10 + e) * 10 + f) * 10 + g) * 10 + h) *
                    10 +
                i) -
               j;
    });
}

void bind_overloads(st::module_ &m) {
    m.def("strict_first", [](double) { return "float"; });
    m.def("strict_first", [](int) { return "int"; });
    m.def("convert_second", [](double) { return "float"; });
    m.def("convert_second", [](const std::string &) { return "str"; });
    m.def("prepended", [](st::object) { return "object"; });
    m.def("prepended", [](int) { return "int"; }, st::prepend());
    m.def("by_count", [] { return 0; });
    m.def("by_count", [](int) { return 1; });
    m.def("by_count", [](int, int) { return 2; });
    m.def("by_keyword", [](int) { return "x"; }, "x"_a);
    m.def("by_keyword", [](int) { return "y"; }, "y"_a);
    m.def("skipping", [](int v) {
        if (v < 0)
            throw st::next_overload();
        return "positive";
    });
    m.def("skipping", [](int) { return "any"; });
    m.def("never", [](int) -> int { throw st::next_overload(); });
    m.def("picked", st::overload_cast<int>(pick));
    m.def("picked", st::overload_cast<double>(pick));
}

void bind_surroundings(st::module_ &m) {
    m.def("events", [] { return std::exchange(events, std::string()); });
    m.def("guarded", [] { events += "call"; }, st::call_guard<guard_a, guard_b>());
    m.def("guarded_throw", [] { throw std::string("x"); }, st::call_guard<guard_a>());
    m.def("with_policy", [](st::object o) { return o; }, st::call_policy<policy>());
    m.def("with_policy_strict", [](int v) { return v; }, st::call_policy<policy>());
    m.def(
        "with_policy_throwing", [](int v) -> int { throw st::value_error(v ? "1" : "0"); },
        st::call_policy<policy>());
    m.def("old", [] { return 1; }, st::deprecated("old() goes; call new()"), "Answers 1.");
    m.def("documented", add, "Adds two numbers.");
    m.def("renamed", add, st::name("other_name"));

    st::class_<noisy>(m, "Noisy")
        .def(st::init<int>(), "v"_a)
        .def("twice", [](const noisy &n) { return 2 * n.v; })
        .def("plus", [](const noisy &n, int w) { return n.v + w; }, "w"_a);
    st::class_<patient>(m, "Patient")
        .def(st::init<int>())
        .def(st::init_implicit<const std::string &>())
        .def_ro("v", &patient::v);
    st::class_<nurse>(m, "Nurse")
        .def(st::init<>())
        .def(
            "take", [](nurse &n, const patient &p) { n.patient = &p; }, st::keep_alive<1, 2>())
        .def("value", [](const nurse &n) { return ((const patient *) n.patient)->v; });
    m.def("alive", [] { return patient::alive; });
    m.def("object_nurse", [](st::object, st::object) {}, st::keep_alive<1, 2>());
    m.def("result_nurse", [](st::object n, st::object) { return n; }, st::keep_alive<0, 2>());
}

/// Each registers something that cannot be right.
void bind_mistakes(st::module_ &m) {
    m.def("bad_default", [](st::handle scope) {
        struct unbound {};
        st::borrow<st::module_>(scope).def("f", [](int) {}, "x"_a = unbound());
    });
    m.def("too_few_names",
          [](st::handle scope) { st::borrow<st::module_>(scope).def("f", add, "a"_a); });
    m.def("too_many_names", [](st::handle scope) {
        st::borrow<st::module_>(scope).def("f", add, "a"_a, "b"_a, "c"_a);
    });
    m.def("unnamed_keyword_only", [](st::handle scope) {
        st::borrow<st::module_>(scope).def("f", add, "a"_a, st::kw_only(), st::arg());
    });
    m.def("bad_keep_alive", [](st::handle scope) {
        st::borrow<st::module_>(scope).def("f", add, st::keep_alive<1, 4>());
    });
    m.def("unbound_argument", [](st::handle scope) {
        struct never_bound {};
        st::borrow<st::module_>(scope).def("f", [](never_bound *) {}, "x"_a);
    });
    m.def("unbound_result", [](st::handle scope) {
        struct never_bound {};
        st::borrow<st::module_>(scope).def("g", [] { return never_bound(); });
    });
}

void bind_captures(st::module_ &m) {
    int a = 3;
    m.def("inline_capture", [a](int x) { return a + x; });
    auto shared = std::make_shared<int>(5);
    captured = shared;
    m.def("heap_capture", large_capture{shared, {100, 0, 0, 0}});
    m.def("make_adder", [](int n) {
        return st::cpp_function([n](int x) { return n + x; }, "x"_a, "Adds a number.");
    });
    m.def("make_heap_adder", [](int n) {
        auto shared_n = std::make_shared<int>(n);
        captured = shared_n;
        return st::cpp_function(large_capture{shared_n, {0, 0, 0, 0}});
    });
    m.def("capture_alive", [] { return !captured.expired(); });
}

} // namespace

SUTURE_MODULE(test_functions_ext, m) {
    bind_arguments(m);
    bind_overloads(m);
    bind_surroundings(m);
    bind_mistakes(m);
    bind_captures(m);
}
