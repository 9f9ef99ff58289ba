// SPDX-License-Identifier: BSD-3-Clause
// The snippets of docs/guide/threads.md.
#include <chrono> // work that takes a while
#include <thread> // a foreign thread

#include <suture/cast/function.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

namespace {

std::vector<double> work(std::vector<double> values, int milliseconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    for (double &value : values)
        value *= 2;
    return values;
}

/// Its thread calls Python.
struct Worker {
    explicit Worker(std::function<void()> f) : thread(std::move(f)) {}
    ~Worker() { thread.join(); } // with the lock held, for ever
    std::thread thread;
};

} // namespace

// [module]
SUTURE_MODULE(test_guide_threads_ext, m, nb::mod_gil_not_used(),
              nb::multiple_interpreters::per_interpreter_gil()) {
    // [end]
    // [guard]
    m.def("work", &work, "values"_a, "milliseconds"_a = 0,
          nb::call_guard<nb::gil_scoped_release>());
    // [end]
    // [callback]
    m.def(
        "in_thread",
        [](const std::function<int(int)> &f) {
            int result = 0;
            std::thread([&] { result = f(20); }).join(); // takes the lock for the call
            return result;
        },
        nb::call_guard<nb::gil_scoped_release>());
    // [end]
    // [acquire]
    m.def("collect", [](int n) {
        nb::list results;
        nb::gil_scoped_release release;
        for (int i = 0; i < n; ++i) {
            double value = work({(double) i}, 0)[0];
            nb::gil_scoped_acquire acquire;
            results.append(value);
        }
        nb::gil_scoped_acquire acquire;
        return nb::object(results);
    });
    // [end]
    // [signals]
    m.def(
        "forever",
        [](int steps) {
            for (int i = 0; i < steps; ++i) {
                work({}, 1);
                nb::check_signals(); // Ctrl-C ends it
            }
            return steps;
        },
        nb::call_guard<nb::gil_scoped_release>());
    // [end]
    // [destructor]
    nb::class_<Worker>(m, "Worker", nb::destroy_without_gil())
        .def(nb::init<std::function<void()>>());
    // [end]
}
