// SPDX-License-Identifier: BSD-3-Clause
// A second module, for exceptions that cross from one to the other.
#include <suture/suture.h>

#include "errors_shared.h"

namespace st = suture;

SUTURE_MODULE(test_errors_other_ext, m) {
    st::register_exception<errors_shared::twice_error>(m, "TwiceError", PyExc_LookupError);
    m.def("throw_shared", [] { throw errors_shared::shared_error("shared"); });
    m.def("throw_local", [] { throw errors_shared::local_error("local"); });
    m.def("throw_twice", [] { throw errors_shared::twice_error("twice"); });
    m.def("call", [](st::callable f) {
        try {
            f();
        } catch (const st::python_error &e) {
            return st::str(e.type().attr("__name__"));
        }
        return st::str("nothing");
    });
}
