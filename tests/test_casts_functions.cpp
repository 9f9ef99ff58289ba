// SPDX-License-Identifier: BSD-3-Clause
// std::function from Python callables and to Python.
#include <thread> // thread

#include <suture/cast/function.h>
#include <suture/cast/map.h>
#include <suture/cast/string.h>
#include <suture/cast/unique_ptr.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

struct node {
    explicit node(int v) : v(v) {}
    int v;
};

std::function<int(int)> kept;

struct counter {
    static inline int alive = 0;
    counter() { ++alive; }
    counter(const counter &) { ++alive; }
    ~counter() { --alive; }
};

std::string call_text(const std::function<int(int)> &f, int n) {
    try {
        return std::to_string(f(n));
    } catch (const st::interpreter_gone &) {
        return "gone";
    }
}

} // namespace

SUTURE_MODULE(test_casts_functions_ext, m, st::multiple_interpreters::shared_gil()) {
    st::class_<node>(m, "Node").def(st::init<int>()).def_rw("v", &node::v);

    m.def("call", [](const std::function<int(int)> &f, int n) { return f(n); });
    m.def("call_void", [](const std::function<void()> &f) { f(); });
    m.def("call_text",
          [](const std::function<std::string(std::string, int)> &f) { return f("text", 2); });
    m.def("call_vector", [](const std::function<std::vector<int>(const std::vector<int> &)> &f) {
        return f({1, 2, 3});
    });
    m.def("call_object", [](const std::function<st::object(st::object)> &f, st::object o) {
        return f(std::move(o));
    });
    m.def("call_node", [](const std::function<int(node *)> &f, node &n) { return f(&n); });
    m.def("call_node_reference",
          [](const std::function<node &(node &)> &f, node &n) { return &f(n) == &n; });
    m.def("call_node_pointer", [](const std::function<node *()> &f) { return f() ? f()->v : -1; });
    m.def("call_node_value", [](const std::function<node(node)> &f) { return f(node(4)).v; });
    m.def("call_no_arguments", [](const std::function<int()> &f) { return f(); });
    m.def(
        "optional", [](const std::function<void()> &f) { return f ? 1 : 0; }, st::arg("f").none());
    m.def("identity", [](std::function<int(int)> f) { return f; });
    m.def("make_adder",
          [](int n) -> std::function<int(int)> { return [n](int x) { return x + n; }; });
    m.def("make_counted", []() -> std::function<int()> {
        return [c = counter()] { return (void) c, counter::alive; };
    });
    m.def("alive", [] { return counter::alive; });
    m.def("empty", []() -> std::function<void()> { return {}; });
    m.def("callbacks", [](const std::map<std::string, std::function<int(int)>> &all) {
        int sum = 0;
        for (auto &item : all)
            sum += item.second(1);
        return sum;
    });
    m.def("compose", [](std::function<int(int)> f, std::function<int(int)> g) {
        return std::function<int(int)>([f, g](int n) { return g(f(n)); });
    });
    m.def("catches", [](const std::function<void()> &f) {
        try {
            f();
        } catch (const st::python_error &e) {
            return e.matches(PyExc_KeyError) ? std::string("KeyError") : std::string(e.what());
        }
        return std::string("nothing");
    });
    m.def("keep", [](std::function<int(int)> f) { kept = std::move(f); }, st::arg("f").none());
    m.def("call_kept_or_gone", [](int n) { return call_text(kept, n); });
    m.def(
        "call_kept_in_thread",
        [](int n) {
            std::string text;
            std::thread thread([&] { text = call_text(kept, n); });
            thread.join();
            return text;
        },
        st::call_guard<st::gil_scoped_release>());
    m.def("call_kept", [](int n) { return kept(n); });
    m.def(
        "call_in_thread",
        [](std::function<int(int)> f) {
            int result = 0;
            std::thread thread([&] { result = f(20); });
            thread.join();
            return result;
        },
        st::call_guard<st::gil_scoped_release>());
    m.def(
        "copy_and_drop_in_thread",
        [](std::function<int(int)> f) {
            std::thread thread([g = std::move(f)]() mutable {
                for (int i = 0; i < 100; ++i) {
                    auto copy = g;
                    g = copy;
                }
                g = nullptr;
            });
            thread.join();
        },
        st::call_guard<st::gil_scoped_release>());
    m.def(
        "raise_in_thread",
        [](const std::function<void()> &f) {
            std::string caught;
            std::thread thread([&] {
                try {
                    f();
                } catch (const st::python_error &e) {
                    caught = e.what();
                }
            });
            thread.join();
            return caught;
        },
        st::call_guard<st::gil_scoped_release>());
    m.def("overloaded", [](int) { return "int"; });
    m.def("overloaded", [](const std::function<void()> &) { return "function"; });
}
