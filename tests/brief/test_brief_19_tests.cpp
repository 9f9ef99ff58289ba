// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 19: the module `nvfuser` that its four tests run on.
#define ENGINE_SECTION section_19
#include "bind_ir.h"

using namespace nb::literals;
using namespace nvfuser;

NB_MODULE(test_brief_19_tests_ext, m) {
    nb::register_exception<nvfError>(m, "NvfError", PyExc_RuntimeError)
        .attr("file", &nvfError::file)
        .attr("line", &nvfError::line);
    nb::class_<Tensor>(m, "Tensor")
        .def("__init__", [](Tensor *self, std::vector<double> data) { new (self) Tensor{data}; })
        .def_rw("data", &Tensor::data);
    bind_ir(m);
    nb::class_<FusionExecutorCache>(m, "FusionExecutorCache")
        .def(nb::init<Fusion *>(), "fusion"_a, nb::keep_alive<1, 2>())
        .def(
            "execute",
            [](FusionExecutorCache &self, const std::vector<Tensor> &inputs,
               std::optional<int> device, const std::vector<std::string> &enable,
               const std::vector<std::string> &) {
                NVF_ERROR(device.value_or(0) < 8, "execute: there are 8 devices");
                return self.execute(inputs, enable.empty() ? 0 : std::stoi(enable[0]));
            },
            nb::call_guard<nb::gil_scoped_release>(), "inputs"_a, nb::kw_only(),
            "device"_a = nb::none(), "_enable_options"_a = nb::list(),
            "_disable_options"_a = nb::list())
        .def("running", &FusionExecutorCache::running);
}
