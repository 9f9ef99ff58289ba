// SPDX-License-Identifier: BSD-3-Clause
// Calling a bound function: from a vectorcall to a thunk and back.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

/// Why an overload did not take a call; what the message names.
struct mismatch {
    enum reason_t : uint8_t { none, argument, missing, unexpected, positional, duplicate } reason;
    uint32_t index;   ///< of the argument
    PyObject *source; ///< borrowed: the value, or the unexpected keyword
};

/// Chooses the vectorcall that suits the chain.
void function_choose(function *f);

/// The vectorcall of any function.
PyObject *call_general(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames);
/// The same from one pass on: 0 strictly, then 1 with conversions.
PyObject *call_from(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames,
                    int pass);
/// The vectorcall of a single overload that is simple enough for src/call/plain.cpp, or NULL.
vectorcallfunc call_plain(const overload *o);
/// Likewise for src/call/framed.cpp, and for a chain for src/call/overloads.cpp.
vectorcallfunc call_framed(const overload *o);
vectorcallfunc call_overloads(const overload *first);
/// Whether type_vectorcall can run a chain of constructors itself.
bool construct_is_plain(const function *init);

/// One overload over bound arguments. A suture_outcome; `next_overload` also for a mismatch.
int overload_run(function *f, overload *o, PyObject **args, uint32_t mask, suture_context *context,
                 PyObject **result, mismatch *why);

/// Distributes positional and keyword arguments over `bound` (o->nargs entries). New references
/// (*args, **kwargs) are in `owned`. 1; 0: does not fit; -1: error.
int overload_bind(const function *f, const overload *o, PyObject *const *args, size_t n,
                  PyObject *kwnames, PyObject **bound, PyObject *owned[2], mismatch *why);

/// The same for an overload without *args and **kwargs: borrowed objects over `bound`, defaults
/// where nothing was given. False: the general way has to look at the call.
bool bind_simple(const overload *o, PyObject *const *args, size_t n, PyObject *kwnames,
                 PyObject **bound);

/// Nothing took the call: NotImplemented or a TypeError that says why. Always NULL or that object.
PyObject *call_mismatch(function *f, PyObject *const *args, size_t n, PyObject *kwnames,
                        const mismatch &why);

int context_keep(suture_context *context, PyObject *object);
void context_clear(suture_context *context);
void context_init(suture_context *context);

SUTURE_RUNTIME_END
