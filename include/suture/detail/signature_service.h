// SPDX-License-Identifier: BSD-3-Clause
// The service that reads signatures given as text and holds them against what is bound. C types
// only; frozen like abi.h.
#pragma once

#include "../abi.h"

/// As inspect.Parameter counts them.
enum suture_parameter_kind {
    suture_parameter_positional_only = 0,
    suture_parameter_positional_or_keyword,
    suture_parameter_var_positional,
    suture_parameter_keyword_only,
    suture_parameter_var_keyword
};

/// A bound argument, and what the text says of it.
typedef struct suture_parameter {
    const char *name;              ///< UTF-8, or NULL
    struct _object *default_value; ///< borrowed, or NULL
    const char *default_text;      ///< the author's text for it, or NULL
    uint8_t kind;
    // filled where the binding names no argument
    uint8_t text_kind;
    uint32_t text_name_size;
    const char *text_name; ///< not terminated
} suture_parameter;

enum suture_signature_check_flags {
    suture_signature_method = 1, ///< the first parameter is self
    suture_signature_named = 2   ///< the binding names arguments: they must agree
};

/// Table of the service "suture.signature.1".
typedef struct suture_signature_service {
    uint32_t size;
    /// 1: `text` fits a function `name` of these parameters. 0: it does not, and `*problem` is a
    /// new str that says why. -1: a Python error is set. Defaults in the text are evaluated with
    /// the names of the dict `space` (NULL: none).
    int (*check)(const char *text, const char *name, suture_parameter *parameters, size_t n,
                 uint32_t flags, struct _object *space, struct _object **problem);
    /// New reference to what rendering needs of `text`: a pair of a tuple of one tuple per
    /// parameter (name, kind, annotation or None, and the default if there is one, as str) and of
    /// the result's annotation or None. NULL with an error: ValueError if the text cannot be read.
    struct _object *(*parse)(const char *text);
} suture_signature_service;
