// SPDX-License-Identifier: BSD-3-Clause
// How the front end reaches the runtime: one function per slot of the table, and what each
// extension module carries of its own (src/glue.cpp).
#pragma once

#if defined(Py_LIMITED_API) && !defined(SUTURE_LINKED)
#    error "suture: Py_LIMITED_API is not supported: build without it, for each version of Python"
#    undef Py_LIMITED_API // no errors that follow from it
#endif
#include <Python.h>

#include "../abi.h"
#include "../version.h"
#include "macros.h"

struct suture_enumeration; // enum_service.h

struct suture_table;

/// The table of the runtime's core.
struct suture_table {
    uint16_t abi_major, abi_minor;
    uint32_t size;
    const char *package; ///< name of the extension module that brought it
#define SUTURE_SLOT(result, name, parameters, arguments) result(*name) parameters;
#include "../slots.inc"
#undef SUTURE_SLOT
};

namespace suture::detail {

/// Calls into the table of this interpreter's runtime. `noexcept`: errors are Python errors.
namespace rt {
#define SUTURE_SLOT(result, name, parameters, arguments) result name parameters noexcept;
#include "../slots.inc"
#undef SUTURE_SLOT
} // namespace rt

/// The table; NULL until the module is attached.
extern SUTURE_HIDDEN const suture_table *table;
/// This extension module, as the runtime sees it.
extern SUTURE_HIDDEN suture_module this_module;

/// Links the class machinery into the module, and says so before the module is imported.
bool bring_classes() noexcept;
/// What binds a class T names `class_user<T>`: the one variable's initialisation runs when the
/// module is loaded.
template <class> struct brings_classes {
    static inline const bool done = bring_classes();
};
template <class T>
constexpr const bool *class_user = &brings_classes<decltype((void) (T *) 0)>::done;

/// suture_module.invoke and suture_module.life of this module: exceptions become Python errors.
int invoke(void *capture, suture_slot *slots, suture_thunk thunk);
int life(suture_life life, int op, void *object, void *source, void **result);

/// Throws python_error for the Python error that is set.
[[noreturn]] void raise_python_error();
/// Throws cast_error for `source`, after a failed conversion to `expected` (type text; '%' stands
/// for the next of `types`). What an explaining load has set as a TypeError becomes part of it.
[[noreturn]] void raise_cast_error(PyObject *source, const char *expected,
                                   suture_type_ref *const *types = nullptr);

// Registration: as the slot of that name, for this module, throwing python_error on failure. The
// two short forms spare the caller an array.
PyObject *def(PyObject *scope, const suture_signature *signature, const char *name,
              suture_thunk thunk, const char *format, const void *const *words);
PyObject *def_pointer(PyObject *scope, const suture_signature *signature, const char *name,
                      suture_thunk thunk, const void *function);
PyObject *def_pair(PyObject *scope, const suture_signature *signature, const char *name,
                   suture_thunk thunk, const void *first, const void *second);
PyObject *def_plain(PyObject *scope, const suture_signature *signature, const char *name,
                    suture_thunk thunk);
PyObject *def_init(PyObject *scope, const suture_signature *signature, suture_thunk thunk);
PyObject *new_type(PyObject *scope, const char *name, suture_type_ref *ref,
                   const suture_type_desc *desc, const char *format, const void *const *words);
void def_member(PyObject *scope, const suture_signature *signature, const char *name, size_t offset,
                const char *format, const void *const *words);

/// Result of a call into Python: throws python_error for NULL.
PyObject *checked(PyObject *new_reference);
/// Likewise for -1.
void checked(int status);

/// Body of PyInit_NAME: attaches to the interpreter's runtime and makes the module definition.
PyObject *module_init(PyModuleDef *definition, PyModuleDef_Slot *slots, const char *name,
                      uint32_t flags, int (*execute)(PyObject *));
/// Body of the exec slot: runs `body`, turns C++ exceptions into ImportError.
int module_exec(PyObject *module, void (*body)(PyObject *));

} // namespace suture::detail
