// SPDX-License-Identifier: BSD-3-Clause
// Durations and times there and back.
#include <cstdint> // int64_t
#include <string>  // string

#include <suture/cast/chrono.h>
#include <suture/cast/optional.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;
namespace ch = std::chrono;

namespace {

template <class D> void def_duration(st::module_ &m, const char *name) {
    std::string text(name);
    m.def(name, [](D d) { return d; });
    m.def((text + "_count").c_str(), [](D d) { return d.count(); });
    m.def((text + "_of").c_str(), [](typename D::rep count) { return D(count); });
}
template <class D> void def_time(st::module_ &m, const char *name) {
    using time = ch::time_point<ch::system_clock, D>;
    std::string text(name);
    m.def(name, [](time t) { return t; });
    m.def((text + "_count").c_str(), [](time t) { return t.time_since_epoch().count(); });
    m.def((text + "_of").c_str(), [](typename D::rep count) { return time(D(count)); });
}

} // namespace

SUTURE_MODULE(test_casts_chrono_ext, m) {
    def_duration<ch::nanoseconds>(m, "nanoseconds");
    def_duration<ch::microseconds>(m, "microseconds");
    def_duration<ch::milliseconds>(m, "milliseconds");
    def_duration<ch::seconds>(m, "seconds");
    def_duration<ch::hours>(m, "hours");
    def_duration<ch::duration<double>>(m, "real_seconds");
    def_duration<ch::duration<float, std::milli>>(m, "real_milliseconds");
    def_duration<ch::duration<int, std::ratio<86400>>>(m, "days");
    def_duration<ch::duration<int64_t, std::ratio<1001, 30000>>>(m, "frames");
    def_duration<ch::duration<signed char>>(m, "tiny");
    def_duration<ch::duration<unsigned>>(m, "unsigned_seconds");

    def_time<ch::nanoseconds>(m, "time_ns");
    def_time<ch::microseconds>(m, "time_us");
    def_time<ch::seconds>(m, "time_s");
    def_time<ch::duration<double>>(m, "time_real");
    m.def("system_clock", [](ch::system_clock::time_point t) { return t; });
    m.def("now", [] { return ch::system_clock::now(); });
    m.def("steady", [](ch::steady_clock::time_point t) { return t; });
    m.def("steady_now", [] { return ch::steady_clock::now(); });
    m.def("optional", [](std::optional<ch::seconds> d) { return d; });
    m.def("strict", [](ch::seconds d) { return d; }, st::arg("d").noconvert());
    m.def(
        "strict_steady", [](ch::steady_clock::time_point t) { return t; },
        st::arg("t").noconvert());
    m.def("duration_first", [](ch::seconds) { return "duration"; });
    m.def("duration_first", [](double) { return "double"; });
    m.def("double_first", [](double) { return "double"; });
    m.def("double_first", [](ch::seconds) { return "duration"; });
    m.def("list", [](const std::vector<ch::milliseconds> &v) { return v; });
}
