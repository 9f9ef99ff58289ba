// SPDX-License-Identifier: BSD-3-Clause
// typed<list, int>: a wrapper whose element types show in signatures and are checked.
//
// Elements of list, tuple, set, frozenset, dict, sequence and mapping are checked when such an
// argument is loaded: each must be what cast<T>() takes. That reads the whole container, once per
// call. typed_unchecked<list, int> shows the same and checks only that it is a list. For
// iterators, callables, handles and the like typed<> is an annotation as well.
#pragma once

#include "types.h"

namespace suture {
namespace detail {

// --- type text -------------------------------------------------------------------------------

/// Type text of one argument of typed<>; pointers may be None.
template <class T> struct typed_argument {
    static constexpr auto name() {
        if constexpr (std::is_pointer_v<T> && !std::is_same_v<intrinsic_t<T>, const char *>)
            return make_caster<T>::Name + const_name(" | None");
        else
            return make_caster<T>::Name;
    }
};
template <> struct typed_argument<ellipsis> {
    static constexpr auto name() { return const_name("..."); }
};
template <> struct typed_argument<void> {
    static constexpr auto name() { return const_name("None"); }
};
template <class R, class... A> struct typed_argument<R(A...)> {
    static constexpr auto name() {
        return const_name("[") + concat(typed_argument<A>::name()...) + const_name("], ") +
               typed_argument<R>::name();
    }
};

template <class R> struct typed_argument<R(...)> {
    static constexpr auto name() { return const_name("..., ") + typed_argument<R>::name(); }
};

template <class T, class... Args> constexpr auto typed_name() {
    if constexpr (std::is_same_v<T, handle> || std::is_same_v<T, object>)
        return union_name(typed_argument<Args>::name()...);
    else if constexpr (std::is_same_v<T, args>)
        return const_name("*args: ") + concat(typed_argument<Args>::name()...);
    else if constexpr (std::is_same_v<T, kwargs>)
        return const_name("**kwargs: ") + concat(typed_argument<Args>::name()...);
    else
        return const_name(T::Name) + const_name("[") + concat(typed_argument<Args>::name()...) +
               const_name("]");
}

// --- element checks --------------------------------------------------------------------------

enum class container_kind : uint8_t {
    none,  ///< not checked
    items, ///< every item is of the one type: list, set, frozenset, sequence, tuple[T, ...]
    tuple, ///< item by item
    dict   ///< keys and values
};

template <class T, class... Args> constexpr container_kind container_kind_of() {
    constexpr size_t n = sizeof...(Args);
    if constexpr (std::is_same_v<T, list> || std::is_same_v<T, set> ||
                  std::is_same_v<T, frozenset> || std::is_same_v<T, sequence>)
        return n == 1 ? container_kind::items : container_kind::none;
    else if constexpr (std::is_same_v<T, dict> || std::is_same_v<T, mapping>)
        return n == 2 ? container_kind::dict : container_kind::none;
    else if constexpr (std::is_same_v<T, tuple>)
        return n == 2 && (std::is_same_v<Args, ellipsis> || ...) ? container_kind::items
                                                                 : container_kind::tuple;
    else
        return container_kind::none;
}

/// How one element is checked.
struct element_check {
    bool (*load)(PyObject *source, uint32_t flags, cleanup_list *cleanup) noexcept;
    const char *name;
    suture_type_ref *const *types;
};

/// Checks the elements of a container: true, or false with no error set unless `flags` ask for an
/// explanation.
bool check_elements(PyObject *container, container_kind kind, const element_check *checks, size_t n,
                    uint32_t flags, cleanup_list *cleanup) noexcept;

template <class T> struct typed_element {
    static constexpr auto name = typed_argument<T>::name();
    static bool load(PyObject *source, uint32_t flags, cleanup_list *cleanup) noexcept {
        // As cast<T>() does it: no temporaries of bound classes, None for pointers.
        if constexpr (is_instance_v<T>)
            flags &= ~(uint32_t) suture_load_convert;
        if constexpr (std::is_pointer_v<T>)
            flags |= suture_load_accepts_none;
        make_caster<T> caster;
        return caster.from_python(source, flags, cleanup);
    }
    static constexpr element_check check{load, name.text,
                                         descr_types<std::remove_const_t<decltype(name)>>::value};
};
template <> struct typed_element<ellipsis> {
    static constexpr element_check check{nullptr, nullptr, nullptr};
};
template <class... Args> struct typed_elements {
    static constexpr element_check checks[sizeof...(Args) + 1] = {typed_element<Args>::check...,
                                                                  {nullptr, nullptr, nullptr}};
};

} // namespace detail

/// T with element types that signatures show; nothing but T is checked.
template <class T, class... Args> class typed_unchecked : public T {
public:
    static constexpr int code = 0;
    static constexpr auto Name = detail::typed_name<T, Args...>();
    using T::T;
    typed_unchecked() = default;
    /// What C++ puts together is not checked.
    typed_unchecked(const T &o) : T(o) {}
    typed_unchecked(T &&o) : T(std::move(o)) {}
};

/// T whose elements are `Args`: checked where the top of the file says so.
template <class T, class... Args> class typed : public typed_unchecked<T, Args...> {
public:
    using typed_unchecked<T, Args...>::typed_unchecked;
    typed() = default;
    static constexpr detail::container_kind kind = detail::container_kind_of<T, Args...>();

    static bool check_(handle h) {
        detail::manual_context context;
        return load_(h, suture_load_manual | suture_load_convert, &context);
    }
    /// The check of a conversion with these flags.
    static bool load_(handle h, uint32_t flags, detail::cleanup_list *cleanup) noexcept {
        if (!h.is_valid() || !T::check_(h))
            return false;
        if constexpr (kind != detail::container_kind::none)
            return detail::check_elements(h.ptr(), kind, detail::typed_elements<Args...>::checks,
                                          sizeof...(Args), flags, cleanup);
        else
            return true;
    }
};

} // namespace suture
