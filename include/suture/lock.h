// SPDX-License-Identifier: BSD-3-Clause
// Locks for interpreters without a GIL. With a GIL they are empty and do nothing: whoever is
// attached has the interpreter to itself.
#pragma once

#include "object.h"

namespace suture {

/// CPython's mutex. A thread that waits for it lets the garbage collector run.
class ft_mutex {
public:
    ft_mutex() = default;
    ft_mutex(const ft_mutex &) = delete;
    ft_mutex &operator=(const ft_mutex &) = delete;
#if defined(Py_GIL_DISABLED)
    void lock() { PyMutex_Lock(&m_mutex); }
    void unlock() { PyMutex_Unlock(&m_mutex); }

private:
    PyMutex m_mutex = {0};
#else
    void lock() {}
    void unlock() {}
#endif
};

/// Holds an ft_mutex for the length of a scope.
class ft_lock_guard {
public:
    explicit ft_lock_guard([[maybe_unused]] ft_mutex &mutex)
#if defined(Py_GIL_DISABLED)
        : m_mutex(mutex) {
        m_mutex.lock();
    }
    ~ft_lock_guard() { m_mutex.unlock(); }

private:
    ft_mutex &m_mutex;
#else
    {
    }
    ~ft_lock_guard() {} // not trivial: a guard is no unused variable

public:
#endif
    ft_lock_guard(const ft_lock_guard &) = delete;
    ft_lock_guard &operator=(const ft_lock_guard &) = delete;
};

/// A critical section on one Python object: it may be suspended while the thread waits for
/// something else.
class ft_object_guard {
public:
    explicit ft_object_guard([[maybe_unused]] handle h)
#if defined(Py_GIL_DISABLED)
    {
        PyCriticalSection_Begin(&m_section, h.ptr());
    }
    ~ft_object_guard() { PyCriticalSection_End(&m_section); }

private:
    PyCriticalSection m_section;
#else
    {
    }
    ~ft_object_guard() {}

public:
#endif
    ft_object_guard(const ft_object_guard &) = delete;
    ft_object_guard &operator=(const ft_object_guard &) = delete;
};

/// A critical section on two Python objects, which may be one.
class ft_object2_guard {
public:
    explicit ft_object2_guard([[maybe_unused]] handle first, [[maybe_unused]] handle second)
#if defined(Py_GIL_DISABLED)
    {
        PyCriticalSection2_Begin(&m_section, first.ptr(), second.ptr());
    }
    ~ft_object2_guard() { PyCriticalSection2_End(&m_section); }

private:
    PyCriticalSection2 m_section;
#else
    {
    }
    ~ft_object2_guard() {}

public:
#endif
    ft_object2_guard(const ft_object2_guard &) = delete;
    ft_object2_guard &operator=(const ft_object2_guard &) = delete;
};

} // namespace suture
