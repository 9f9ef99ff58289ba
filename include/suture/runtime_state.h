// SPDX-License-Identifier: BSD-3-Clause
// The runtime as a whole: whether it is there, what it reports, and modules that SUTURE_MODULE does
// not make.
#pragma once

#include "detail/identity.h"
#include "object.h"

namespace suture {
namespace detail {
/// register_module() once this module knows its domain.
bool module_adopt(PyObject *module) noexcept;
} // namespace detail

/// Whether Python objects may be touched: the interpreter and the runtime's state in it are there.
/// Any thread, attached or not, also after the interpreter's end.
bool is_alive() noexcept;

/// Whether the end of the interpreter says which instances are alive. False at first; the
/// environment variable SUTURE_LEAK_REPORT asks for it too.
bool leak_warnings() noexcept;
void set_leak_warnings(bool value) noexcept;

/// Whether stderr says which implicit conversions were tried and failed. False at first.
bool implicit_cast_warnings() noexcept;
void set_implicit_cast_warnings(bool value) noexcept;

/// Lets bindings be added to `m`, a module that was made by other means than SUTURE_MODULE: once,
/// or more often, before anything else of this header's namespace is used. False with a Python
/// error set where no runtime can be had.
inline bool register_module(handle m) noexcept {
    SUTURE_SET_IDENTITY
    return detail::module_adopt(m.ptr());
}

} // namespace suture

#if !defined(SUTURE_LINKED)
#    include "../../src/glue/runtime_state.cpp"
#endif
