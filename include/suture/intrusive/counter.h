// SPDX-License-Identifier: BSD-3-Clause
// Intrusive reference counting that Python shares: a class that derives from intrusive_base (or has
// an intrusive_counter) is counted in itself, and, once it has a Python object, by that. Nothing
// here needs Python: C++ libraries use it as it is. One source file of the program includes
// counter.inl.
#pragma once

#include <atomic>  // the count
#include <cstddef> // size_t
#include <cstdint> // uintptr_t

// PyObject, without its header.
extern "C" {
struct _object;
typedef struct _object PyObject; // NOLINT(modernize-use-using): as in Python.h
}

#if !defined(SUTURE_INTRUSIVE_EXPORT)
/// For counter.inl in a shared library: its dllexport or visibility.
#    define SUTURE_INTRUSIVE_EXPORT
#endif

namespace suture {

/// A count that starts at zero, or the Python object that counts instead. Copies of an object start
/// counts of their own: copying and moving leave both sides' counts as they are.
class SUTURE_INTRUSIVE_EXPORT intrusive_counter {
public:
    intrusive_counter() noexcept = default;
    intrusive_counter(const intrusive_counter &) noexcept {}
    intrusive_counter(intrusive_counter &&) noexcept {}
    // NOLINTNEXTLINE(bugprone-unhandled-self-assignment): nothing is assigned
    intrusive_counter &operator=(const intrusive_counter &) noexcept { return *this; }
    intrusive_counter &operator=(intrusive_counter &&) noexcept { return *this; }

    void inc_ref() const noexcept;
    /// True: that was the last reference of C++, and the caller deletes the object.
    bool dec_ref() const noexcept;
    /// From now on `self`, borrowed, counts: it gets a reference for each that C++ has.
    void set_self_py(PyObject *self) noexcept;
    /// The Python object that counts, borrowed; NULL: none.
    PyObject *self_py() const noexcept;
    /// How many references C++ has; 0 once a Python object counts.
    size_t ref_count() const noexcept;

private:
    /// Odd: twice the count, and one. Even: the address of the Python object.
    mutable std::atomic<uintptr_t> m_state{1};
};

/// Base of a class hierarchy whose objects are counted.
class SUTURE_INTRUSIVE_EXPORT intrusive_base {
public:
    intrusive_base() noexcept = default;
    intrusive_base(const intrusive_base &) noexcept = default;
    intrusive_base(intrusive_base &&) noexcept = default;
    intrusive_base &operator=(const intrusive_base &) noexcept = default;
    intrusive_base &operator=(intrusive_base &&) noexcept = default;
    virtual ~intrusive_base();

    // As in intrusive_counter.
    void inc_ref() const noexcept { m_counter.inc_ref(); }
    bool dec_ref() const noexcept { return m_counter.dec_ref(); }
    void set_self_py(PyObject *self) noexcept { m_counter.set_self_py(self); }
    PyObject *self_py() const noexcept { return m_counter.self_py(); }
    size_t ref_count() const noexcept { return m_counter.ref_count(); }

private:
    intrusive_counter m_counter;
};

/// How references to Python objects are counted. The functions run on any thread, attached or not;
/// a module gives them before the first object gets a Python one. See docs/guide/ownership.md.
SUTURE_INTRUSIVE_EXPORT void intrusive_init(void (*inc_ref_py)(PyObject *) noexcept,
                                            void (*dec_ref_py)(PyObject *) noexcept);

/// What ref<> counts by; NULL is nobody's.
inline void inc_ref(const intrusive_base *object) noexcept {
    if (object)
        object->inc_ref();
}
inline void dec_ref(const intrusive_base *object) noexcept {
    if (object && object->dec_ref())
        delete object;
}

} // namespace suture
