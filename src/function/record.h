// SPDX-License-Identifier: BSD-3-Clause
// A bound function: one Python object with a chain of overloads, each a plan that the dispatcher
// interprets. Plans are immutable once defined.
#pragma once

#include "../common.h"

#include "../type/record.h"

SUTURE_RUNTIME_BEGIN

struct interpreter;

/// How one argument is loaded. The first 16 bytes are what a call reads.
struct argument {
    uint8_t code;
    uint8_t arg_flags; ///< suture_arg_flags
    uint16_t frame;    ///< offset / 16 of the caster's storage in the call frame
    uint32_t load_flags;
    union {
        type_entry *type;
        const suture_caster *caster;
        PyTypeObject *python;
    };
    PyObject *name;          ///< interned str, or NULL: positional only
    PyObject *default_value; ///< strong, or NULL
    const char *text;        ///< the default's text in signatures, or NULL
};

inline bool is_variadic(const argument &a) {
    return a.code == suture_code_args || a.code == suture_code_kwargs;
}

/// keep_alive<nurse, patient>: 0 is the result, 1 the first argument.
struct keep_alive_pair {
    uint8_t nurse, patient;
};

typedef int (*call_policy_before)(PyObject **args, size_t n, suture_context *context);
typedef void (*call_policy_after)(PyObject **args, size_t n, PyObject *result);

/// What only some functions have.
struct overload_extras {
    const char *signature;  ///< text given by the author
    const char *deprecated; ///< warning text
    array<keep_alive_pair> keep_alive;
    call_policy_before before;
    call_policy_after after;
    void (*free_capture)(void *);
};

struct overload {
    suture_thunk thunk;
    int (*invoke)(void *, suture_slot *, suture_thunk);
    void *capture[3];
    argument *arguments;
    // what a call reads
    uint8_t nargs;
    uint8_t nrequired;   ///< without a default, *args and **kwargs aside
    uint8_t npositional; ///< may be given by position
    uint8_t npositional_only;
    uint8_t result; ///< code
    uint8_t policy;
    uint16_t flags;      ///< suture_function_flags
    uint32_t frame_size; ///< bytes for casters and the result
    uint32_t result_frame;
    uint32_t traits; ///< overload_traits
    union {
        type_entry *result_type;
        const suture_caster *result_caster;
    };
    overload *next;
    overload_extras *extras;
    // what rendering reads
    const suture_signature *signature;
    const suture_module *module;
    const char *doc;
};

enum overload_traits : uint32_t {
    overload_vararg = 1, ///< has *args or **kwargs
    overload_frame = 2,  ///< needs a call frame
    overload_post = 4,   ///< keep_alive, call policies, deprecation
    overload_named = 8,
    overload_args = 16,   ///< *args
    overload_kwargs = 32, ///< **kwargs
    overload_defaults = 64,
    overload_destroy = 128,                         ///< some caster has to be destroyed
    overload_lock = 256,                            ///< locks arguments; without a GIL only
    overload_annotated = 512,                       ///< something is said about its arguments
    overload_around = overload_post | overload_lock ///< something happens around the call
};

/// The Python object. `vectorcall` is chosen when the chain changes.
struct function {
    PyObject_HEAD vectorcallfunc vectorcall;
    vectorcallfunc direct; ///< what `vectorcall` leads to where calls are noted first
    overload *first;
    interpreter *interp;
    PyObject *name;        ///< str
    PyObject *scope;       ///< module or class; NULL for a free callable
    PyObject *module_name; ///< str or NULL
    PyObject *weakrefs;
    function *heir;     ///< the function that took over the overloads; strong, or NULL
    uint32_t flags;     ///< function_flags
    uint32_t count;     ///< of overloads
    uint32_t max_nargs; ///< of any of them
    bool plain_init;    ///< one constructor that type_vectorcall can run itself
};

enum function_flags : uint32_t {
    function_is_method = 1,
    function_is_init = 2,
    function_is_static = 4,
    function_is_operator = 8,
    function_is_getter = 16,
    function_is_setter = 32
};

SUTURE_RUNTIME_END
