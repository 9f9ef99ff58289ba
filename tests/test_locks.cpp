// SPDX-License-Identifier: BSD-3-Clause
// Arguments that a call locks where there is no GIL: with one only the registration can be seen.
#include <suture/suture.h>

namespace st = suture;
using namespace suture::literals;

namespace {

struct counter {
    int n = 0;
    int add(counter &other, int times) {
        n += other.n + times;
        return n;
    }
};
void three(st::handle, st::handle, st::handle) {}

} // namespace

SUTURE_MODULE(test_locks_ext, m) {
    st::class_<counter> cls(m, "Counter");
    cls.def(st::init<>(), st::lock_self())
        .def_rw("n", &counter::n)
        .def("add", &counter::add, "other"_a.lock(), "times"_a = 1, st::lock_self())
        .def("add", [](counter &c, counter &o) { return c.add(o, 0); }, "other"_a.lock());
    m.def("pair", [](counter &a, counter &b) { return a.n + b.n; }, "a"_a.lock(), "b"_a.lock());
    m.def("lock_three", [](st::module_ scope) {
        scope.def("three", three, "a"_a.lock(), "b"_a.lock(), "c"_a.lock());
    });
    m.def("lock_self_and_two", [cls](st::handle) mutable {
        cls.def(
            "two", [](counter &, st::handle, st::handle) {}, "a"_a.lock(), "b"_a.lock(),
            st::lock_self());
    });
    m.def("lock_no_self", [](st::module_ scope) { scope.def("f", [] {}, st::lock_self()); });
}
