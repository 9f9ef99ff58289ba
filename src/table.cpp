// SPDX-License-Identifier: BSD-3-Clause
// The table of the runtime's core entry points.
#include "table.h"

#include "call/dispatch.h"
#include "call/scalar.h"
#include "enum/create.h"
#include "enum/record.h"
#include "error/cast.h"
#include "error/translate.h"
#include "function/define.h"
#include "function/signature_compare.h"
#include "function/text.h"
#include "ndarray/service.h"
#include "state/attach.h"
#include "state/gil.h"
#include "state/intern.h"
#include "state/undo.h"
#include "type/access.h"
#include "type/create.h"
#include "type/instance.h"
#include "type/machinery.h"

SUTURE_RUNTIME_BEGIN

/// Slots of bound classes lead to the machinery, and say here what holds where no class is bound.
namespace to_classes {

template <class Result> static Result no_classes() {
    internal_error("classes", "a module that binds no class asks for what only one that does has");
    return std::is_pointer_v<Result> ? (Result) 0 : (Result) (intptr_t) -1;
}

static PyObject *unbound(suture_type_ref *ref, const void *object) {
    if (!object)
        Py_RETURN_NONE;
    interpreter *interp = interpreter_current();
    if (!interp)
        PyErr_SetString(PyExc_RuntimeError, "the interpreter is finalizing");
    else if (const type_entry *entry = type_entry_of(interp, ref))
        type_unbound_error(entry);
    return nullptr;
}

static int no_instance(PyObject *object) {
    PyErr_Format(PyExc_TypeError, "expected an instance of a bound class, got %.200s",
                 Py_TYPE(object)->tp_name);
    return -1;
}

#define SUTURE_SLOT(result, name, parameters, arguments)
#define SUTURE_CLASS_SLOT(result, name, parameters, arguments, without)                            \
    static result name parameters {                                                                \
        return SUTURE_LIKELY(classes() != nullptr) ? classes()->name arguments : without;          \
    }
#include "../include/suture/slots.inc"

#undef SUTURE_SLOT

} // namespace to_classes

const suture_table *runtime_table() {
    static const suture_table table = {
        SUTURE_ABI_MAJOR,
        SUTURE_ABI_MINOR,
        (uint32_t) sizeof(suture_table),
        "suture",
#define SUTURE_SLOT(result, name, parameters, arguments) name,
#define SUTURE_CLASS_SLOT(result, name, parameters, arguments, without) to_classes::name,
#include "../include/suture/slots.inc"

#undef SUTURE_SLOT
    };
    return &table;
}

SUTURE_RUNTIME_END

#if defined(SUTURE_BUILD_SHARED)
/// What the shared library exports: attaches to its runtime, or to the one that is there.
extern "C" SUTURE_EXPORT int suture_attach(const char *cpp_abi, const suture_table **table);
extern "C" int suture_attach(const char *cpp_abi, const suture_table **table) {
    using namespace suture::rt;
    if (runtime_find(cpp_abi, runtime_table(), &own_classes, table) < 0)
        return -1;
    // Modules of a shared runtime carry no services: it brings them all.
    bool brought = (*table)->service_attach("suture.enum.1", &enum_service) &&
                   (*table)->service_attach("suture.signature.1", &signature_service) &&
                   (*table)->service_attach("suture.ndarray.1", &array_service);
    return brought ? 0 : -1;
}
#endif
