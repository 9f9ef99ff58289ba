// SPDX-License-Identifier: BSD-3-Clause
// Signatures given as text: what they supply, and how they are held against the binding.
#include <list>
#include <string>

#include <suture/cast/string.h>
#include <suture/suture.h>

namespace st = suture;
using namespace st::literals;

namespace {

enum class shade { light, dark };
struct shape {};
struct texted {
    int x;
};

int add(int a, int b) { return a + b; }

/// A text that lives on: bindings refer to theirs.
const char *kept(const char *text) {
    static std::list<std::string> all;
    return all.emplace_back(text).c_str();
}

/// Functions that bind `f` with a text of the test's, so that it sees the ImportError.
void bind_texts(st::module_ &m) {
    m.def("with_text",
          [](st::module_ target, const char *text) { target.def("f", add, st::sig(kept(text))); });
    m.def("with_names", [](st::module_ target, const char *text) {
        target.def("f", add, "a"_a, "b"_a, st::sig(kept(text)));
    });
    m.def("with_default", [](st::module_ target, st::object value, const char *text) {
        target.def(
            "f", [](int, st::object o) { return o; }, "a"_a, "b"_a = value, st::sig(kept(text)));
    });
    m.def("with_default_text", [](st::module_ target, const char *text) {
        target.def("f", add, "a"_a, ("b"_a = 3).sig("three"), st::sig(kept(text)));
    });
    m.def("with_keyword_only", [](st::module_ target, const char *text) {
        target.def("f", add, "a"_a, st::kw_only(), "b"_a, st::sig(kept(text)));
    });
    m.def("with_positional_only", [](st::module_ target, const char *text) {
        target.def("f", add, "a"_a, st::pos_only(), "b"_a, st::sig(kept(text)));
    });
    m.def("with_args", [](st::module_ target, const char *text) {
        target.def(
            "f", [](int a, st::args rest) { return a + (int) st::len(rest); }, st::sig(kept(text)));
    });
    m.def("with_anything", [](st::module_ target, const char *text) {
        target.def(
            "f", [](st::args a, st::kwargs k) { return st::make_tuple(a, k); },
            st::sig(kept(text)));
    });
    m.def("with_shade", [](st::module_ target, const char *text) {
        target.def("f", [](shade s) { return (int) s; }, "s"_a = shade::dark, st::sig(kept(text)));
    });
    struct host {};
    auto h = st::class_<host>(m, "Host").def(st::init<>());
    m.def("method_with_text", [h](const char *text) mutable {
        if (st::hasattr(h, "f"))
            st::delattr(h, "f");
        h.def("f", [](host &, int a) { return a; }, st::sig(kept(text)));
    });
}

} // namespace

SUTURE_MODULE(test_signature_texts_ext, m) {
    st::enum_<shade>(m, "Shade").value("light", shade::light).value("dark", shade::dark);
    st::class_<shape>(m, "Shape");
    m.def(
        "texted", [](int a, int b, shade) { return 10 * a + b; }, "Documented.",
        st::sig("def texted(a: int, /, b: int, *, shade: Shade) -> 'list[Shape]'"));
    m.def(
        "texted_default", [](int a, shade s) { return a + (int) s; }, "a"_a, "s"_a = shade::dark,
        st::sig("def texted_default(a: \"int\", s: Shade = Shade.dark) -> Undefined[int]"));
    m.def(
        "texted_anything", [](st::args, st::kwargs) { return 1; },
        st::sig("def texted_anything(a: int, b: str = 'x', *, c: float = undefined) -> int"));
    m.def("texted_overload", [](int) { return 1; }, st::sig("def texted_overload(i: int) -> int"));
    m.def(
        "texted_overload", [](const std::string &) { return 2; },
        st::sig("def texted_overload(s: str) -> int"));
    st::class_<texted>(m, "Texted", st::sig("class Texted(Generic[T])"))
        .def(st::init<int>(), st::sig("def __init__(self, x: int) -> None"))
        .def(
            "get", [](const texted &t, int by) { return t.x * by; },
            st::sig("def get(self, by: int) -> int"))
        .def_prop_ro("x", [](const texted &t) { return t.x; }, st::sig("def x(self) -> int"));
    bind_texts(m);
}
