// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 14: virtual functions overridden in Python, and a scheduler that C++ calls.
#include <memory> // C++ owns schedulers

#include "library.h"

namespace {

class MyClass {
public:
    virtual ~MyClass() = default;
    virtual void virtual_func() { ++calls; }
    int calls = 0;
};

struct PyMyClass : MyClass {
    NB_TRAMPOLINE(MyClass, 1); // 1 = number of virtual functions

    void virtual_func() override { NB_OVERRIDE(virtual_func); }
};

/// Chooses how a fusion is run.
class Scheduler {
public:
    explicit Scheduler(std::string name) : m_name(std::move(name)) {}
    virtual ~Scheduler() = default;
    virtual bool can_schedule(int rank) const { return rank < 2; }
    virtual std::vector<int> tile(int rank) = 0;
    const std::string &name() const { return m_name; }

private:
    std::string m_name;
};

struct PyScheduler : Scheduler {
    NB_TRAMPOLINE(Scheduler, 2)
    bool can_schedule(int rank) const override { NB_OVERRIDE(can_schedule, rank); }
    std::vector<int> tile(int rank) override { NB_OVERRIDE_PURE_NAME("tile_sizes", tile, rank); }
};

std::vector<std::shared_ptr<Scheduler>> registered;

std::vector<int> schedule(int rank) {
    for (auto &scheduler : registered)
        if (scheduler->can_schedule(rank))
            return scheduler->tile(rank);
    return {};
}

} // namespace

NB_MODULE(test_brief_14_trampolines_ext, m) {
    nb::class_<MyClass, PyMyClass>(m, "MyClass")
        .def(nb::init<>())
        .def("virtual_func", &MyClass::virtual_func)
        .def_ro("calls", &MyClass::calls);
    m.def("call", [](MyClass &self) { self.virtual_func(); });
    m.def(
        "call_unlocked", [](MyClass &self) { self.virtual_func(); },
        nb::call_guard<nb::gil_scoped_release>());

    nb::class_<Scheduler, PyScheduler, std::shared_ptr<Scheduler>>(m, "Scheduler")
        .def(nb::init<std::string>(), nb::arg("name"))
        .def("can_schedule", &Scheduler::can_schedule, nb::arg("rank"))
        .def("tile_sizes", &Scheduler::tile, nb::arg("rank"))
        .def_prop_ro("name", &Scheduler::name);
    m.def("register_scheduler", [](std::shared_ptr<Scheduler> s) { registered.push_back(s); });
    m.def("schedule", &schedule, nb::arg("rank"), nb::call_guard<nb::gil_scoped_release>());
    m.def("registered", [] {
        std::vector<std::string> names;
        for (auto &scheduler : registered)
            names.push_back(scheduler->name());
        return names;
    });
    m.def("forget_schedulers", [] { registered.clear(); });
}
