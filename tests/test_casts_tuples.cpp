// SPDX-License-Identifier: BSD-3-Clause
// pair, tuple, optional and variant there and back.
#include <complex>   // complex
#include <cstdint>   // int64_t
#include <stdexcept> // runtime_error

#include <suture/cast/complex.h>
#include <suture/cast/map.h>
#include <suture/cast/optional.h>
#include <suture/cast/pair.h>
#include <suture/cast/string.h>
#include <suture/cast/string_view.h>
#include <suture/cast/tuple.h>
#include <suture/cast/variant.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

struct val {
    explicit val(int v) : v(v) {}
    int v;
};
struct derived : val {
    explicit derived(int v) : val(v) {}
};
struct valueless {
    valueless() = default;
    valueless(const valueless &) { throw st::value_error("no copy"); }
    valueless &operator=(const valueless &) = default;
};

/// Shows whether it is read after its end.
struct poisoned {
    explicit poisoned(int v) : v(v) {}
    poisoned(const poisoned &other) : v((int) other.v) {}
    ~poisoned() { v = -1; }
    volatile int v;
};

using scalar = std::variant<bool, int64_t, double, std::complex<double>>;
using scalar_variant = std::variant<val *, scalar>;

std::string describe(const scalar_variant &v) {
    if (auto p = std::get_if<val *>(&v))
        return *p ? "Val " + std::to_string((*p)->v) : "null";
    const char *names[] = {"bool", "int", "double", "complex"};
    return names[std::get<scalar>(v).index()];
}

} // namespace

SUTURE_MODULE(test_casts_tuples_ext, m) {
    st::class_<val>(m, "Val").def(st::init<int>()).def_rw("v", &val::v);
    st::class_<derived, val>(m, "Derived").def(st::init<int>());
    st::class_<valueless>(m, "Valueless").def(st::init<>());

    m.def("pair", [](const std::pair<int, std::string> &p) { return p; });
    m.def("pair_by_value", [](std::pair<std::string, int> p) { return std::move(p.first); });
    m.def("pair_by_reference", [](std::pair<int, int> &p) { return ++p.first + p.second; });
    m.def("pair_of_vals", [](const std::pair<val, val *> &p) { return p.first.v + p.second->v; });
    m.def("pair_of_references", [](std::pair<val &, int> p) { p.first.v += p.second; });
    m.def("pair_result_moves", [] { return std::pair<val, val>(val(1), val(2)); });
    m.def("pair_throws", [](const std::pair<valueless, int> &) {});

    st::class_<poisoned>(m, "Poisoned").def(st::init<int>());
    using poisoned_pair = std::pair<poisoned, poisoned>;
    using poisoned_tuple = std::tuple<poisoned, int, poisoned>;
    m.def("sum_of_pair", [](poisoned_pair p) { return p.first.v + p.second.v; });
    m.def("sum_of_pair_by_reference",
          [](const poisoned_pair &p) { return p.first.v + p.second.v; });
    m.def("sum_of_tuple", [](poisoned_tuple t) { return std::get<0>(t).v + std::get<2>(t).v; });
    m.def("sum_of_tuple_by_reference",
          [](const poisoned_tuple &t) { return std::get<0>(t).v + std::get<2>(t).v; });
    m.def("sum_of_nested", [](const std::pair<std::tuple<poisoned>, poisoned_pair> &p) {
        return std::get<0>(p.first).v + p.second.first.v + p.second.second.v;
    });
    m.def("sum_by_cast", [](st::handle h) {
        auto p = st::cast<poisoned_pair>(h);
        return p.first.v + p.second.v;
    });

    m.def("tuple", [](const std::tuple<int, std::string, double> &t) { return t; });
    m.def("tuple_empty", [](const std::tuple<> &t) { return t; });
    m.def("tuple_one", [](std::tuple<int> t) { return t; });
    m.def("tuple_nested", [](std::tuple<int, std::tuple<int, std::vector<int>>> t) { return t; });
    m.def("tuple_fails_late", [] { return std::tuple<int, std::string>(1, "\xff"); });

    m.def("optional", [](std::optional<int> o) { return o; });
    m.def(
        "optional_with_default", [](std::optional<int> o) { return o.value_or(-1); },
        st::arg("o") = st::none());
    m.def("optional_by_reference",
          [](const std::optional<std::string> &o) { return o ? *o : "empty"; });
    m.def("optional_val", [](const std::optional<val> &o) { return o; });
    m.def("optional_pointer", [](std::optional<val *> o) { return o ? (*o)->v : -1; });
    m.def("optional_vector", [](std::optional<std::vector<int>> o) { return o; });
    m.def("vector_of_optionals", [](const std::vector<std::optional<int>> &v) { return v; });
    m.def("nullopt", [](std::nullopt_t) { return std::nullopt; });

    m.def("variant", [](std::variant<int, std::string, std::vector<int>> v) { return v; });
    m.def("variant_index", [](const std::variant<double, int, bool> &v) { return v.index(); });
    m.def("variant_none", [](const std::variant<std::monostate, int> &v) { return v; });
    m.def("variant_val", [](const std::variant<val, int> &v) {
        return v.index() ? std::get<int>(v) : -std::get<val>(v).v;
    });
    m.def(
        "variant_strict", [](const std::variant<double, std::string> &v) { return v.index(); },
        st::arg("v").noconvert());
    m.def("variant_throws", [](const std::variant<valueless, int> &) {});
    m.def("variant_of_optional", [](std::variant<std::optional<int>, std::string> v) { return v; });
    m.def("describe", describe);
    m.def("describe_or_none", describe, st::arg("v").none());
    m.def("describe_pair", [](const scalar_variant &a, const scalar_variant &b) {
        return describe(a) + " + " + describe(b);
    });
    m.def("describe_all", [](const std::vector<scalar_variant> &all) {
        std::string text;
        for (const scalar_variant &v : all)
            text += describe(v) + ";";
        return text;
    });
    m.def("describe_map", [](const std::map<std::string, std::optional<scalar_variant>> &all) {
        std::string text;
        for (auto &[key, v] : all)
            text += key + "=" + (v ? describe(*v) : "None") + ";";
        return text;
    });
}
