// SPDX-License-Identifier: BSD-3-Clause
// Python objects that C++ code holds on any thread, with or without the GIL; see
// src/glue/owner.cpp.
#pragma once

#include <cstddef> // size_t

#include "../cast.h"
#include "../gil.h"

namespace suture::detail {

/// A strong reference, the interpreter it belongs to, and a count that needs no interpreter.
struct object_owner;

/// Takes a reference to `object`; count 1. NULL with MemoryError.
SUTURE_GLUE object_owner *owner_new(PyObject *object) noexcept;
SUTURE_GLUE void owner_retain(object_owner *owner) noexcept;
/// The last one attaches to the object's interpreter and drops the reference there. If that
/// interpreter is gone, so is the object.
SUTURE_GLUE void owner_release(object_owner *owner) noexcept;
/// The object, borrowed; NULL in another interpreter than its own. The caller is attached.
SUTURE_GLUE PyObject *owner_object(const object_owner *owner) noexcept;
/// The same if this is the only count: what a garbage collector may visit.
SUTURE_GLUE PyObject *owner_sole_object(const object_owner *owner) noexcept;
/// What gil_enter takes.
SUTURE_GLUE void *owner_interpreter(const object_owner *owner) noexcept;
/// Calls the object with `n` positional arguments, which are stolen; items[-1] may be written to.
SUTURE_GLUE PyObject *owner_call(const object_owner *owner, PyObject **items, size_t n) noexcept;
/// Whether a result of owner_call is the last reference to an object that owns its C++ object.
SUTURE_GLUE bool ends_with_result(PyObject *result) noexcept;

/// Memory of function objects that hold just an owner_pointer; throws std::bad_alloc.
SUTURE_GLUE void *function_allocate(size_t size);
SUTURE_GLUE void function_free(void *block) noexcept;

/// Attaches this thread to an object's interpreter for its lifetime. Throws interpreter_gone.
class attach_to_owner {
public:
    explicit attach_to_owner(const object_owner *owner) {
        gil_enter_or_throw(owner_interpreter(owner), m_state);
    }
    attach_to_owner(const attach_to_owner &) = delete;
    attach_to_owner &operator=(const attach_to_owner &) = delete;
    ~attach_to_owner() { rt::gil_leave(m_state); }

private:
    void *m_state[2];
};

/// A counted object_owner, as a member of function objects.
class owner_pointer {
public:
    /// Steals the count.
    explicit owner_pointer(object_owner *owner) noexcept : m_owner(owner) {}
    owner_pointer(const owner_pointer &other) noexcept : m_owner(other.m_owner) {
        if (m_owner)
            owner_retain(m_owner);
    }
    owner_pointer(owner_pointer &&other) noexcept : m_owner(other.m_owner) {
        other.m_owner = nullptr;
    }
    owner_pointer &operator=(owner_pointer other) noexcept {
        object_owner *mine = m_owner;
        m_owner = other.m_owner;
        other.m_owner = mine;
        return *this;
    }
    ~owner_pointer() {
        if (m_owner)
            owner_release(m_owner);
    }
    const object_owner *get() const noexcept { return m_owner; }

private:
    object_owner *m_owner;
};

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/owner.cpp"
#endif
