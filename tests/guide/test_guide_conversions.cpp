// SPDX-License-Identifier: BSD-3-Clause
// The snippets of docs/guide/conversions.md.
#include <suture/std.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

namespace {

struct Point {
    double x, y;
};

} // namespace

// [caster]
namespace suture::detail {
template <> struct type_caster<Point> {
    SUTURE_TYPE_CASTER(Point, const_name("tuple[float, float]"))

    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        std::pair<double, double> pair;
        if (!try_cast(src, pair, (flags & cast_flags::convert) != 0))
            return false;
        value = {pair.first, pair.second};
        return true;
    }
    static handle from_cpp(const Point &p, rv_policy policy, cleanup_list *cleanup) noexcept {
        return make_caster<std::pair<double, double>>::from_cpp(std::pair(p.x, p.y), policy,
                                                                cleanup);
    }
};
} // namespace suture::detail
// [end]

SUTURE_MODULE(test_guide_conversions_ext, m) {
    // [containers]
    m.def(
        "total",
        [](const std::vector<int> &values) {
            int sum = 0;
            for (int value : values)
                sum += value;
            return sum;
        },
        "values"_a);
    m.def("lengths", [](const std::vector<std::string> &words) {
        std::map<std::string, size_t> result;
        for (auto &word : words)
            result[word] = word.size();
        return result;
    });
    m.def(
        "first",
        [](std::optional<std::pair<int, std::string>> pair) {
            return pair ? pair->second : "none";
        },
        "pair"_a = nb::none());
    // [end]
    // [variant]
    using scalar = std::variant<std::complex<double>, double, int64_t, bool>;
    m.def("alternative", [](const scalar &value) {
        constexpr const char *names[] = {"complex", "double", "int64_t", "bool"};
        return names[value.index()];
    });
    // [end]
    // [wrappers]
    m.def("describe", [](nb::handle h) {
        if (nb::isinstance<nb::dict>(h))
            return "a dict of " + std::to_string(nb::len(h));
        nb::object upper = h.attr("upper")();
        return nb::cast<std::string>(upper + nb::str("!"));
    });
    // [end]
    // [typed]
    m.def(
        "sum",
        [](nb::typed<nb::list, int> values) {
            int sum = 0;
            for (nb::handle value : values)
                sum += nb::cast<int>(value);
            return sum;
        },
        "values"_a);
    // [end]
    // [point]
    m.def("mirror", [](Point p) { return Point{-p.x, p.y}; }, "p"_a);
    // [end]
}
