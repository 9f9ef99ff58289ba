// SPDX-License-Identifier: BSD-3-Clause
// Signatures as text: rendered when asked for, with the Python names of types bound later.
#pragma once

#include "../../include/suture/detail/signature_service.h"
#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

/// All return new references, or NULL with an error. Where `source`, C++ types that have no Python
/// class are in double quotes: the text is Python source.
PyObject *argument_type_text(const function *f, const argument &a, bool source = false);
PyObject *result_type_text(const function *f, const overload *o, bool source = false);
/// "name(x: int, *, y: float = 1.0) -> str"
PyObject *overload_signature_text(const function *f, const overload *o);
/// "Class.method" or "function"
PyObject *function_display_name(const function *f);
PyObject *function_qualname(const function *f);
/// Name of argument `i` in signatures: given, or "arg", "arg1", ...
PyObject *argument_display_name(const function *f, const overload *o, unsigned i);
/// Type text with '%' and '@in@out@' resolved.
PyObject *type_text(interpreter *interp, const char *text, suture_type_ref *const *types,
                    bool result, bool source = false);
/// Qualified Python name of a bound class or enumeration, else its C++ name.
PyObject *entry_text(const type_entry *entry, bool source = false);
PyObject *function_doc(function *f);
/// What stubs are made of: a tuple of (Python source, docstring or None, tuple of defaults or None)
/// per overload. In the source a default is `\0`, `\1`, ..., its index, or `\=0` for one that the
/// author gave as text.
PyObject *function_signatures(const function *f);
/// inspect.Signature of the function.
PyObject *function_signature(function *f);
PyObject *function_annotations(function *f);
/// Text of a value of a code without a reference.
const char *code_text(int code);

/// The same from the bound arguments, whatever text the author gave. With a list `defaults` it is
/// source, see function_signatures().
PyObject *overload_bound_text(const function *f, const overload *o, PyObject *defaults = nullptr);
/// New dict of the names that a function's signature text may use: loaded modules, and what is in
/// the function's own.
PyObject *annotation_namespace(const function *f);

/// The service that reads signatures given as text; NULL without an error.
const suture_signature_service *signature_service_of(interpreter *interp);
/// suture_parameter_kind of an argument.
int argument_kind(const overload *o, unsigned i);
/// Holds a signature given as text against the overload, before it joins the function: takes names
/// and kinds from it where the binding names no argument. -1 with ImportError.
int signature_check(const function *f, overload *o, const char *text);

SUTURE_RUNTIME_END
