// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 17: its next steps taken together, in a package with submodules.
#define ENGINE_SECTION section_17
#include "bind_ir.h"

NB_MAKE_OPAQUE(nvfuser::MmaMacro);

using namespace nb::literals;
using namespace nvfuser;

namespace {

/// A base of heuristics that Python may derive from.
struct HeuristicParams {
    virtual ~HeuristicParams() = default;
    virtual int64_t unroll(int64_t size) const { return size > 8 ? 4 : 1; }
};
struct PyHeuristicParams : HeuristicParams {
    NB_TRAMPOLINE(HeuristicParams)
    int64_t unroll(int64_t size) const override { NB_OVERRIDE(unroll, size); }
};

void bind_runtime(nb::module_ m) {
    nb::class_<Tensor>(m, "Tensor")
        .def("__init__", [](Tensor *self, std::vector<double> data) { new (self) Tensor{data}; })
        .def_rw("data", &Tensor::data);
    nb::class_<FusionExecutorCache>(m, "FusionExecutorCache")
        .def(nb::init<Fusion *>(), "fusion"_a, nb::keep_alive<1, 2>())
        .def("fusion", &FusionExecutorCache::fusion, nb::rv_policy::reference)
        .def(
            "execute",
            [](FusionExecutorCache &self, const std::vector<Tensor> &inputs,
               std::optional<int> device, const std::vector<std::string> &,
               const std::vector<std::string> &) {
                NVF_ERROR(device.value_or(0) < 8, "execute: there are 8 devices");
                return self.execute(inputs);
            },
            nb::call_guard<nb::gil_scoped_release>(), "inputs"_a, nb::kw_only(),
            "device"_a = nb::none(), "_enable_options"_a = nb::list(),
            "_disable_options"_a = nb::list(),
            nb::sig("def execute(self, inputs: Iterable[torch.Tensor], *, "
                    "device: Optional[int] = None, "
                    "_enable_options: List[str] = [], "
                    "_disable_options: List[str] = []) -> List[torch.Tensor]"),
            "Runs the fusion.");
}

void bind_schedule(nb::module_ m) {
    m.def(
        "transform_like",
        [](TensorView *reference_tv, const nb::typed<nb::list, TensorView *> &selected_tensors) {
            return reference_tv->shape().size() + selected_tensors.size();
        },
        "reference_tv"_a, "selected_tensors"_a, "Transforms the selected tensors likewise.");
}

void bind_ops(nb::module_ m) {
    m.def(
        "neg", [](Val *x) { return x->fusion()->apply("neg", {x}); }, "x"_a, library::unowned,
        nb::keep_alive<0, 1>());
}

void bind_heuristic_params(nb::module_ m) {
    nb::class_<LaunchParams>(m, "LaunchParams")
        .def(nb::init<>())
        .def_prop_rw(
            "bdimx", [](LaunchParams &self) { return self.bdimx(); },
            [](LaunchParams &self, int64_t val) { self.bindUnsafe(val, ParallelType::TIDx); });
    nb::class_<MmaMacro>(m, "MmaMacro")
        .def_prop_rw(
            "k", [](const MmaMacro &self) { return macro_part(self, 0); },
            [](MmaMacro &self, int value) { set_macro_part(self, 0, value); });
    nb::class_<MatmulParams>(m, "MatmulParams")
        .def(nb::init<>())
        .def_rw("mma_macro", &MatmulParams::mma_macro);
    nb::class_<HeuristicParams, PyHeuristicParams>(m, "HeuristicParams")
        .def(nb::init<>())
        .def("unroll", &HeuristicParams::unroll, "size"_a);
    m.def("unroll_of",
          [](const HeuristicParams &params, int64_t size) { return params.unroll(size); });
}

} // namespace

NB_MODULE(test_brief_17_next_steps_ext, m) {
    m.doc() = "Python bindings for NvFuser Direct CPP API";
    nb::register_exception<nvfError>(m, "NvfError", PyExc_RuntimeError)
        .attr("file", &nvfError::file)
        .attr("line", &nvfError::line);
    bind_ir(m);
    bind_runtime(m.def_submodule("runtime", "Execution."));
    bind_schedule(m.def_submodule("schedule"));
    bind_ops(m.def_submodule("ops"));
    bind_heuristic_params(m.def_submodule("heuristic_params"));
}
