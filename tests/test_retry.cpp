// SPDX-License-Identifier: BSD-3-Clause
// A module whose import fails half way as often as sys.suture_failures says, and then succeeds.
#include <stdexcept> // runtime_error

#include <suture/suture.h>

namespace st = suture;
using namespace suture::literals;

namespace {

struct animal {
    virtual ~animal() = default;
    virtual int legs() const { return 4; }
    int weight = 3;
};
struct py_animal : animal {
    SUTURE_TRAMPOLINE(animal)
    int legs() const override { SUTURE_OVERRIDE(legs); }
};
struct dog : animal {};
enum class mood { good, bad };
struct failure {};
int asked = 0;

} // namespace

SUTURE_MODULE(test_retry_ext, m) {
    st::object sys = st::module_::import_("sys");
    st::class_<animal, py_animal>(m, "Animal")
        .def(st::init<>())
        .def("legs", &animal::legs)
        .def_rw("weight", &animal::weight)
        .def_prop_ro("double_weight", [](const animal &a) { return 2 * a.weight; })
        .def("__add__", [](const animal &a, int n) { return a.weight + n; });
    st::class_<dog, animal>(m, "Dog").def(st::init<>());
    st::enum_<mood>(m, "Mood").value("Good", mood::good).value("Bad", mood::bad);
    st::register_exception_translator([](const std::exception_ptr &p, void *) {
        ++asked;
        std::rethrow_exception(p); // not mine: every translator is asked
    });
    m.def("asked", [] { return asked; });
    m.def("legs_of", [](const animal &a) { return a.legs(); });
    m.def("mood_value", [](mood v) { return (int) v; });
    m.def("fail", [] { throw failure(); });
    st::object left = sys.attr("suture_failures");
    if (st::cast<int>(left) > 0) {
        sys.attr("suture_failures") = st::cast<int>(left) - 1;
        sys.attr("suture_seen") = m.attr("Dog")();
        throw std::runtime_error("half way");
    }
}
