// SPDX-License-Identifier: BSD-3-Clause
// Bindings of the engine's Fusion, Val, TensorView and Expr, which several sections build on.
#pragma once

#include "engine.h"
#include "library.h"

namespace nvfuser {
inline namespace ENGINE_SECTION {

/// Pointers come from an arena: each line names its policy, as the brief asks.
inline void bind_ir(nb::module_ &m) {
    using namespace nb::literals;
    nb::class_<Fusion> fusion(m, "Fusion");
    nb::class_<Val>(m, "Val")
        .def("definition", &Val::definition, nb::rv_policy::reference)
        .def("fusion", &Val::fusion, nb::rv_policy::reference)
        .def("__str__", &Val::toString);
    nb::class_<TensorView, Val>(m, "TensorView").def_prop_ro("shape", &TensorView::shape);
    nb::class_<Expr>(m, "Expr")
        .def("inputs", &Expr::inputs, nb::rv_policy::reference)
        .def("output", &Expr::output, nb::rv_policy::reference)
        .def("__str__", &Expr::toString);
    fusion.def(nb::init<>())
        .def_static("create", &Fusion::create)
        .def("define_tensor", &Fusion::define_tensor, "shape"_a = nb::list(),
             nb::rv_policy::reference)
        .def("vals", &Fusion::vals, nb::rv_policy::reference)
        .def("invalid_operation", &Fusion::invalid_operation);
    m.def("alive", [] { return alive; });
}

} // namespace ENGINE_SECTION
} // namespace nvfuser
