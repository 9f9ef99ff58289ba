// SPDX-License-Identifier: BSD-3-Clause
// Holding and releasing the interpreter: what other threads and long GIL-free work need.
#pragma once

#include <new> // nothrow_t

#include "error.h"

namespace suture {

/// Thrown where a thread cannot attach because the interpreter is finalizing or gone.
class SUTURE_EXCEPTION interpreter_gone : public std::exception {
public:
    SUTURE_EXCEPTION_MEMBER interpreter_gone() noexcept;
    SUTURE_EXCEPTION_MEMBER ~interpreter_gone() override;
    SUTURE_EXCEPTION_MEMBER const char *what() const noexcept override;
};

namespace detail {
/// rt::gil_enter, throwing interpreter_gone.
void gil_enter_or_throw(void *token, void **state);
} // namespace detail

/// Remembers an interpreter, whether or not it lives as long. Callbacks keep one, to be run where
/// they were made.
class interpreter_ref {
public:
    /// The interpreter that the calling thread is attached to.
    static interpreter_ref current();

    interpreter_ref() = default;
    interpreter_ref(interpreter_ref &&other) noexcept;
    interpreter_ref &operator=(interpreter_ref &&other) noexcept;
    ~interpreter_ref();
    void *token() const { return m_token; }

private:
    void *m_token = nullptr;
};

/// Attaches the thread for the length of a scope; nothing happens if it is attached already.
/// Throws interpreter_gone where that is refused. Without an interpreter_ref it is the interpreter
/// that the thread was attached to last, else the main one.
class gil_scoped_acquire {
public:
    gil_scoped_acquire();
    explicit gil_scoped_acquire(const interpreter_ref &where);
    /// Does not throw: is_valid() says whether the thread is attached.
    explicit gil_scoped_acquire(std::nothrow_t) noexcept;
    gil_scoped_acquire(const interpreter_ref &where, std::nothrow_t) noexcept;
    gil_scoped_acquire(const gil_scoped_acquire &) = delete;
    gil_scoped_acquire &operator=(const gil_scoped_acquire &) = delete;
    ~gil_scoped_acquire();
    bool is_valid() const { return m_valid; }

private:
    void *m_state[2];
    bool m_valid = true;
};

/// Detaches the thread for the length of a scope: other threads run, and no Python object may be
/// touched. Nothing happens if it is not attached.
class gil_scoped_release {
public:
    gil_scoped_release() noexcept;
    gil_scoped_release(const gil_scoped_release &) = delete;
    gil_scoped_release &operator=(const gil_scoped_release &) = delete;
    ~gil_scoped_release();
    bool is_valid() const { return m_state != nullptr; }

private:
    void *m_state;
};

} // namespace suture
