// SPDX-License-Identifier: BSD-3-Clause
// Thunks: from slots to C++ arguments, the call, and the result into its slot.
#pragma once

#include "../attributes.h"
#include "signature.h"

namespace suture::detail {

/// The value of a slot as an object of type T, which lives in the slot.
template <class T> SUTURE_INLINE T &slot_object(suture_slot &slot, T value) {
    static_assert(sizeof(T) <= sizeof(slot) && std::is_trivially_copyable_v<T>);
    return *new ((void *) &slot) T(value);
}

/// The C++ argument of type A in a slot.
template <class A> SUTURE_INLINE decltype(auto) argument_get(suture_slot &slot) {
    using T = intrinsic_t<A>;
    constexpr conversion kind = conversion_of<A>();
    if constexpr (kind == conversion::text) {
        return (const char *) slot.ptr;
    } else if constexpr (kind == conversion::scalar) {
        constexpr bool written =
            std::is_lvalue_reference_v<A> && !std::is_const_v<std::remove_reference_t<A>>;
        static_assert(!written || is_lenient<A>::value,
                      "suture: a number cannot be passed by non-const reference: Python's are "
                      "immutable; return the new value instead");
        if constexpr (written)
            return slot_object<T>(slot, slot_get<T>(slot));
        else
            return slot_get<T>(slot);
    } else if constexpr (kind == conversion::object) {
        // A wrapper is one pointer: the slot itself is a borrowed one.
        return static_cast<std::conditional_t<std::is_reference_v<A>, A, const T &>>(
            *(T *) (void *) &slot.object);
    } else if constexpr (kind == conversion::enumeration) {
        if constexpr (std::is_lvalue_reference_v<A> && !std::is_const_v<std::remove_reference_t<A>>)
            return slot_object<T>(slot, (T) slot.i64);
        else
            return (T) slot.i64;
    } else if constexpr (kind == conversion::instance) {
        if constexpr (std::is_pointer_v<std::remove_reference_t<A>>)
            return (T *) slot.ptr;
        else if constexpr (std::is_rvalue_reference_v<A>)
            return (T &&) *(T *) slot.ptr;
        else
            return *(T *) slot.ptr;
    } else {
        using Caster = make_caster<A>;
        using Cast = typename Caster::template Cast<A>;
        return ((Caster *) slot.ptr)->operator Cast();
    }
}

/// Calls `call()` and leaves its result in slots[0].
template <class R, class Call> SUTURE_INLINE void result_set(suture_slot *slots, Call &&call) {
    using T = intrinsic_t<R>;
    // A reference to a pointer is that pointer.
    constexpr bool pointer = std::is_pointer_v<std::remove_reference_t<R>>;
    if constexpr (std::is_void_v<R>) {
        call();
    } else {
        constexpr conversion kind = conversion_of<R>();
        if constexpr (kind == conversion::scalar) {
            slot_set<T>(slots[0], call());
        } else if constexpr (kind == conversion::object) {
            if constexpr (std::is_base_of_v<object, T> && !std::is_reference_v<R>)
                slots[0].object = call().release().ptr();
            else
                slots[0].object = call().inc_ref().ptr();
        } else if constexpr (kind == conversion::enumeration) {
            slots[0].i64 = (int64_t) call();
        } else if constexpr (kind == conversion::text || pointer) {
            slots[0].ptr = (void *) call();
        } else if constexpr (std::is_reference_v<R>) {
            slots[0].ptr = (void *) &static_cast<const volatile char &>(
                reinterpret_cast<const volatile char &>(static_cast<const T &>(call())));
        } else {
            new (slots[0].ptr) T(call());
        }
    }
}

/// Guards of the attributes, held while the C++ function runs.
template <class... Guards> struct guard_scope;
template <> struct guard_scope<> {
    // A user-provided constructor: `guard_scope<> g;` is no unused variable.
    guard_scope() {}
};
template <class G, class... Rest> struct guard_scope<G, Rest...> {
    G guard;
    guard_scope<Rest...> rest;
};

template <class... Extra> struct guards_of {
    using type = guard_scope<>;
    using list = pack<>;
};
template <class... G, class... Rest> struct guards_of<call_guard<G...>, Rest...> {
    using type = guard_scope<G...>;
    using list = pack<G...>;
};
template <class First, class... Rest> struct guards_of<First, Rest...> : guards_of<Rest...> {};

template <class L> struct has_gil_release;
template <class... G>
struct has_gil_release<pack<G...>>
    : std::bool_constant<(std::is_same_v<G, gil_scoped_release> || ...)> {};

/// Whether a type is, or contains, a Python wrapper: such a value must not be touched without
/// the GIL.
template <class T> struct touches_python : std::is_base_of<handle, T> {};
template <class T> struct touches_python<const T> : touches_python<T> {};
template <class T> struct touches_python<T &> : touches_python<T> {};
template <class T> struct touches_python<T &&> : touches_python<T> {};
template <class T> struct touches_python<T *> : touches_python<T> {};
template <template <class...> class C, class... T>
struct touches_python<C<T...>>
    : std::bool_constant<std::is_base_of_v<handle, C<T...>> || (touches_python<T>::value || ...)> {
};
template <template <class, size_t> class C, class T, size_t N>
struct touches_python<C<T, N>> : touches_python<T> {};

/// For functions under a guard that releases the GIL.
template <class R, class... A> constexpr void check_guards() {
    static_assert(is_lenient<R>::value ||
                      !(touches_python<R>::value || ... || touches_python<A>::value),
                  "suture: a function under call_guard<gil_scoped_release> takes or returns a "
                  "Python object, which must not be touched without the GIL: take C++ types "
                  "instead (std::vector<T> for a list), they are converted before and after");
}

/// Results that a thunk stores without help: most functions compile one template less.
template <class R>
constexpr bool is_direct_result_v =
    std::is_void_v<R> ||
    (is_scalar_v<intrinsic_t<R>> && !std::is_pointer_v<std::remove_reference_t<R>>);

// The index sequence is a template argument of the thunk itself, since every helper function
// would be instantiated once per signature.

/// Thunk of a callable object F, kept in the capture words (Heap: behind the first).
template <class F, bool Heap, class Guards, class R, class Indices, class... A>
struct object_thunk_at;
template <class F, bool Heap, class Guards, class R, size_t... I, class... A>
struct object_thunk_at<F, Heap, Guards, R, std::index_sequence<I...>, A...> {
    static void call(void *capture, [[maybe_unused]] suture_slot *slots) {
        F &f = Heap ? **(F **) capture : *(F *) capture;
        [[maybe_unused]] Guards guards;
        if constexpr (std::is_void_v<R>)
            f(argument_get<A>(slots[I + 1])...);
        else if constexpr (is_direct_result_v<R>)
            slot_set<intrinsic_t<R>>(slots[0], f(argument_get<A>(slots[I + 1])...));
        else
            result_set<R>(slots, [&]() SUTURE_LAMBDA_INLINE -> R {
                return f(argument_get<A>(slots[I + 1])...);
            });
    }
};
template <class F, bool Heap, class Guards, class R, class... A>
using object_thunk =
    object_thunk_at<F, Heap, Guards, R, std::make_index_sequence<sizeof...(A)>, A...>;

/// Stands for any class in member_thunk.
struct any_class {};

/// Thunk of a member function; C is the class it is called on. Where the Itanium C++ ABI holds, a
/// member function pointer and a call through it do not depend on the class (its section 2.3),
/// so that one thunk, on any_class, serves all classes.
template <class C, class Member, class Guards, class R, class Indices, class... A>
struct member_thunk_at;
template <class C, class Member, class Guards, class R, size_t... I, class... A>
struct member_thunk_at<C, Member, Guards, R, std::index_sequence<I...>, A...> {
    static void call(void *capture, suture_slot *slots) {
        Member f = *(Member *) capture;
        C *self = (C *) slots[1].ptr;
        [[maybe_unused]] Guards guards;
        if constexpr (std::is_void_v<R>)
            (self->*f)(argument_get<A>(slots[I + 2])...);
        else if constexpr (is_direct_result_v<R>)
            slot_set<intrinsic_t<R>>(slots[0], (self->*f)(argument_get<A>(slots[I + 2])...));
        else
            result_set<R>(slots, [&]() SUTURE_LAMBDA_INLINE -> R {
                return (self->*f)(argument_get<A>(slots[I + 2])...);
            });
    }
};
template <class C, class Member, class Guards, class R, class... A>
using member_thunk =
    member_thunk_at<C, Member, Guards, R, std::make_index_sequence<sizeof...(A)>, A...>;

/// Thunk of a constructor: T in the storage, or Alias where slots[0] asks for it.
template <class T, class Alias, class Guards, class... A> struct init_thunk {
    template <class U, size_t... I>
    SUTURE_INLINE static void construct(suture_slot *slots, std::index_sequence<I...>) {
        if constexpr (std::is_constructible_v<U, A...>)
            new (slots[1].ptr) U((forward_type<A>) argument_get<A>(slots[I + 2])...);
        else
            new (slots[1].ptr) U{(forward_type<A>) argument_get<A>(slots[I + 2])...};
    }
    template <class A_> using forward_type = std::conditional_t<std::is_reference_v<A_>, A_, A_>;
    static void call(void *, suture_slot *slots) {
        [[maybe_unused]] Guards guards;
        constexpr auto indices = std::make_index_sequence<sizeof...(A)>();
        if constexpr (std::is_same_v<T, Alias>) {
            construct<T>(slots, indices);
        } else {
            if constexpr (!std::is_abstract_v<T> && std::is_constructible_v<T, A...>)
                if (!(slots[0].u64 & 1))
                    return construct<T>(slots, indices);
            construct<Alias>(slots, indices);
        }
    }
};

} // namespace suture::detail
