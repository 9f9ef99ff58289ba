// SPDX-License-Identifier: BSD-3-Clause
// Many threads: calls, constructions and callbacks at once.
#include <atomic>     // counts
#include <functional> // callbacks
#include <string>     // members
#include <thread>     // threads of C++
#include <vector>     // threads of C++

#include <suture/cast/function.h>
#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;
using namespace suture::literals;

namespace {

std::atomic<int> alive{0};
std::atomic<bool> stop{false};

struct box {
    explicit box(int v) : v(v) { ++alive; }
    box(const box &other) : v(other.v) { ++alive; }
    ~box() { --alive; }
    int v;
};
struct shared : box {
    using box::box;
};
std::shared_ptr<shared> slot;

} // namespace

SUTURE_MODULE(test_threads_ext, m) {
    st::class_<box>(m, "Box")
        .def(st::init<int>())
        .def_rw("v", &box::v)
        .def("next", [](const box &b) { return box(b.v + 1); })
        .def("me", [](box &b) -> box & { return b; }, st::rv_policy::reference);
    st::class_<shared, box, std::shared_ptr<shared>>(m, "Shared").def(st::init<int>());
    m.def(
        "apply", [](const std::function<int(int)> &f, int x) { return f(x); },
        st::call_guard<st::gil_scoped_release>());
    m.def(
        "apply_in_threads",
        [](const std::function<int(int)> &f, int n, int rounds) {
            std::atomic<long> sum{0};
            std::vector<std::thread> threads;
            for (int i = 0; i < n; ++i)
                threads.emplace_back([&, i] {
                    for (int k = 0; k < rounds; ++k)
                        sum += f(i);
                });
            for (auto &t : threads)
                t.join();
            return sum.load();
        },
        st::call_guard<st::gil_scoped_release>());
    m.def(
        "share_in_threads",
        [](const std::shared_ptr<shared> &p, int n) {
            std::vector<std::thread> threads;
            for (int i = 0; i < n; ++i)
                threads.emplace_back([p] {
                    for (int k = 0; k < 1000; ++k) {
                        auto copy = p;
                        (void) copy->v;
                    }
                });
            for (auto &t : threads)
                t.join();
        },
        st::call_guard<st::gil_scoped_release>());
    m.def(
        "spin",
        [] {
            long n = 0;
            while (!stop)
                ++n;
            return n;
        },
        st::call_guard<st::gil_scoped_release>());
    m.def("stop", [](bool value) { stop = value; });
    m.def("alive", [] { return alive.load(); });
}
