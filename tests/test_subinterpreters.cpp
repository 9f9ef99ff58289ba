// SPDX-License-Identifier: BSD-3-Clause
// A module that says it runs in several interpreters, each with a GIL of its own.
#include <atomic>     // counts across interpreters
#include <functional> // callbacks
#include <string>     // members

#include <suture/cast/function.h>
#include <suture/cast/string.h>
#include <suture/cast/vector.h>
#include <suture/ndarray.h>
#include <suture/suture.h>

namespace st = suture;
using namespace suture::literals;

namespace {

std::atomic<int> alive{0};
std::atomic<int> loads{0};

struct box {
    explicit box(int v) : v(v) { ++alive; }
    box(const box &other) : v(other.v), text(other.text) { ++alive; }
    virtual ~box() { --alive; }
    virtual int value() const { return v; }
    int v;
    std::string text;
};
struct py_box : box {
    SUTURE_TRAMPOLINE(box)
    int value() const override { SUTURE_OVERRIDE(value); }
};

} // namespace

SUTURE_MODULE(test_subinterpreters_ext, m, st::multiple_interpreters::per_interpreter_gil()) {
    ++loads;
    st::class_<box, py_box>(m, "Box", st::dynamic_attr(), st::is_weak_referenceable())
        .def(st::init<int>(), "v"_a = 1)
        .def_rw("v", &box::v)
        .def_rw("text", &box::text)
        .def("value", &box::value)
        .def(
            "__add__", [](const box &a, const box &b) { return box(a.v + b.v); }, st::is_operator())
        .def_prop_rw_static(
            "loads", [](st::handle) { return loads.load(); }, [](st::handle, int v) { loads = v; });
    m.def("value", [](const box &b) { return b.value(); });
    m.def("apply", [](const std::function<int(int)> &f, int x) { return f(x); });
    m.def("total", [](const std::vector<int> &v) {
        int sum = 0;
        for (int x : v)
            sum += x;
        return sum;
    });
    m.def("length", [](const st::ndarray<st::ro> &a) { return a.size(); });
    m.def("squares", [] {
        int *data = new int[3]{0, 1, 4};
        st::capsule owner(data, [](void *p) { delete[] static_cast<int *>(p); });
        return st::ndarray<st::memview, int, st::ndim<1>>(data, {3}, owner);
    });
    m.def("alive", [] { return alive.load(); });
    m.def("loads", [] { return loads.load(); });
}
