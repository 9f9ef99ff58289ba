// SPDX-License-Identifier: BSD-3-Clause
// Scopes that attach and detach a thread.
#include "../../include/suture/gil.h"

namespace suture {
namespace detail {

SUTURE_GLUE void gil_enter_or_throw(void *token, void **state) {
    if (rt::gil_enter(token, state) < 0)
        throw interpreter_gone();
}

} // namespace detail

SUTURE_GLUE interpreter_gone::interpreter_gone() noexcept = default;
SUTURE_GLUE interpreter_gone::~interpreter_gone() = default;
SUTURE_GLUE const char *interpreter_gone::what() const noexcept {
    return "the Python interpreter is finalizing or gone";
}

SUTURE_GLUE interpreter_ref interpreter_ref::current() {
    interpreter_ref result;
    result.m_token = detail::rt::interp_hold();
    if (!result.m_token)
        detail::raise_python_error();
    return result;
}
SUTURE_GLUE interpreter_ref::interpreter_ref(interpreter_ref &&other) noexcept
    : m_token(other.m_token) {
    other.m_token = nullptr;
}
SUTURE_GLUE interpreter_ref &interpreter_ref::operator=(interpreter_ref &&other) noexcept {
    void *token = m_token;
    m_token = other.m_token;
    other.m_token = token;
    return *this;
}
SUTURE_GLUE interpreter_ref::~interpreter_ref() { detail::rt::interp_release(m_token); }

SUTURE_GLUE gil_scoped_acquire::gil_scoped_acquire() {
    detail::gil_enter_or_throw(nullptr, m_state);
}
SUTURE_GLUE gil_scoped_acquire::gil_scoped_acquire(const interpreter_ref &where) {
    detail::gil_enter_or_throw(where.token(), m_state);
}
SUTURE_GLUE gil_scoped_acquire::gil_scoped_acquire(std::nothrow_t) noexcept
    : m_valid(detail::rt::gil_enter(nullptr, m_state) == 0) {}
SUTURE_GLUE gil_scoped_acquire::gil_scoped_acquire(const interpreter_ref &where,
                                                   std::nothrow_t) noexcept
    : m_valid(detail::rt::gil_enter(where.token(), m_state) == 0) {}
SUTURE_GLUE gil_scoped_acquire::~gil_scoped_acquire() {
    if (m_valid)
        detail::rt::gil_leave(m_state);
}

SUTURE_GLUE gil_scoped_release::gil_scoped_release() noexcept : m_state(detail::rt::gil_detach()) {}
SUTURE_GLUE gil_scoped_release::~gil_scoped_release() { detail::rt::gil_reattach(m_state); }

} // namespace suture
