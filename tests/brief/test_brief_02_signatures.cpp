// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 2: signatures as text.
#define ENGINE_SECTION section_02
#include "bind_ir.h"

using namespace nvfuser;

namespace {

struct caller {};
std::string func(int x, float y) { return std::to_string(x) + "/" + std::to_string((int) y); }

} // namespace

NB_MODULE(test_brief_02_signatures_ext, m) {
    nb::class_<caller>(m, "Caller").def(nb::init<>());
    m.def("func", &func, nb::sig("def func(x: int, y: float) -> str"));
    // Without the text: what is known then.
    m.def("plain", &func);

    nb::class_<Tensor>(m, "Tensor")
        .def("__init__", [](Tensor *self, std::vector<double> data) { new (self) Tensor{data}; })
        .def_rw("data", &Tensor::data);
    bind_ir(m);
    nb::class_<FusionExecutorCache>(m, "FusionExecutorCache")
        .def(nb::init<Fusion *>(), nb::keep_alive<1, 2>())
        .def(
            "execute",
            [](FusionExecutorCache &self, const nb::iterable &iter, std::optional<int> device,
               const nb::list &enable, const nb::list &disable) {
                std::vector<Tensor> inputs;
                for (nb::handle item : iter)
                    inputs.push_back(nb::cast<Tensor>(item));
                if (device && *device > 7)
                    throw nb::value_error("no such device");
                if (enable.size() + disable.size() > 0)
                    inputs.push_back(Tensor{{(double) enable.size(), (double) disable.size()}});
                return self.execute(inputs);
            },
            nb::arg("inputs"), nb::kw_only(), nb::arg("device") = nb::none(),
            nb::arg("_enable_options") = nb::list(), nb::arg("_disable_options") = nb::list(),
            nb::sig("def execute(self, inputs: Iterable[torch.Tensor], *, "
                    "device: Optional[int] = None, "
                    "_enable_options: List[str] = [], "
                    "_disable_options: List[str] = []) -> List[torch.Tensor]"),
            R"(Execute the fusion with the given inputs.)");

    // The text supplies names and kinds where the binding has none.
    m.def(
        "named_by_text", [](int a, int b, int c) { return a * 100 + b * 10 + c; },
        nb::sig("def named_by_text(a: int, /, b: int = 2, *, c: int = ...) -> int"), nb::arg(),
        nb::arg("b") = 2, nb::kw_only(), nb::arg("c") = 3);
    // Each of these does not fit its text.
    m.def("too_few", [](nb::module_ to) {
        to.def(
            "five", [](int, int, int, int, int) { return 0; },
            nb::sig("def five(a: int, b: int) -> int"));
    });
    m.def("other_name", [](nb::module_ to) {
        to.def("f", [](int) { return 0; }, nb::arg("x"), nb::sig("def f(y: int) -> int"));
    });
    m.def("other_kind", [](nb::module_ to) {
        to.def(
            "f", [](int) { return 0; }, nb::kw_only(), nb::arg("x"),
            nb::sig("def f(x: int) -> int"));
    });
    m.def("other_default", [](nb::module_ to) {
        to.def("f", [](int) { return 0; }, nb::arg("x") = 1, nb::sig("def f(x: int = 2) -> int"));
    });
    m.def("no_python", [](nb::module_ to) {
        to.def("f", [](int) { return 0; }, nb::sig("def f(x: int -> int"));
    });
}
