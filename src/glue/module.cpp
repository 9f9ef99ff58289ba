// SPDX-License-Identifier: BSD-3-Clause
// What every extension module carries: the way to the table, and its own identity.
#include "../../include/suture/detail/identity.h"
#include "../../include/suture/detail/runtime.h"
#include "../state/attach.h"
#include "../table.h"
#include "../type/machinery.h"

#if defined(SUTURE_SHARED)
/// Exported by the shared library: attaches to its runtime or to the one that is there.
extern "C" int suture_attach(const char *cpp_abi, const suture_table **table);
#endif

namespace suture::detail {

SUTURE_GLUE_DATA const suture_table *table = nullptr;

SUTURE_GLUE_DATA suture_module this_module = {
    SUTURE_ABI_MAJOR, SUTURE_ABI_MINOR, 0, 0, "", nullptr, SUTURE_CPP_ABI, invoke, life, nullptr};

#if !defined(SUTURE_SHARED)
/// The class machinery, for modules that bind classes.
SUTURE_GLUE_DATA const ::suture::rt::class_offer *module_classes = nullptr;
#endif

SUTURE_GLUE bool bring_classes() noexcept {
#if !defined(SUTURE_SHARED)
    module_classes = &::suture::rt::own_classes;
#endif
    return true;
}

namespace rt {
#define SUTURE_SLOT(result, name, parameters, arguments)                                           \
    SUTURE_GLUE result name parameters noexcept { return table->name arguments; }
#include "../../include/suture/slots.inc"
#undef SUTURE_SLOT
} // namespace rt

SUTURE_GLUE PyObject *def(PyObject *scope, const suture_signature *signature, const char *name,
                          suture_thunk thunk, const char *format, const void *const *words) {
    return checked(table->function_def(&this_module, scope, signature, name, thunk, format, words));
}

SUTURE_GLUE PyObject *def_pointer(PyObject *scope, const suture_signature *signature,
                                  const char *name, suture_thunk thunk, const void *function) {
    return def(scope, signature, name, thunk, "c1", &function);
}

SUTURE_GLUE PyObject *def_pair(PyObject *scope, const suture_signature *signature, const char *name,
                               suture_thunk thunk, const void *first, const void *second) {
    const void *words[] = {first, second};
    return def(scope, signature, name, thunk, "c2", words);
}

SUTURE_GLUE PyObject *def_plain(PyObject *scope, const suture_signature *signature,
                                const char *name, suture_thunk thunk) {
    return def(scope, signature, name, thunk, "", nullptr);
}

SUTURE_GLUE PyObject *def_init(PyObject *scope, const suture_signature *signature,
                               suture_thunk thunk) {
    return def(scope, signature, "__init__", thunk, "", nullptr);
}

SUTURE_GLUE PyObject *new_type(PyObject *scope, const char *name, suture_type_ref *ref,
                               const suture_type_desc *desc, const char *format,
                               const void *const *words) {
    return checked(table->type_new(&this_module, scope, name, ref, desc, format, words));
}

SUTURE_GLUE void def_member(PyObject *scope, const suture_signature *signature, const char *name,
                            size_t offset, const char *format, const void *const *words) {
    checked(table->type_member(&this_module, scope, signature, name, offset, format, words));
}

#define SUTURE_TEXT(x) #x
#define SUTURE_TEXT_OF(x) SUTURE_TEXT(x)
/// Whether this is the CPython that the module was compiled for: another one has other layouts, and
/// a file name may promise what the module does not keep. False with ImportError.
SUTURE_GLUE bool is_right_python(const char *module) {
    static constexpr char built[] =
        SUTURE_TEXT_OF(PY_MAJOR_VERSION) "." SUTURE_TEXT_OF(PY_MINOR_VERSION);
    const char *running = Py_GetVersion();
    const size_t n = sizeof(built) - 1;
    if (!strncmp(running, built, n) && !(running[n] >= '0' && running[n] <= '9'))
        return true;
    char version[16] = {}; // "3.12.1", without what follows
    for (size_t i = 0; i + 1 < sizeof(version) && running[i] && running[i] != ' '; ++i)
        version[i] = running[i];
    PyErr_Format(PyExc_ImportError,
                 "%s was built for Python %s and works in no other, this is Python %s", module,
                 built, version);
    return false;
}
#undef SUTURE_TEXT_OF
#undef SUTURE_TEXT

/// Attaches to the interpreter's runtime: `table` is set. A module has one table in a process:
/// what it was attached to first, it brings to the interpreters that it is imported in later.
SUTURE_GLUE int attach(const char *module) {
    if (!table && !is_right_python(module))
        return -1;
    const suture_table *found = nullptr;
    int status;
    if (table)
        status = table->runtime_attach(this_module.cpp_abi, table, &found);
    else
#if defined(SUTURE_SHARED)
        status = suture_attach(this_module.cpp_abi, &found);
#else
        status = ::suture::rt::runtime_find(this_module.cpp_abi, ::suture::rt::runtime_table(),
                                            module_classes, &found);
#endif
    if (status < 0)
        return -1;
    if (table && found != table) {
        PyErr_Format(PyExc_ImportError,
                     "%s was imported before in an interpreter with another Suture runtime: import "
                     "the same module first in every interpreter",
                     module);
        return -1;
    }
    if (found->abi_major != SUTURE_ABI_MAJOR || (int) found->abi_minor - SUTURE_ABI_MINOR < 0) {
        PyErr_Format(PyExc_ImportError,
                     "%s needs Suture ABI %d.%d or later, but '%s', loaded first, brought %d.%d",
                     module, SUTURE_ABI_MAJOR, SUTURE_ABI_MINOR, found->package, found->abi_major,
                     found->abi_minor);
        return -1;
    }
    table = found;
    return 0;
}

/// The module that an earlier import made in this interpreter, else a new one.
SUTURE_GLUE PyObject *module_create(PyObject *spec, PyModuleDef *) {
    const uint32_t several = suture_module_shared_gil | suture_module_own_gil;
    if (!(this_module.flags & several) && PyInterpreterState_Get() != PyInterpreterState_Main()) {
        PyErr_Format(PyExc_ImportError, "module %s does not support loading in subinterpreters",
                     this_module.name);
        return nullptr;
    }
    if (attach(this_module.name) < 0)
        return nullptr;
    PyObject *name = PyObject_GetAttrString(spec, "name");
    if (!name)
        return nullptr;
    PyObject *module = rt::module_find(name);
    if (module)
        Py_INCREF(module);
    else
        module = PyModule_NewObject(name);
    Py_DECREF(name);
    return module;
}

SUTURE_GLUE PyObject *module_init(PyModuleDef *definition, PyModuleDef_Slot *slots,
                                  const char *name, uint32_t flags, int (*execute)(PyObject *)) {
    if (definition->m_name) // made by the import in another interpreter
        return PyModuleDef_Init(definition);
    int n = 0;
    slots[n++] = {Py_mod_create, (void *) module_create};
    slots[n++] = {Py_mod_exec, (void *) execute};
#if PY_VERSION_HEX >= 0x030C0000
    slots[n++] = {Py_mod_multiple_interpreters,
                  flags & suture_module_own_gil      ? Py_MOD_PER_INTERPRETER_GIL_SUPPORTED
                  : flags & suture_module_shared_gil ? Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED
                                                     : Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED};
#endif
#if defined(Py_GIL_DISABLED)
    slots[n++] = {Py_mod_gil,
                  flags & suture_module_gil_not_used ? Py_MOD_GIL_NOT_USED : Py_MOD_GIL_USED};
#endif
    slots[n] = {0, nullptr};
    *definition = {
        PyModuleDef_HEAD_INIT, name, nullptr, 0, nullptr, slots, nullptr, nullptr, nullptr};
    this_module.name = name;
    this_module.flags = flags;
    return PyModuleDef_Init(definition);
}

/// ImportError "NAME: initialization failed", caused by the error that is set.
SUTURE_GLUE int import_failed(PyObject *module) {
    PyObject *type, *cause, *traceback;
    PyErr_Fetch(&type, &cause, &traceback);
    PyErr_NormalizeException(&type, &cause, &traceback);
    if (traceback && cause)
        PyException_SetTraceback(cause, traceback);
    if (type && PyErr_GivenExceptionMatches(type, PyExc_ImportError)) {
        PyErr_Restore(type, cause, traceback);
        return -1;
    }
    PyObject *text = cause ? PyObject_Str(cause) : nullptr;
    PyErr_Clear();
    PyErr_Format(PyExc_ImportError,
                 text ? "%s: initialization failed: %U" : "%s: initialization failed",
                 PyModule_GetName(module), text);
    Py_XDECREF(text);
    PyObject *t, *value, *tb;
    PyErr_Fetch(&t, &value, &tb);
    PyErr_NormalizeException(&t, &value, &tb);
    if (cause && value) {
        PyException_SetCause(value, cause); // REF: steals
        cause = nullptr;
    }
    PyErr_Restore(t, value, tb);
    Py_XDECREF(type);
    Py_XDECREF(cause);
    Py_XDECREF(traceback);
    return -1;
}

SUTURE_GLUE int module_exec(PyObject *module, void (*body)(PyObject *)) {
    PyObject *name = PyModule_GetNameObject(module);
    if (!name)
        return -1;
    bool known = rt::module_find(name) == module;
    Py_DECREF(name);
    if (known)
        return 0; // imported again, or reloaded
    suture_slot slots[2];
    slots[1].ptr = (void *) module;
    suture_mark mark;
    rt::module_begin(&mark);
    int outcome = invoke(&body, slots, [](void *capture, suture_slot *s) {
        (*(void (**)(PyObject *)) capture)((PyObject *) s[1].ptr);
    });
    if (outcome == suture_outcome_ok && rt::module_register(module) == 0)
        return 0;
    rt::module_undo(&this_module, &mark);
    return import_failed(module);
}

} // namespace suture::detail
