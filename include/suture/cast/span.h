// SPDX-License-Identifier: BSD-3-Clause
// std::span (C++20): an argument is a read-only view of converted elements that live as long as
// the call; a result is a list.
#pragma once

#if __cplusplus >= 202002L || (defined(_MSVC_LANG) && _MSVC_LANG >= 202002L)

#    include <cstdlib> // malloc, free
#    include <span>

#    include "../detail/container.h"

namespace suture::detail {

/// Elements that are added one by one: as much of a vector as a span needs.
template <class E> class span_storage {
public:
    static_assert(alignof(E) <= alignof(std::max_align_t),
                  "suture: std::span of an over-aligned type cannot be an argument");
    span_storage() = default;
    span_storage(const span_storage &) = delete;
    span_storage &operator=(const span_storage &) = delete;
    ~span_storage() { clear(); }

    /// Empties it and makes room. False with MemoryError set.
    bool reserve(size_t n) noexcept {
        clear();
        m_data = n > SIZE_MAX / sizeof(E) ? nullptr : (E *) std::malloc(n ? n * sizeof(E) : 1);
        if (!m_data)
            PyErr_NoMemory();
        return m_data != nullptr;
    }
    template <class A> void add(A &&element) {
        new (static_cast<void *>(m_data + m_size)) E(std::forward<A>(element));
        ++m_size;
    }
    /// Scalars were written to data() directly.
    void set_size(size_t n) { m_size = n; }
    E *data() { return m_data; }
    size_t size() const { return m_size; }

private:
    void clear() noexcept {
        while (m_size > 0)
            m_data[--m_size].~E();
        std::free(m_data);
        m_data = nullptr;
    }
    E *m_data = nullptr;
    size_t m_size = 0;
};

template <class E, size_t N> struct type_caster<std::span<E, N>> {
    using Element = std::remove_const_t<E>;
    using Value = std::span<E, N>;
    static constexpr auto Name = io_name("collections.abc.Sequence", "list") + const_name("[") +
                                 make_caster<Element>::Name + const_name("]");
    using Traits = caster_facts<true, true>;
    template <class A> using Cast = Value;
    template <class A> static constexpr bool can_cast() { return true; }

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        static_assert(std::is_const_v<E>,
                      "suture: a std::span argument refers to converted elements, so what is "
                      "written to it would be lost: use std::span<const T>");
        // cast<T>() returns the span when the caster is gone.
        if (flags & suture_load_manual)
            return false;
        held_items items;
        if constexpr (is_scalar_v<Element>) {
            if (!scalars_hold(src.ptr(), items) || !fits(items.size) ||
                !m_storage.reserve(items.size))
                return false;
            m_storage.set_size(items.size);
            return scalars_load(scalar_code<Element>(), src.ptr(), items, flags, m_storage.data());
        } else {
            return sequence_hold(src.ptr(), items) && fits(items.size) &&
                   m_storage.reserve(items.size) && fill(items, flags, cleanup);
        }
    }
    static handle from_cpp(Value src, rv_policy policy, cleanup_list *cleanup) noexcept {
        if constexpr (is_scalar_v<Element>)
            return rt::array_store(scalar_code<Element>(), src.data(), src.size());
        else
            return store_list<Element, Value &>(src, src.size(), policy, cleanup);
    }
    explicit operator Value() { return Value((E *) m_storage.data(), m_storage.size()); }

private:
    static bool fits(size_t size) { return N == std::dynamic_extent || size == N; }
    bool fill(held_items &items, uint32_t flags, cleanup_list *cleanup) noexcept {
        static_assert(!owns_storage_v<Element>,
                      "suture: a view that lives in its conversion (span, u16string_view, ...) "
                      "cannot be an element of a container");
        make_caster<Element> caster;
        try {
            for (size_t i = 0; i < items.size; ++i) {
                if (!load_item<Element>(caster, items, i, flags, cleanup))
                    return false;
                m_storage.add(loaded<Element>(caster));
            }
        } catch (...) {
            return conversion_threw();
        }
        if (borrows_v<Element>)
            items.keep(cleanup);
        return true;
    }
    span_storage<Element> m_storage;
};

} // namespace suture::detail

#endif
