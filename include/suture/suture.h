// SPDX-License-Identifier: BSD-3-Clause
// The umbrella for users: everything but the conversions of standard types (suture/cast/,
// suture/std.h) and operators (suture/operators.h).
#pragma once

#include "attributes.h"
#include "builtins.h"
#include "call.h"
#include "cast.h"
#include "class.h"
#include "enum.h"
#include "error.h"
#include "exception.h"
#include "function.h"
#include "gil.h"
#include "module.h"
#include "object.h"
#include "trampoline.h"
#include "typed.h"
#include "types.h"
#include "version.h"

#if !defined(SUTURE_LINKED) && !defined(SUTURE_RUNTIME_SOURCE)
// Include-only: the translation unit with SUTURE_MODULE emits the runtime.
#    include "detail/include_only.h"
#endif
