// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 8: construction by factories and by placement.
#include <memory> // the results of factories

#include "library.h"

using namespace nb::literals;

namespace {

/// Different types for each way of construction; `alive` counts all of them.
int alive = 0;
template <int> struct made {
    int arg;
    explicit made(int arg) : arg(arg) { ++alive; }
    made(const made &other) : arg(other.arg) { ++alive; }
    ~made() { --alive; }
};
using MyClass = made<0>;
using Placed = made<1>;
using ByValue = made<2>;
using ByPointer = made<3>;
using Shared = made<4>;
using FromObject = made<5>;
using Untyped = made<6>;
using Several = made<7>;

/// A constructor cannot be named by init here: it is private.
class Guarded {
public:
    static std::unique_ptr<Guarded> make(int arg) {
        if (arg < 0)
            throw nb::value_error("Guarded: arg must not be negative");
        return std::unique_ptr<Guarded>(arg == 0 ? nullptr : new Guarded(arg));
    }
    int arg() const { return m_arg; }

private:
    explicit Guarded(int arg) : m_arg(arg) {}
    int m_arg;
};

std::shared_ptr<Shared> kept;

} // namespace

NB_MODULE(test_brief_08_factories_ext, m) {
    nb::class_<MyClass>(m, "MyClass")
        .def(nb::new_<MyClass>([](int arg) {
            // Custom construction logic
            return std::make_unique<MyClass>(arg);
        }))
        .def_ro("arg", &MyClass::arg);

    nb::class_<Placed>(m, "Placed")
        .def("__init__", [](Placed *self, int arg) { new (self) Placed(arg); })
        .def_ro("arg", &Placed::arg);

    nb::class_<ByValue>(m, "ByValue")
        .def(nb::new_<ByValue>([](int arg) { return ByValue(arg + 1); }), "arg"_a = 4,
             "Makes one more.")
        .def_ro("arg", &ByValue::arg);
    nb::class_<ByPointer>(m, "ByPointer")
        .def(nb::new_<ByPointer>([](int arg) { return new ByPointer(arg + 2); }))
        .def_ro("arg", &ByPointer::arg);
    nb::class_<Shared>(m, "Shared")
        .def(nb::new_<Shared>([](int arg) {
            kept = std::make_shared<Shared>(arg + 3);
            return kept;
        }))
        .def_ro("arg", &Shared::arg);
    nb::class_<FromObject>(m, "FromObject")
        .def(nb::new_<FromObject>([](int arg) {
            return nb::cast(new FromObject(arg + 4), nb::rv_policy::take_ownership);
        }))
        .def_ro("arg", &FromObject::arg);
    nb::class_<Untyped>(m, "Untyped")
        .def(nb::new_([](int arg) { return std::make_unique<Untyped>(arg + 5); }))
        .def_ro("arg", &Untyped::arg);
    nb::class_<Several>(m, "Several")
        .def(nb::new_<Several>([] { return std::make_unique<Several>(-1); }))
        .def(nb::new_<Several>([](int arg) { return std::make_unique<Several>(arg); }), "arg"_a)
        .def(nb::new_<Several>([](nb::str text) {
                 return std::make_unique<Several>((int) std::string(text.c_str()).size());
             }),
             "text"_a)
        .def_ro("arg", &Several::arg);
    nb::class_<Guarded>(m, "Guarded")
        .def(nb::new_<Guarded>(&Guarded::make), "arg"_a)
        .def_prop_ro("arg", &Guarded::arg);

    m.def("alive", [] { return alive; });
    m.def("shared_count", [] { return kept.use_count(); });
    m.def("forget_shared", [] { kept.reset(); });
}
