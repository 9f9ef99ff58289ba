// SPDX-License-Identifier: BSD-3-Clause
// Classes whose C++ destructor runs without the GIL: it waits for another Python thread.
#include <atomic>    // what the threads tell each other
#include <chrono>    // the limit of waiting
#include <memory>    // holders
#include <stdexcept> // runtime_error
#include <thread>    // sleep_for
#include <utility>   // move

#include <suture/cast/shared_ptr.h>
#include <suture/cast/unique_ptr.h>
#include <suture/suture.h>

#include "attached.h"

namespace st = suture;

namespace {

std::atomic<bool> waiting{false}, released{false};
std::atomic<int> helped{0}, had_gil{0};

/// Waits until another thread lets it go on, or two seconds.
void wait_for_help() {
    had_gil += attached();
    released = false;
    waiting = true;
    for (int i = 0; i < 2000 && !released; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    helped += released;
    waiting = false;
}

struct waiter {
    waiter() = default;
    virtual ~waiter() { wait_for_help(); }
    virtual int number() const { return 1; }
};
struct py_waiter : waiter {
    SUTURE_TRAMPOLINE(waiter)
    int number() const override { SUTURE_OVERRIDE(number); }
    ~py_waiter() override { seen = number(); }
    static std::atomic<int> seen;
};
std::atomic<int> py_waiter::seen{0};

struct derived : waiter {};
struct shared : waiter {};
struct unique : waiter {};
struct usual {
    ~usual() { had_gil += attached(); }
};
struct other {
    int value = 5;
};
struct calls {
    st::object f;
    explicit calls(st::object f) : f(std::move(f)) {}
    ~calls() {
        st::gil_scoped_acquire gil;
        f();
        f.reset();
    }
};
struct throws {
    // NOLINTNEXTLINE(bugprone-exception-escape): so that it does
    ~throws() noexcept(false) { throw std::runtime_error("from the destructor"); }
};
std::shared_ptr<shared> kept;

} // namespace

SUTURE_MODULE(test_destructors_ext, m) {
    st::destroy_without_gil without;
    st::class_<waiter, py_waiter>(m, "Waiter", without)
        .def(st::init<>())
        .def("number", &waiter::number);
    st::class_<derived, waiter>(m, "Derived").def(st::init<>());
    st::class_<shared, waiter, std::shared_ptr<shared>>(m, "Shared").def(st::init<>());
    st::class_<unique, waiter, std::unique_ptr<unique>>(m, "Unique").def(st::init<>());
    st::class_<usual>(m, "Usual").def(st::init<>());
    st::class_<other>(m, "Other").def(st::init<>()).def_rw("value", &other::value);
    st::class_<calls>(m, "Calls", without).def(st::init<st::object>());
    st::class_<throws>(m, "Throws", without).def(st::init<>());
    m.def("is_waiting", [] { return waiting.load(); });
    m.def("let_go", [] { released = true; });
    m.def("helped", [] { return helped.exchange(0); });
    m.def("had_gil", [] { return had_gil.exchange(0); });
    m.def("seen", [] { return py_waiter::seen.load(); });
    m.def("keep", [](std::shared_ptr<shared> p) { kept = std::move(p); });
    m.def("kept", [] { return kept.get(); }, st::rv_policy::reference);
    m.def("give_back", [] { return std::move(kept); });
    m.def("address", [](other &o) { return (uintptr_t) &o; });
    m.def("find", [](uintptr_t a) { return (other *) a; }, st::rv_policy::none);
    m.def("waiter_address", [](waiter &w) { return (uintptr_t) &w; });
    m.def("find_waiter", [](uintptr_t a) { return (waiter *) a; }, st::rv_policy::none);
}
