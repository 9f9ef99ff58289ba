// SPDX-License-Identifier: BSD-3-Clause
// Virtual functions overridden in Python.
#include <memory> // owners
#include <string> // results
#include <thread> // calls from other threads
#include <vector> // arguments

#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/cast/unique_ptr.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

#include "attached.h"

namespace st = suture;
using namespace suture::literals;

namespace {

int alive = 0;

struct payload {
    int v = 0;
};

struct animal {
    explicit animal(std::string name = "animal") : name(std::move(name)) { ++alive; }
    animal(const animal &) = delete;
    virtual ~animal() { --alive; }
    virtual std::string noise(int times) {
        std::string s;
        for (int i = 0; i < times; ++i)
            s += "x";
        return s;
    }
    virtual int legs() const = 0;
    virtual bool has_gil() { return attached(); }
    virtual void change(payload &p) { p.v = 1; }
    virtual payload *choose(payload *a, payload *) { return a; }
    virtual void nothing() {}
    virtual int renamed() const { return 1; }
    virtual int outer() { return inner() + 100; }
    virtual int inner() { return 1; }
    std::string name;
};
struct py_animal : animal {
    SUTURE_TRAMPOLINE(animal, 9)
    std::string noise(int times) override { SUTURE_OVERRIDE(noise, times); }
    int legs() const override { SUTURE_OVERRIDE_PURE(legs); }
    bool has_gil() override { SUTURE_OVERRIDE(has_gil); }
    void change(payload &p) override { SUTURE_OVERRIDE(change, p); }
    payload *choose(payload *a, payload *b) override { SUTURE_OVERRIDE(choose, a, b); }
    void nothing() override { SUTURE_OVERRIDE(nothing); }
    int renamed() const override { SUTURE_OVERRIDE_NAME("python_name", renamed); }
    int outer() override { SUTURE_OVERRIDE(outer); }
    int inner() override { SUTURE_OVERRIDE(inner); }
};

/// Whose class does not lie at its start.
struct aside {
    virtual ~aside() = default;
};
struct walker {
    virtual ~walker() = default;
    virtual int legs() const { return 2; }
};
struct py_walker : aside, walker {
    SUTURE_TRAMPOLINE(walker)
    int legs() const override { SUTURE_OVERRIDE(legs); }
};

/// Not abstract: a plain instance is no trampoline.
struct shape {
    shape() { ++alive; }
    virtual ~shape() { --alive; }
    virtual int area() const { return 1; }
    virtual int pure_name() const { return 0; }
};
struct py_shape : shape {
    SUTURE_TRAMPOLINE(shape)
    int area() const override { SUTURE_OVERRIDE(area); }
    int pure_name() const override { SUTURE_OVERRIDE_PURE_NAME("needed", pure_name); }
};
struct unique_shape : shape {
    virtual int double_area() const { return 2 * area(); }
};
struct py_unique_shape : unique_shape {
    SUTURE_TRAMPOLINE(unique_shape)
    int area() const override { SUTURE_OVERRIDE(area); }
    int double_area() const override { SUTURE_OVERRIDE(double_area); }
};
struct shared_shape : shape {};
struct py_shared_shape : shared_shape {
    SUTURE_TRAMPOLINE(shared_shape)
    int area() const override { SUTURE_OVERRIDE(area); }
};

std::unique_ptr<unique_shape> kept_unique;
std::shared_ptr<shared_shape> kept_shared;
animal *kept_raw = nullptr;

} // namespace

SUTURE_MODULE(test_trampolines_ext, m) {
    st::class_<payload>(m, "Payload").def(st::init<>()).def_rw("v", &payload::v);
    st::class_<animal, py_animal>(m, "Animal")
        .def(st::init<>())
        .def(st::init<std::string>())
        .def_rw("name", &animal::name)
        .def("noise", &animal::noise, "times"_a)
        .def("legs", &animal::legs)
        .def("has_gil", &animal::has_gil)
        .def("change", &animal::change)
        .def("choose", &animal::choose, st::rv_policy::reference)
        .def("python_name", &animal::renamed)
        .def("outer", &animal::outer)
        .def("inner", &animal::inner)
        .def("nothing", &animal::nothing);
    m.def("noise", [](animal &a, int n) { return a.noise(n); });
    m.def("legs", [](const animal &a) { return a.legs(); });
    m.def("changed", [](animal &a) {
        payload p;
        a.change(p);
        return p.v;
    });
    m.def(
        "choose", [](animal &a, payload *x, payload *y) { return a.choose(x, y); },
        st::rv_policy::reference);
    m.def("chosen_value", [](animal &a) {
        payload x{1}, y{2};
        payload *p = a.choose(&x, &y);
        return p ? p->v : -1;
    });
    m.def("renamed", [](const animal &a) { return a.renamed(); });
    m.def("outer", [](animal &a) { return a.outer(); });
    m.def(
        "has_gil_without", [](animal &a) { return a.has_gil(); },
        st::call_guard<st::gil_scoped_release>());
    m.def(
        "noise_without", [](animal &a, int n) { return a.noise(n); },
        st::call_guard<st::gil_scoped_release>());
    m.def(
        "noise_in_thread",
        [](animal &a, int n) {
            std::string result;
            std::thread([&] {
                try {
                    result = a.noise(n);
                } catch (const std::exception &e) {
                    result = e.what();
                }
            }).join();
            return result;
        },
        st::call_guard<st::gil_scoped_release>());
    m.def("catching", [](const animal &a) -> std::string {
        try {
            return std::to_string(a.legs());
        } catch (st::python_error &e) {
            return e.matches(PyExc_KeyError) ? "caught KeyError" : "caught another";
        }
    });
    m.def("remember", [](animal *a) { kept_raw = a; }, "a"_a.none());

    st::class_<shape, py_shape>(m, "Shape")
        .def(st::init<>())
        .def("area", &shape::area)
        .def("needed", &shape::pure_name);
    st::class_<unique_shape, shape, py_unique_shape, std::unique_ptr<unique_shape>>(m,
                                                                                    "UniqueShape")
        .def(st::init<>())
        .def("double_area", &unique_shape::double_area);
    st::class_<shared_shape, shape, py_shared_shape, std::shared_ptr<shared_shape>>(m,
                                                                                    "SharedShape")
        .def(st::init<>());
    m.def("area", [](const shape &s) { return s.area(); });
    m.def("needed", [](const shape &s) { return s.pure_name(); });
    m.def(
        "keep_unique", [](std::unique_ptr<unique_shape> p) { kept_unique = std::move(p); },
        "p"_a.none());
    m.def("kept_unique_area", [] { return kept_unique->double_area(); });
    m.def("kept_unique", [] { return kept_unique.get(); }, st::rv_policy::reference_raw);
    m.def("give_back_unique", [] { return std::move(kept_unique); });
    m.def(
        "keep_shared", [](std::shared_ptr<shared_shape> p) { kept_shared = std::move(p); },
        "p"_a.none());
    m.def("kept_shared_area", [] { return kept_shared->area(); });
    m.def("kept_shared", [] { return kept_shared; });
    m.def(
        "drop_in_thread",
        [] {
            std::thread([] {
                kept_shared.reset();
                kept_unique.reset();
            }).join();
        },
        st::call_guard<st::gil_scoped_release>());
    m.def("alive", [] { return alive; });
    m.def("bind_walker", [](st::handle scope) { st::class_<walker, py_walker>(scope, "Walker"); });
}
