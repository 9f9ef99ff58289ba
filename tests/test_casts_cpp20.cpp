// SPDX-License-Identifier: BSD-3-Clause
// What C++20 adds, there and back: dates, spans and UTF-8 strings. Built as C++20 where the
// compiler can.
#include <string>      // u8string
#include <string_view> // u8string_view

#include <suture/cast/chrono.h>
#include <suture/cast/span.h>
#include <suture/cast/string.h>
#include <suture/cast/string_view.h>
#include <suture/suture.h>

namespace st = suture;
namespace ch = std::chrono;

SUTURE_MODULE(test_casts_cpp20_ext, m) {
#if __cplusplus >= 202002L
    m.def("date", [](ch::year_month_day d) { return d; });
    m.def("sys_days", [](ch::sys_days d) { return ch::year_month_day(d); });
#endif
#if defined(__cpp_lib_span)
    m.def("span_int", [](std::span<const int> s) { return s; });
    m.def("span_three", [](std::span<const double, 3> s) { return s[0] + s[1] + s[2]; });
    m.def("span_string", [](std::span<const std::string> s) { return s; });
    m.def("span_result", [] {
        static int data[] = {1, 2, 3};
        return std::span<int>(data);
    });
    m.def("cast_span", [](st::object o) {
        std::span<const int> span;
        return st::try_cast(o, span);
    });
#endif
#if defined(__cpp_char8_t)
    m.def("utf8", [](const std::u8string &s) { return s; });
    m.def("utf8_view", [](std::u8string_view s) { return s; });
#endif
    (void) m; // in an older C++
}
