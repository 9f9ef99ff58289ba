// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 11: the module and its docstring.
#include "library.h"

#define PYTHON_DIRECT_EXTENSION test_brief_11_module_ext
#define EXPANDED_MODULE(name, variable) NB_MODULE(name, variable)

EXPANDED_MODULE(PYTHON_DIRECT_EXTENSION, m) {
    m.doc() = "Python bindings for NvFuser Direct CPP API";
    m.def("f", [] { return 1; }, "Gives 1.");
}
