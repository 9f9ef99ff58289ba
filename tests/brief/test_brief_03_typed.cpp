// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 3: containers with typed elements.
#define ENGINE_SECTION section_03
#include "bind_ir.h"

using namespace nvfuser;

namespace {

std::vector<int> func(const nb::typed<nb::list, int> &items) {
    std::vector<int> result;
    for (nb::handle item : items)
        result.push_back(nb::cast<int>(item) + 1);
    return result;
}

int selected = 0;
void transform_like(TensorView *reference_tv,
                    const nb::typed<nb::list, TensorView *> &selected_tensors) {
    selected = (int) reference_tv->shape().size();
    for (nb::handle item : selected_tensors)
        selected += nb::cast<TensorView *>(item) ? 10 : 100;
}

} // namespace

NB_MODULE(test_brief_03_typed_ext, m) {
    bind_ir(m);
    m.def("func", &func, nb::arg("items"));
    m.def("transform_like", &transform_like, nb::arg("reference_tv"), nb::arg("selected_tensors"));
    m.def("selected", [] { return selected; });
    // The unchecked spelling for hot paths.
    m.def("unchecked_size",
          [](const nb::typed_unchecked<nb::list, int> &items) { return items.size(); });
    m.def("by_name", [](nb::typed<nb::dict, nb::str, int> items) { return items.size(); });
    m.def("pair", [](nb::typed<nb::tuple, int, nb::str> items) { return items.size(); });
}
