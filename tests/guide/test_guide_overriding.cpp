// SPDX-License-Identifier: BSD-3-Clause
// The snippets of docs/guide/overriding.md.
#include <memory> // C++ owns animals
#include <string> // names
#include <vector> // several

#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/suture.h>

namespace nb = suture;

namespace {

// [trampoline]
struct Animal {
    virtual ~Animal() = default;
    virtual std::string sound() const = 0;
    virtual int legs() const { return 4; }
};

struct PyAnimal : Animal {
    SUTURE_TRAMPOLINE(Animal)
    std::string sound() const override { SUTURE_OVERRIDE_PURE(sound); }
    int legs() const override { SUTURE_OVERRIDE(legs); }
};
// [end]

std::vector<std::shared_ptr<Animal>> zoo;

} // namespace

SUTURE_MODULE(test_guide_overriding_ext, m) {
    // [bind]
    nb::class_<Animal, PyAnimal>(m, "Animal")
        .def(nb::init<>())
        .def("sound", &Animal::sound)
        .def("legs", &Animal::legs);
    m.def("describe", [](const Animal &animal) {
        return animal.sound() + " on " + std::to_string(animal.legs()) + " legs";
    });
    // [end]
    // [owned]
    m.def("adopt", [](std::shared_ptr<Animal> animal) { zoo.push_back(std::move(animal)); });
    m.def("first_sound", [] { return zoo.at(0)->sound(); });
    // [end]
    m.def("close", [] { zoo.clear(); });
}
