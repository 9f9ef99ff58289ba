// SPDX-License-Identifier: BSD-3-Clause
// Defining functions: from a signature and attribute words to an overload in its scope.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

PyObject *function_def(const suture_module *module, PyObject *scope,
                       const suture_signature *signature, const char *name, suture_thunk thunk,
                       const char *format, const void *const *words);

/// The Python class of functions or methods.
PyTypeObject *function_type_create(bool method, const suture_texts *texts);
/// The class of a module's functions or methods: the interpreter's, or its dialect's, made on first
/// use. Borrowed; NULL with an error.
PyTypeObject *function_type_of(interpreter *interp, const suture_module *module, bool method);
bool function_check(PyObject *object);
void function_dealloc(PyObject *object);

/// Raises ImportError "scope.name: what", keeping an error that is set as its cause.
void binding_error(PyObject *scope, const char *name, const char *format, ...);

/// The same with the text of the error that is set, which it replaces.
void binding_error_text(PyObject *scope, const char *name);

/// Puts a value into a class or module under a name: with the class's slots where `slots`.
int scope_set(PyObject *scope, PyObject *name, PyObject *value, bool slots);
/// Own attribute of a class or module, borrowed, or NULL without an error.
PyObject *scope_get(PyObject *scope, PyObject *name);

/// Adds a getter or setter function to the property of its name.
int property_add(interpreter *interp, PyObject *scope, function *f, bool setter, bool is_static,
                 const char *doc);
/// A pair of what function_signatures() says of an attribute's getter and setter, None where there
/// is none; None for what is no bound property or member. A PyCFunction of one argument.
PyObject *property_signatures(PyObject *, PyObject *descriptor);
int static_property_add(interpreter *interp, PyObject *scope, function *f, bool setter,
                        const char *doc);
/// Puts an operator method into the class's slots; 0: it is none.
int operator_add(type_record *record, const char *name, function *f);

SUTURE_RUNTIME_END
