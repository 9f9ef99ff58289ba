// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of Python's built-in types.
#include <string>
#include <string_view>

#include <suture/builder.h>
#include <suture/suture.h>

namespace st = suture;
using namespace suture::literals;

namespace {

/// An own wrapper: str objects that spell an upper-case word.
bool is_shout(PyObject *o) {
    return PyUnicode_Check(o) && st::handle(o).attr("isupper")().cast<bool>();
}
class shout : public st::object {
    SUTURE_OBJECT(shout, st::object, "Shout", is_shout)
    shout() = default;
};

void bind_text(st::module_ &m) {
    m.def("str_from_std", [] { return st::str(std::string("a\0b", 3)); });
    m.def("str_from_object", [](st::object o) { return st::str(o); });
    m.def("str_to_std", [](st::str s) { return (int) std::string(s).size(); });
    m.def("str_c_str", [](st::str s) { return s.c_str(); });
    m.def("str_format", [] { return st::str("{} and {b}").format(1, "b"_a = "two"); });
    m.def("str_invalid", [] { return st::str("\xff"); });
    m.def("str_default", [] { return st::str(); });
    m.def("bytes_roundtrip",
          [](st::bytes b) { return st::bytes(std::string_view(b.c_str(), b.size())); });
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
    m.def("build_list", [](int n, int put) {
        st::list_builder b((size_t) n);
        for (int i = 0; i < put; ++i)
            b.put(i);
        return b.commit();
    });
    m.def("build_tuple", [](st::handle h) {
        st::tuple_builder b(3);
        b.put(1);
        b.put(h);
        b.put("text");
        return b.commit();
    });
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
}

} // namespace

SUTURE_MODULE(test_wrappers_ext, m) {
    bind_text(m);
    bind_numbers(m);
    bind_collections(m);
    bind_others(m);
}
