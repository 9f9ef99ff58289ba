// SPDX-License-Identifier: BSD-3-Clause
// Wrapper types and the syntax of Python objects in C++.
#include <string>
#include <string_view>

#include <suture/suture.h>

namespace st = suture;
using namespace suture::literals;

namespace {

struct shape {
    int sides;
};
struct api_table {
    int answer;
};
api_table api{42};
int cleanups = 0;

/// An own wrapper: str objects that spell an upper-case word.
bool is_shout(PyObject *o) {
    return PyUnicode_Check(o) && st::handle(o).attr("isupper")().cast<bool>();
}
class shout : public st::object {
    SUTURE_OBJECT(shout, st::object, "Shout", is_shout)
    shout() = default;
};

void bind_attributes(st::module_ &m) {
    m.def("attr_get", [](st::handle o) { return st::object(o.attr("x")); });
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
    m.def("call_expanded", [](st::handle f, st::list a, st::dict k) {
        return f(0, *a, 9, "z"_a = 1, **k);
    });
    m.def("call_method", [](st::handle o) { return o.attr("method")(1, "k"_a = 2); });
    m.def("call_stored_attribute", [](st::handle o) {
        auto f = o.attr("method");
        st::object first = f(1, "k"_a = 2);
        return f(first, "k"_a = 3);
    });
    m.def("call_unconvertible", [](st::handle f) { return f(1, shape{3}); });
    m.def("call_with_missing_attribute", [](st::handle f, st::handle o) {
        return f("text", o.attr("missing"));
    });
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
        return st::make_tuple(a < b, a <= b, a > b, a >= b, a.equal(b), a.not_equal(b));
    });
    m.def("is_same", [](st::handle a, st::handle b) { return a.is(b); });
    m.def("contains", [](st::handle c, int i) { return c.contains(i); });
    m.def("is_in", [](st::handle i, st::handle c) { return i.in(c); });
}

void bind_text(st::module_ &m) {
    m.def("str_from_std", [] { return st::str(std::string("a\0b", 3)); });
    m.def("str_from_object", [](st::object o) { return st::str(o); });
    m.def("str_to_std", [](st::str s) { return (int) std::string(s).size(); });
    m.def("str_c_str", [](st::str s) { return s.c_str(); });
    m.def("str_format", [] { return st::str("{} and {b}").format(1, "b"_a = "two"); });
    m.def("str_invalid", [] { return st::str("\xff"); });
    m.def("str_default", [] { return st::str(); });
    m.def("bytes_roundtrip", [](st::bytes b) {
        return st::bytes(std::string_view(b.c_str(), b.size()));
    });
    m.def("bytearray_resize", [](st::bytearray b) {
        b.resize(b.size() + 1);
        ((char *) b.data())[b.size() - 1] = '!';
    });
    m.def("memoryview_of_static", [] {
        static char text[] = "static";
        return st::memoryview::from_memory(text, 6);
    });
}

void bind_numbers(st::module_ &m) {
    m.def("int_from_cpp", [] { return st::make_tuple(st::int_(-1), st::int_(~0ull), st::int_()); });
    m.def("int_to_cpp", [](st::int_ i) { return (int) (signed char) i; });
    m.def("int_from_object", [](st::object o) { return st::int_(o); });
    m.def("float_from_object", [](st::object o) { return st::float_(o); });
    m.def("float_to_cpp", [](st::float_ f) { return (double) f; });
    m.def("bool_from_object", [](st::object o) { return st::bool_(o); });
    m.def("bool_to_cpp", [](st::bool_ b) { return b ? 1 : 0; });
}

void bind_collections(st::module_ &m) {
    m.def("list_edit", [] {
        st::list l;
        l.append(3);
        l.insert(0, "first");
        l.extend(st::make_tuple(2, 1));
        l[1] = 30;
        l.reverse();
        return l;
    });
    m.def("list_sort", [](st::list l) { l.sort(); });
    m.def("list_clear", [](st::list l) { l.clear(); });
    m.def("list_from_object", [](st::object o) { return st::list(o); });
    m.def("list_sum", [](st::list l) {
        long sum = 0;
        for (st::handle item : l)
            sum += st::cast<long>(item);
        return sum;
    });
    m.def("list_grows_while_iterated", [](st::list l) {
        int n = 0;
        for (st::handle item : l) {
            if (n++ < 3)
                l.append(item);
        }
        return n;
    });
    m.def("list_checked", [](st::object o) {
        st::list l = o; // a check, not a conversion
        return l.size();
    });
    m.def("list_from_attribute", [](st::handle o) {
        st::list l = o.attr("items");
        return l.size();
    });
    m.def("tuple_sum", [](st::tuple t) {
        long sum = 0;
        for (st::handle item : t)
            sum += st::cast<long>(item);
        return sum;
    });
    m.def("tuple_item", [](st::tuple t, int i) { return st::object(t[i]); });
    m.def("make_tuple", [](st::handle h) { return st::make_tuple(1, "two", 3.0, h, nullptr); });
    m.def("dict_edit", [](st::object key) {
        st::dict d("a"_a = 1, "b"_a = "two");
        d[key] = 3;
        return d;
    });
    m.def("dict_views", [](st::dict d) { return st::make_tuple(d.keys(), d.values(), d.items()); });
    m.def("dict_get", [](st::dict d, st::object k) { return d.get(k, "none"); });
    m.def("dict_update", [](st::dict d, st::handle o) { d.update(o); });
    m.def("dict_pairs", [](st::dict d) {
        st::list l;
        for (auto [key, value] : d)
            l.append(st::make_tuple(value, key));
        return l;
    });
    m.def("dict_changes_while_iterated", [](st::dict d) {
        for (auto [key, value] : d)
            d["new"] = value;
    });
    m.def("set_edit", [](st::set s) {
        s.add(1);
        s.add("text");
        bool first = s.discard(1), second = s.discard(2);
        return st::make_tuple(first, second, s.size());
    });
    m.def("set_items", [](st::set s) {
        long sum = 0;
        for (st::handle item : s)
            sum += st::cast<long>(item);
        return sum;
    });
    m.def("frozenset_from_object", [](st::object o) { return st::frozenset(o); });
    m.def("mapping_keys", [](st::mapping x) { return x.keys(); });
    m.def("sequence_size", [](st::sequence s) { return s.size(); });
    m.def("iterate", [](st::iterable it) {
        st::list l;
        for (st::handle item : it)
            l.append(item);
        return l;
    });
    m.def("iterate_by_hand", [](st::handle o) {
        st::list l;
        for (st::iterator it = st::iter(o); it != st::iterator::sentinel(); ++it)
            l.append(*it);
        return l;
    });
    m.def("take_iterator", [](st::iterator it) { return st::borrow(*it); });
    m.def("slice_compute", [](st::slice s, size_t n) {
        auto [start, stop, step, length] = s.compute(n);
        return st::make_tuple(start, stop, step, length);
    });
    m.def("slice_make", [] {
        return st::make_tuple(st::slice(3), st::slice(1, 2), st::slice(st::none(), 5, 2));
    });
}

void bind_others(st::module_ &m) {
    m.def("singletons",
          [] { return st::make_tuple(st::none(), st::ellipsis(), st::not_implemented()); });
    m.def("call_callable", [](st::callable f) { return f(1); });
    m.def("type_name", [](st::type_object t) { return st::object(t.attr("__name__")); });
    m.def("type_of", [](st::handle o) { return st::borrow(o.type()); });
    m.def("weakref_make", [](st::handle o) { return st::weakref(o); });
    m.def("weakref_get", [](st::weakref w) { return w(); });
    m.def("any_identity", [](st::any o) { return o; });
    m.def("shout_identity", [](shout s) { return s; });
    m.def("null_returned", [] { return st::object(); });

    m.def("capsule_make", [] {
        return st::capsule(&api, "test.name", [](void *) { ++cleanups; });
    });
    m.def("capsule_null", [] { return st::capsule(nullptr, "test.name"); });
    m.def("capsule_throwing_cleanup", [] {
        return st::capsule(&api, [](void *) { throw st::value_error("from cleanup"); });
    });
    m.def("capsule_read", [](st::capsule c) {
        return st::make_tuple(st::str(c.name()), ((api_table *) c.data())->answer);
    });
    m.def("capsule_data_named", [](st::capsule c, const char *n) {
        return ((api_table *) c.data(n))->answer;
    });
    m.def("cleanups", [] { return cleanups; });
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
                              st::isinstance<shape>(o), st::isinstance<st::typed<st::list, int>>(o));
    });
    m.def("isinstance_python", [](st::handle o, st::handle t) { return st::isinstance(o, t); });
    m.def("issubclass", [](st::handle a, st::handle b) { return st::issubclass(a, b); });
    m.def("import_", [](const char *n) { return st::import_(n); });
}

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
    st::class_<shape>(m, "Shape")
        .def("__init__", [](shape *self, int sides) { new (self) shape{sides}; })
        .def("self_object", [](shape &s) { return st::find(s); });
    m.def("find_none", [] {
        shape s{3};
        return st::find(s).is_valid();
    });
    m.def("shape_type", [] { return st::borrow(st::type<shape>()); });
    m.def("typed_shapes", [](st::typed<st::list, shape> l) { return l.size(); });
    m.def("typed_shape_pointers", [](st::typed<st::list, shape *> l) { return l.size(); });
    m.def("shape_handle", [](st::handle_t<shape> h) { return h.cast<shape &>().sides; });
    m.def("shape_class", [](st::type_object_t<shape> t) { return t; });
    m.def("shape_cast", [](st::object o) { return st::cast<shape &>(o).sides; });
}

void bind_capsules(st::module_ &m) {
    m.add_capsule("api", &api).add_capsule("api2", &api, 2);
    m.def("get", [m] { return m.get_capsule<api_table>("api")->answer; });
    m.def("get_untyped", [m] { return ((api_table *) m.get_capsule("api"))->answer; });
    m.def("get_missing", [m] { return m.get_capsule<api_table>("nothing")->answer; });
    m.def("get_wrong_type", [m] { return m.get_capsule<shape>("api")->sides; });
    m.def("get_wrong_version", [m] { return m.get_capsule<api_table>("api2", 3)->answer; });
    m.def("get_version", [m] { return m.get_capsule<api_table>("api2", 2)->answer; });
    m.def("get_no_capsule", [m] { return m.get_capsule<api_table>("get")->answer; });
    m.def("get_foreign", [](st::module_ o) {
        return o.get_capsule("foreign") == (void *) &api;
    });
    m.def("get_foreign_typed", [](st::module_ o) { return o.get_capsule<api_table>("foreign"); });
    m.def("foreign", [] { return st::steal(PyCapsule_New(&api, "elsewhere", nullptr)); });
    m.def("add_null", [m]() mutable { m.add_capsule("null", (api_table *) nullptr); });
    m.def_submodule("sub", "A submodule.").def("f", [] { return 1; });
}

} // namespace

SUTURE_MODULE(test_objects_ext, m) {
    bind_attributes(m);
    bind_calls(m);
    bind_operators(m);
    bind_text(m);
    bind_numbers(m);
    bind_collections(m);
    bind_others(m);
    bind_builtins(m);
    bind_typed(m);
    bind_shapes(m);
    bind_capsules(m);
}
