// SPDX-License-Identifier: BSD-3-Clause
// The snippets of docs/guide/classes.md.
#include <string> // names

#include <suture/cast/string.h>
#include <suture/operators.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

namespace {

// [pet]
struct Pet {
    std::string name;
    int age = 0;
    explicit Pet(std::string name) : name(std::move(name)) {}
    std::string greet() const { return name + " says hello"; }
};
// [end]
// [dog]
struct Dog : Pet {
    using Pet::Pet;
    std::string bark() const { return name + ": woof"; }
};
// [end]
struct Money {
    int cents;
    Money operator+(const Money &other) const { return {cents + other.cents}; }
    bool operator==(const Money &other) const { return cents == other.cents; }
};
struct Unbound {};
struct Cat : Unbound {};
struct Hidden {};
struct Nested {
    struct Inner {
        int x = 1;
    };
};

} // namespace

SUTURE_MODULE(test_guide_classes_ext, m) {
    // [bind]
    nb::class_<Pet>(m, "Pet", "A pet with a name.")
        .def(nb::init<std::string>(), "name"_a)
        .def_rw("name", &Pet::name)
        .def_ro("age", &Pet::age)
        .def("greet", &Pet::greet)
        .def("__repr__", [](const Pet &pet) { return "<Pet " + pet.name + ">"; });
    // [end]
    // [inherit]
    nb::class_<Dog, Pet>(m, "Dog").def(nb::init<std::string>()).def("bark", &Dog::bark);
    // [end]
    // [properties]
    nb::class_<Money>(m, "Money")
        .def(nb::init<int>(), "cents"_a)
        .def_prop_rw(
            "euros", [](const Money &money) { return money.cents / 100.0; },
            [](Money &money, double euros) {
                if (euros < 0)
                    throw nb::value_error("euros must not be negative");
                money.cents = (int) (euros * 100);
            })
        .def_static("free", [] { return Money{0}; })
        .def(nb::self + nb::self)
        .def(nb::self == nb::self);
    // [end]
    // [nested]
    nb::class_<Nested> nested(m, "Nested", nb::dynamic_attr());
    nested.def(nb::init<>());
    nb::class_<Nested::Inner>(nested, "Inner").def(nb::init<>()).def_rw("x", &Nested::Inner::x);
    // [end]
    // [hidden]
    nb::class_<Hidden>(m, "Hidden", nb::is_final());
    // [end]
    m.def("bad_base", [m]() mutable { nb::class_<Cat, Unbound>(m, "Cat"); });
    m.def("bad_twice", [m]() mutable { nb::class_<Pet>(m, "Pet2"); });
}
