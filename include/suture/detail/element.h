// SPDX-License-Identifier: BSD-3-Clause
// How a conversion hands work to the conversions of its parts: flags and policies on the way
// down, values on the way up.
#pragma once

#include <new>         // placement new
#include <type_traits> // is_pointer_v
#include <utility>     // move, pair

#include "../cast.h"
#include "items.h"

namespace suture::detail {

template <class Caster, class = void> struct caster_traits {
    static constexpr bool borrows = false;
    static constexpr bool owns_storage = false;
    static constexpr bool nullable = false;
};
template <class Caster>
struct caster_traits<Caster, std::void_t<typename Caster::Traits>> : Caster::Traits {};

/// What a caster may declare about its values, as `using Traits = caster_facts<...>`: they point
/// into the Python object, they point into the caster, None is one of them.
template <bool Borrows, bool OwnsStorage = false, bool Nullable = false> struct caster_facts {
    static constexpr bool borrows = Borrows;
    static constexpr bool owns_storage = OwnsStorage;
    static constexpr bool nullable = Nullable;
};

template <class E>
constexpr bool is_indirect_v = std::is_pointer_v<E> || std::is_lvalue_reference_v<E>;

/// Whether a value of type E points into the Python object it was made from.
template <class E>
constexpr bool borrows_v =
    is_instance_v<E> ? is_indirect_v<E>
                     : std::is_pointer_v<E> || caster_traits<make_caster<E>>::borrows;

/// Whether a caster of E may still need the Python object when it is asked for its value: those of
/// pairs and tuples, which make it then, and of bound classes, which copy it then.
template <class E>
constexpr bool made_later_v =
    scalar_code<std::remove_cv_t<std::remove_reference_t<E>>>() == suture_code_void;

/// Whether it points into the caster.
template <class E>
constexpr bool owns_storage_v = !is_instance_v<E> && caster_traits<make_caster<E>>::owns_storage;

/// Flags for converting a part. None means null only where the part itself can be null, and a
/// pointer never refers to a temporary that a manual cast would drop.
template <class E> constexpr uint32_t element_flags(uint32_t flags) {
    flags &= ~(uint32_t) (suture_load_accepts_none | suture_load_no_none | suture_load_construct);
    if constexpr (is_instance_v<E>) {
        if constexpr (std::is_pointer_v<E>)
            flags |= suture_load_accepts_none;
        if (is_indirect_v<E> && (flags & suture_load_manual))
            flags &= ~(uint32_t) suture_load_convert;
    } else {
        static_assert(!is_indirect_v<E> ||
                          std::is_same_v<typename make_caster<E>::Value, const char *>,
                      "suture: a pointer or reference inside a container, pair, tuple, optional or "
                      "variant can only be one to a bound class: the converted value of another "
                      "type has no other home");
        if constexpr (caster_traits<make_caster<E>>::nullable)
            flags |= suture_load_accepts_none;
    }
    return flags;
}

/// The value that a caster has loaded, as E.
template <class E, class Caster> SUTURE_INLINE decltype(auto) loaded(Caster &caster) {
    return caster.operator typename Caster::template Cast<E>();
}

/// Loads one part, usable as E.
template <class E, class Caster>
SUTURE_INLINE bool load_part(Caster &caster, PyObject *source, uint32_t flags,
                             cleanup_list *cleanup) noexcept {
    return caster.from_python(source, element_flags<E>(flags), cleanup) &&
           caster.template can_cast<E>();
}

/// The same of an item of a sequence, which a failure names.
template <class E, class Caster>
SUTURE_INLINE bool load_item(Caster &caster, const held_items &items, size_t i, uint32_t flags,
                             cleanup_list *cleanup) noexcept {
    if (load_part<E>(caster, items.data[i], flags, cleanup))
        return true;
    explain_item(items.data[i], i, flags, part_text_of<E>);
    return false;
}

/// Python object of a part of an object that came as `Whole &&`: moved where the whole may be.
/// `part` is const where the whole does not let go of it (keys).
template <class E, class Whole, class Part>
SUTURE_INLINE PyObject *store_part(Part &part, rv_policy policy, cleanup_list *cleanup) noexcept {
    if constexpr (std::is_lvalue_reference_v<Whole> || std::is_lvalue_reference_v<E>) {
        return handle(make_caster<E>::from_cpp(part, policy, cleanup)).ptr();
    } else if constexpr (std::is_const_v<Part>) {
        // The whole dies after the call: nothing may refer to it.
        if (!std::is_pointer_v<E>)
            policy = rv_policy::copy;
        return handle(make_caster<E>::from_cpp(part, policy, cleanup)).ptr();
    } else {
        return handle(make_caster<E>::from_cpp(std::move(part), policy, cleanup)).ptr();
    }
}

/// Takes back what loading a value took away from Python; see cast/unique_ptr.h.
template <class T> struct give_back {
    static constexpr bool needed = false;
};

template <class A, class B> struct give_back<std::pair<A, B>> {
    static constexpr bool needed = give_back<B>::needed;
    static void apply(std::pair<A, B> &pair) noexcept { give_back<B>::apply(pair.second); }
};

/// A value that is made later, or never, without asking for a default constructor.
template <class T> class lazy {
public:
    lazy() {}
    lazy(const lazy &) = delete;
    lazy &operator=(const lazy &) = delete;
    ~lazy() { clear(); }

    /// Constructs the value from what `make` returns.
    template <class Make> T &set(Make &&make) {
        clear();
        new (static_cast<void *>(&m_value)) T(make());
        m_full = true;
        return m_value;
    }
    void clear() {
        if (m_full) {
            m_full = false;
            m_value.~T();
        }
    }
    T &get() { return m_value; }

private:
    union {
        std::remove_const_t<T> m_value;
    };
    bool m_full = false;
};

} // namespace suture::detail
