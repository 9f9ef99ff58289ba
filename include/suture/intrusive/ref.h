// SPDX-License-Identifier: BSD-3-Clause
// ref<T>: a pointer that counts. It calls inc_ref(T *) and dec_ref(T *), which are found beside T
// or declared before this header; counter.h has those of intrusive_base. Needs no Python; where the
// binding's headers come first, the conversion comes with it, else by caster.h.
#pragma once

#include <utility> // move

#include "counter.h"

namespace suture {

/// A counted reference to a T, or none.
template <class T> class ref {
public:
    using element_type = T;

    ref() = default;
    /// Adds a reference.
    ref(T *pointer) noexcept : m_pointer(pointer) { count(); }
    ref(const ref &other) noexcept : ref(other.m_pointer) {}
    ref(ref &&other) noexcept : m_pointer(other.m_pointer) { other.m_pointer = nullptr; }
    ~ref() { drop(m_pointer); }

    ref &operator=(ref &&other) noexcept {
        if (this != &other) {
            T *old = m_pointer;
            m_pointer = other.m_pointer;
            other.m_pointer = nullptr;
            drop(old);
        }
        return *this;
    }
    // NOLINTNEXTLINE(bugprone-unhandled-self-assignment): counted before it is dropped
    ref &operator=(const ref &other) noexcept { return *this = other.m_pointer; }
    ref &operator=(T *pointer) noexcept {
        T *old = m_pointer;
        m_pointer = pointer;
        count();
        drop(old);
        return *this;
    }
    /// Refers to nothing from now on.
    void reset() noexcept {
        T *old = m_pointer;
        m_pointer = nullptr;
        drop(old);
    }

    bool operator==(const ref &other) const { return m_pointer == other.m_pointer; }
    bool operator!=(const ref &other) const { return m_pointer != other.m_pointer; }
    bool operator==(const T *other) const { return m_pointer == other; }
    bool operator!=(const T *other) const { return m_pointer != other; }

    T *operator->() { return m_pointer; }
    const T *operator->() const { return m_pointer; }
    T &operator*() { return *m_pointer; }
    const T &operator*() const { return *m_pointer; }
    T *get() { return m_pointer; }
    const T *get() const { return m_pointer; }
    operator T *() { return m_pointer; }
    operator const T *() const { return m_pointer; }

private:
    void count() const noexcept {
        if (m_pointer)
            inc_ref(m_pointer);
    }
    static void drop(T *pointer) noexcept {
        if (pointer)
            dec_ref(pointer);
    }

    T *m_pointer = nullptr;
};

} // namespace suture

#if defined(SUTURE_TYPE_CASTER)
#    include "caster.h"
#endif
