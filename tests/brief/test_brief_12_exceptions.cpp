// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 12: exceptions that become Python classes, and translators.
#include <stdexcept> // bases of the exceptions

#include "library.h"
#define ENGINE_SECTION section_12
#include "engine.h"

namespace {

#define EXCEPTION(name)                                                                            \
    struct name : std::runtime_error {                                                             \
        using std::runtime_error::runtime_error;                                                   \
    }
EXCEPTION(MyException);
EXCEPTION(BoolException);
EXCEPTION(VoidException);
EXCEPTION(DeclinedException);
EXCEPTION(UnknownException);
#undef EXCEPTION

template <class E> void thrower(nb::module_ &m, const char *name) {
    m.def(name, [](const char *text) { throw E(text); });
}

} // namespace

namespace nvfuser {
using ErrorType = BoolException;
}

NB_MODULE(test_brief_12_exceptions_ext, m) {
    nb::register_exception<MyException>(m, "MyException", PyExc_RuntimeError);

    // Or with custom translator
    nb::register_exception_translator([](const std::exception_ptr &p, void *) {
        try {
            std::rethrow_exception(p);
        } catch (const nvfuser::ErrorType &e) { // If such type exists
            PyErr_SetString(PyExc_RuntimeError, e.what());
            return true;
        } catch (...) {
        }
        return false;
    });
    // The brief's own lines: what it does not know leaves the translator, which means 'not mine'.
    static int calls = 0;
    nb::register_exception_translator(
        [](const std::exception_ptr &p, void *payload) {
            ++*(int *) payload;
            try {
                std::rethrow_exception(p);
            } catch (const DeclinedException &e) {
                PyErr_SetString(PyExc_RuntimeError, e.what());
                return false;
            }
            return false;
        },
        &calls);
    nb::register_exception_translator([](const std::exception_ptr &p, void *) {
        try {
            std::rethrow_exception(p);
        } catch (const VoidException &e) {
            PyErr_SetString(PyExc_LookupError, e.what());
        }
    });
    // The engine's, with the place.
    nb::register_exception<nvfuser::nvfError>(m, "NvfError", PyExc_RuntimeError)
        .attr("file", &nvfuser::nvfError::file)
        .attr("line", &nvfuser::nvfError::line);

    thrower<MyException>(m, "throw_mine");
    thrower<BoolException>(m, "throw_bool");
    thrower<VoidException>(m, "throw_void");
    thrower<DeclinedException>(m, "throw_declined");
    thrower<UnknownException>(m, "throw_unknown");
    m.def("throw_nvf", [] { NVF_ERROR(1 + 1 == 3, "Expected 1 + 1 == 3"); });
    m.def("line_of_throw", [] { return __LINE__ - 1; });
    m.def("throw_nested", [] {
        try {
            try {
                NVF_ERROR(false, "inner");
            } catch (...) {
                std::throw_with_nested(std::out_of_range("middle"));
            }
        } catch (...) {
            std::throw_with_nested(MyException("outer"));
        }
    });
    m.def("calls", [] { return calls; });
    m.def("through", [](const std::function<void()> &f) { f(); });
}
