// SPDX-License-Identifier: BSD-3-Clause
// The syntax of Python objects in C++, and Python's built-in functions.
#include <suture/suture.h>

namespace st = suture;
using namespace suture::literals;

namespace {

struct shape {
    int sides;
};

void bind_attributes(st::module_ &m) {
    m.def("attr_get", [](st::handle o) { return st::object(o.attr("x")); });
    m.def("attr_from_buffer", [](st::handle o) {
        char name[] = "x";
        st::object first = o.attr(name);
        name[0] = 'y';
        return st::make_tuple(first, o.attr(name));
    });
    m.def("attr_set", [](st::handle o, int v) { o.attr("x") = v; });
    m.def("attr_del", [](st::handle o) { st::del(o.attr("x")); });
    m.def("attr_by_object", [](st::handle o, st::str n) { return st::object(o.attr(n)); });
    m.def("attr_add_in_place", [](st::handle o) { o.attr("x") += 5; });
    m.def("attr_copy", [](st::handle a, st::handle b) { a.attr("x") = b.attr("x"); });
    m.def("attr_nested", [](st::handle o) {
        auto inner = o.attr("inner").attr("x"); // outlives the temporary it hangs on
        return st::object(inner);
    });
    m.def("attr_is_read_once", [](st::handle o) {
        auto x = o.attr("counter");
        st::object first = x, second = x;
        return first.is(second);
    });
    m.def("item_get_str", [](st::handle o) { return st::object(o["k"]); });
    m.def("item_get_int", [](st::handle o, int i) { return st::object(o[i]); });
    m.def("item_get_object", [](st::handle o, st::object k) { return st::object(o[k]); });
    m.def("item_set", [](st::handle o, int i, st::object v) { o[i] = v; });
    m.def("item_del", [](st::handle o) { st::del(o["k"]); });
    m.def("hasattr", [](st::handle o, const char *n) { return st::hasattr(o, n); });
    m.def("getattr_default", [](st::handle o, const char *n) { return st::getattr(o, n, 7); });
    m.def("setattr", [](st::handle o) { st::setattr(o, "y", "value"); });
    m.def("delattr", [](st::handle o) { st::delattr(o, "y"); });
    m.def("doc", [](st::handle o) { return st::object(o.doc()); });
    m.def("null_handle", [] { return st::object(st::handle().attr("x")); });
}

void bind_calls(st::module_ &m) {
    m.def("call_plain", [](st::handle f) { return f(); });
    m.def("call_mixed", [](st::handle f, st::object o) { return f(1, 2.5, "text", o, nullptr); });
    m.def("call_keywords", [](st::handle f) { return f(1, "a"_a = 2, "b"_a = "three"); });
    m.def("call_expanded",
          [](st::handle f, st::list a, st::dict k) { return f(0, *a, 9, "z"_a = 1, **k); });
    m.def("call_method", [](st::handle o) { return o.attr("method")(1, "k"_a = 2); });
    m.def("call_stored_attribute", [](st::handle o) {
        auto f = o.attr("method");
        st::object first = f(1, "k"_a = 2);
        return f(first, "k"_a = 3);
    });
    m.def("call_unconvertible", [](st::handle f) { return f(1, shape{3}); });
    m.def("call_with_missing_attribute",
          [](st::handle f, st::handle o) { return f("text", o.attr("missing")); });
}

void bind_operators(st::module_ &m) {
    m.def("arithmetic", [](st::object a, st::object b) {
        return st::make_tuple(a + b, a - b, a * b, a / b, a % b, a.floor_div(b), a.pow(b));
    });
    m.def("add", [](st::object a, st::object b) { return a + b; });
    m.def("bitwise", [](st::object a, st::object b) {
        return st::make_tuple(a & b, a | b, a ^ b, a << b, a >> b, ~a);
    });
    m.def("unary", [](st::object a) { return st::make_tuple(-a, +a); });
    m.def("with_values", [](st::object a) { return st::make_tuple(a + 1, a * 2.5, a - a); });
    m.def("in_place", [](st::object a) {
        a += 1;
        a *= 2;
        return a;
    });
    m.def("comparison", [](st::object a, st::object b) {
        return st::make_tuple(a<b, a <= b, a> b, a >= b, a.equal(b), a.not_equal(b));
    });
    m.def("is_same", [](st::handle a, st::handle b) { return a.is(b); });
    m.def("contains", [](st::handle c, int i) { return c.contains(i); });
    m.def("is_in", [](st::handle i, st::handle c) { return i.in(c); });
}

void bind_builtins(st::module_ &m) {
    m.def("len", [](st::handle o) { return st::len(o); });
    m.def("len_hint", [](st::handle o) { return st::len_hint(o); });
    m.def("hash", [](st::handle o) { return st::hash(o); });
    m.def("repr", [](st::handle o) { return st::repr(o); });
    m.def("print", [](st::handle file) {
        st::print("a", 1, "sep"_a = "-", "end"_a = ".", "file"_a = file);
    });
    m.def("globals_name", [] { return st::object(st::globals()["__name__"]); });
    m.def("builtins_len", [](st::handle o) { return st::builtins()["len"](o); });
    m.def("isinstance_of", [](st::handle o) {
        return st::make_tuple(st::isinstance<st::list>(o), st::isinstance<int>(o),
                              st::isinstance<shape>(o),
                              st::isinstance<st::typed<st::list, int>>(o));
    });
    m.def("isinstance_python", [](st::handle o, st::handle t) { return st::isinstance(o, t); });
    m.def("issubclass", [](st::handle a, st::handle b) { return st::issubclass(a, b); });
    m.def("import_", [](const char *n) { return st::import_(n); });
}

} // namespace

SUTURE_MODULE(test_objects_ext, m) {
    bind_attributes(m);
    bind_calls(m);
    bind_operators(m);
    bind_builtins(m);
    st::class_<shape>(m, "Shape").def(st::init<int>());
}
