// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 9: static methods, and functions that become methods.
#define ENGINE_SECTION section_09
#include "bind_ir.h"

using namespace nvfuser;

namespace {

struct MyClass {
    int value = 7;
    static int static_method() { return 42; }
    static int twice(int x) { return 2 * x; }
};

} // namespace

NB_MODULE(test_brief_09_statics_ext, m) {
    nb::class_<MyClass> my_class(m, "MyClass");
    my_class.def(nb::init<>())
        .def_static("static_method", &MyClass::static_method)
        .def_static("twice", &MyClass::twice, nb::arg("x"), "Twice x.");

    nb::module_ nvfuser_module = m.def_submodule("nvfuser");
    nb::class_<Fusion>(nvfuser_module, "Fusion")
        .def(nb::init<>())
        .def_static("create", &Fusion::create) // If such method exists
        .def("define_tensor", &Fusion::define_tensor, nb::arg("shape"), nb::rv_policy::reference);
    nb::class_<TensorView>(nvfuser_module, "TensorView").def_prop_ro("shape", &TensorView::shape);

    // A function registered in a Python class becomes a method by is_method.
    m.def("add_method", [](nb::handle type) {
        type.attr("size_of") =
            nb::cpp_function([](nb::handle self) { return nb::cast<int>(self.attr("size")); },
                             nb::name("size_of"), nb::scope(type), nb::is_method());
    });
    m.def("alive", [] { return alive; });
}
