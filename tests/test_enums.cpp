// SPDX-License-Identifier: BSD-3-Clause
// Enumerations: classes of Python's enum module, their members as arguments, results and data
// members, functions on them, and mistakes in binding them.
#include "test_enums.h"

#include <cstdint> // int8_t, uint64_t

#include <suture/cast/optional.h>
#include <suture/cast/string.h>
#include <suture/cast/vector.h>
#include <suture/operators.h>
#include <suture/suture.h>

namespace st = suture;
using namespace st::literals;
using test_enums::rank;
using test_enums::suit;

namespace {

enum class color { red, green = 5, blue, azure = 6 };
enum level : int8_t { low = -100, middle = 0, high = 100 };
enum class rights : uint32_t { none = 0, read = 1, write = 2, execute = 4, both = 3 };
enum class bits : unsigned { one = 1, two = 2, many = 0x80000000u };
enum class mask : int { one = 1, two = 2, all = -1 };
enum class big : uint64_t { small = 1, huge = 0xffffffffffffffffu, half = 0x8000000000000000u };
enum class negative : int64_t { least = INT64_MIN, minus = -1, most = INT64_MAX };
enum class mood { happy, sad };
enum class truth : bool { no, yes };
enum class unit { metre, second };
enum class opaque_mode { a, b };
enum class unbound { x };
enum class inner { in, out };
enum class many {};
enum class late { a, b };
enum class shared_name { a };
enum class planet { mercury = 1, earth = 3 };
enum class token : unsigned char { plus = '+', minus = '-' };

struct pixel {
    color c = color::green;
    level l = low;
    rights a = rights::read;
    const truth t = truth::yes;
};

std::string upper(planet p) { return p == planet::earth ? "EARTH" : "MERCURY"; }

} // namespace

SUTURE_MAKE_OPAQUE(opaque_mode)

namespace {

// Each makes one mistake in a module of its own; the tests read the message.
template <class F> auto mistake(F f) {
    return [f](st::module_ m) { f(m); };
}

void bind_mistakes(st::module_ &m) {
    enum class e1 { a, b };
    enum class e2 { a };
    enum class e3 { a };
    enum class e4 { a, b };
    enum class e5 { a };
    enum class e6 { a };
    enum class e7 { a };
    enum class e8 { a };
    enum class e9 { a };
    enum class e10 { a };
    enum class e11 { a };
    m.def("duplicate_name", mistake([](st::module_ &m) {
              st::enum_<e1>(m, "E").value("A", e1::a).value("A", e1::b);
          }));
    m.def("duplicate_type",
          mistake([](st::module_ &m) { st::enum_<color>(m, "Colour").value("Red", color::red); }));
    m.def("class_and_enum",
          mistake([](st::module_ &m) { st::enum_<e2>(m, "Color").value("A", e2::a); }));
    m.def("value_after_use", mistake([](st::module_ &m) {
              st::enum_<e3> e(m, "E");
              e.value("A", e3::a);
              st::cast(e3::a);
              e.value("B", e3::a);
          }));
    m.def("value_after_export", mistake([](st::module_ &m) {
              st::enum_<e4>(m, "E").value("A", e4::a).export_values().value("B", e4::b);
          }));
    m.def("reserved_name",
          mistake([](st::module_ &m) { st::enum_<e5>(m, "E").value("__a__", e5::a); }));
    m.def("mro_as_name",
          mistake([](st::module_ &m) { st::enum_<e6>(m, "E").value("mro", e6::a); }));
    m.def("str_and_flag",
          mistake([](st::module_ &m) { st::enum_<e7>(m, "E", st::is_str(), st::is_flag()); }));
    m.def("str_value_without_str",
          mistake([](st::module_ &m) { st::enum_<e8>(m, "E").str_value("A", e8::a, "a"); }));
    m.def("method_named_like_a_value", mistake([](st::module_ &m) {
              st::enum_<e9>(m, "E").value("A", e9::a).def("A", [](e9) { return 1; });
          }));
    m.def("fails", mistake([](st::module_ &m) {
              st::enum_<e11>(m, "E").value("A", e11::a).def("A", [](e11) { return 1; });
          }));
    m.def("failed_value", [](e11 v) { return (int) v; });
    m.def("failed_make", [] { return e11::a; });
    m.def("export_over_an_attribute", mistake([](st::module_ &m) {
              m.attr("taken") = 1;
              st::enum_<e10>(m, "E").value("taken", e10::a).export_values();
          }));
}

} // namespace

SUTURE_MODULE(test_enums_ext, m) {
    st::enum_<color>(m, "Color", "How it looks.")
        .value("Red", color::red, "The colour of blood.")
        .value("Green", color::green)
        .value("Blue", color::blue, "The colour of the sky.")
        .value("Azure", color::azure, "The same colour.");
    st::enum_<level>(m, "Level", st::is_arithmetic())
        .value("low", low)
        .value("middle", middle)
        .value("high", high)
        .export_values();
    st::enum_<rights>(m, "Access", st::is_flag())
        .value("none", rights::none)
        .value("read", rights::read)
        .value("write", rights::write)
        .value("execute", rights::execute)
        .value("both", rights::both);
    st::enum_<bits>(m, "Bits", st::is_flag(), st::is_arithmetic(), st::doc("Bits of a word."))
        .value("one", bits::one)
        .value("two", bits::two)
        .value("many", bits::many);
    st::enum_<mask>(m, "Mask", st::is_flag())
        .value("one", mask::one)
        .value("two", mask::two)
        .value("all", mask::all);
    st::enum_<big>(m, "Big")
        .value("small", big::small)
        .value("huge", big::huge)
        .value("half", big::half);
    st::enum_<negative>(m, "Negative")
        .value("least", negative::least)
        .value("minus", negative::minus)
        .value("most", negative::most);
    st::enum_<mood>(m, "Mood", st::is_str())
        .str_value("Happy", mood::happy, "very happy", "All is well.")
        .value("Sad", mood::sad);
    st::enum_<truth>(m, "Truth").value("no", truth::no).value("yes", truth::yes);
    st::enum_<token>(m, "Token", st::is_arithmetic())
        .value("plus", token::plus)
        .value("minus", token::minus);
    st::enum_<many>(m, "Nothing");

    m.def("color_value", [](color c) { return (int) c; }, "c"_a);
    m.def("color_strict", [](color c) { return (int) c; }, "c"_a.noconvert());
    m.def("color_make", [](int v) { return (color) v; });
    m.def("color_default", [](color c) { return c; }, "c"_a = color::blue);
    m.def("color_optional", [](std::optional<color> c) { return c; }, "c"_a.none());
    m.def("colors", [](const std::vector<color> &c) { return c; });
    m.def("level_value", [](level l) { return (int) l; });
    m.def("level_make", [](int v) { return (level) v; });
    m.def("access_value", [](rights a) { return (unsigned) a; });
    m.def("access_make", [](unsigned v) { return (rights) v; });
    m.def("bits_value", [](bits b) { return (unsigned) b; });
    m.def("bits_make", [](unsigned v) { return (bits) v; });
    m.def("mask_value", [](mask v) { return (int) v; });
    m.def("mask_make", [](int v) { return (mask) v; });
    m.def("big_value", [](big b) { return (uint64_t) b; });
    m.def("big_make", [](uint64_t v) { return (big) v; });
    m.def("negative_value", [](negative n) { return (int64_t) n; });
    m.def("negative_make", [](int64_t v) { return (negative) v; });
    m.def("mood_value", [](mood v) { return (int) v; });
    m.def("mood_make", [](int v) { return (mood) v; });
    m.def("truth_not", [](truth t) { return t == truth::yes ? truth::no : truth::yes; });
    m.def("token_value", [](token t) { return (char) t; });
    m.def("unbound_value", [](unbound u) { return (int) u; });
    m.def("unbound_make", [] { return unbound::x; });
    m.def("overload", [](color) { return "color"; });
    m.def("overload", [](level) { return "level"; });
    m.def("overload", [](int) { return "int"; });
    m.def("reference", [](const color &c) { return (int) c; });
    m.def("pointer", [](const color *c) { return (int) *c; });

    st::class_<pixel>(m, "Pixel")
        .def(st::init<>())
        .def_rw("c", &pixel::c)
        .def_rw("l", &pixel::l)
        .def_rw("a", &pixel::a)
        .def_ro("t", &pixel::t);

    struct outer {};
    st::class_<outer> nest(m, "Outer");
    st::enum_<inner>(nest, "Inner")
        .value("in_", inner::in)
        .value("out", inner::out)
        .export_values();

    st::enum_<unit>(m, "Unit", "What is measured.")
        .value("metre", unit::metre)
        .value("second", unit::second)
        .def(
            "symbol", [](unit u) { return u == unit::metre ? "m" : "s"; }, "Its sign.")
        .def(
            "scaled", [](unit u, int by) { return ((int) u + 1) * by; }, "by"_a)
        .def(
            "scaled",
            [](unit u, const std::string &by) { return by + (u == unit::metre ? "m" : "s"); },
            "by"_a)
        .def_static("first", [] { return unit::metre; })
        .def_prop_ro(
            "ordinal", [](unit u) { return (int) u + 1; }, "Its place, from one.")
        .def_prop_rw(
            "shadow", [](unit u) { return (int) u; },
            [](unit, int v) {
                if (v < 0)
                    throw st::value_error("negative");
            })
        .def("__str__", [](unit u) { return u == unit::metre ? "metre!" : "second!"; })
        .def(
            "next", [](unit, int) { return unit::second; }, "by"_a = 1)
        .def(st::self < st::self);
    st::enum_<planet>(m, "Planet")
        .value("mercury", planet::mercury)
        .value("earth", planet::earth)
        .def("upper", &upper);

    st::enum_<suit>(m, "Suit").value("Spades", suit::spades).value("Hearts", suit::hearts);
    st::enum_<rank>(m, "Rank").value("Jack", rank::jack).value("Queen", rank::queen);
    m.def("suit_value", [](suit s) { return (int) s; });
    m.def("suit_make", [](int v) { return (suit) v; });

    st::class_<opaque_mode>(m, "OpaqueMode")
        .def("index", [](const opaque_mode &o) { return (int) o; })
        .def_static("make", [](int v) { return (opaque_mode) v; });

    auto copied = st::enum_<late>(m, "Late").value("a", late::a);
    {
        auto again = copied;
        again.value("b", late::b);
    }
    copied.def("is_a", [](late l) { return l == late::a; });
    m.attr("late_type") = copied;
    m.attr("late_a") = copied.attr("a");

    bind_mistakes(m);
}
