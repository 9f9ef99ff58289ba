// SPDX-License-Identifier: BSD-3-Clause
// Binding functions: what kind of callable it is, and its registration.
#pragma once

#include "detail/thunk.h"

namespace suture {
namespace detail {

/// Signature of a callable object's operator().
template <class M> struct call_operator;
template <class C, class R, class... A> struct call_operator<R (C::*)(A...)> {
    using result = R;
    using args = pack<A...>;
};
template <class C, class R, class... A>
struct call_operator<R (C::*)(A...) const> : call_operator<R (C::*)(A...)> {};
template <class C, class R, class... A>
struct call_operator<R (C::*)(A...) noexcept> : call_operator<R (C::*)(A...)> {};
template <class C, class R, class... A>
struct call_operator<R (C::*)(A...) const noexcept> : call_operator<R (C::*)(A...)> {};
template <class C, class R, class... A>
struct call_operator<R (C::*)(A...) &> : call_operator<R (C::*)(A...)> {};
template <class C, class R, class... A>
struct call_operator<R (C::*)(A...) const &> : call_operator<R (C::*)(A...)> {};
template <class C, class R, class... A>
struct call_operator<R (C::*)(A...) & noexcept> : call_operator<R (C::*)(A...)> {};
template <class C, class R, class... A>
struct call_operator<R (C::*)(A...) const & noexcept> : call_operator<R (C::*)(A...)> {};

/// Registers with `Prefix` letters and `prefix` words before the extras'.
template <size_t P, size_t N, class... Extra>
SUTURE_INLINE PyObject *register_function(PyObject *scope, const suture_signature *signature,
                                          const char *name, suture_thunk thunk,
                                          const format_text<P> &format,
                                          const void *const (&prefix)[N], const Extra &...extra) {
    const void *words[N + word_count<Extra...>];
    for (size_t i = 0; i < N; ++i)
        words[i] = prefix[i];
    put_words(words + N, extra...);
    return def(scope, signature, name, thunk, format.value, words);
}

template <class... Extra> struct formats {
    static constexpr auto none = make_format<1, Extra...>("");
    static constexpr auto one = make_format<3, Extra...>("c1");
    static constexpr auto two = make_format<3, Extra...>("c2");
    static constexpr auto three = make_format<3, Extra...>("c3");
    static constexpr auto heap = make_format<2, Extra...>("C");
};

/// Function pointers.
template <class Self, class R, class... A, class... Extra>
SUTURE_INLINE PyObject *define(PyObject *scope, const char *name, R (*f)(A...),
                               const Extra &...extra) {
    using Guards = typename guards_of<Extra...>::type;
    if constexpr (has_gil_release<typename guards_of<Extra...>::list>::value)
        check_guards<R, A...>();
    constexpr suture_thunk thunk = object_thunk<R (*)(A...), false, Guards, R, A...>::call;
    if constexpr (sizeof...(Extra) == 0) {
        return def_pointer(scope, signature_of<Self, R, A...>(), name, thunk, (const void *) f);
    } else {
        return register_function(scope, signature_of<Self, R, A...>(), name, thunk,
                                 formats<Extra...>::one, {(const void *) f}, extra...);
    }
}

/// Callable objects; those that fit three words are stored in place.
template <class Self, class R, class... A, class F, class... Extra>
SUTURE_INLINE PyObject *define_object(pack<A...>, PyObject *scope, const char *name, F &&f,
                                      const Extra &...extra) {
    using Plain = std::remove_cv_t<std::remove_reference_t<F>>;
    using Guards = typename guards_of<Extra...>::type;
    if constexpr (has_gil_release<typename guards_of<Extra...>::list>::value)
        check_guards<R, A...>();
    const suture_signature *signature = signature_of<Self, R, A...>();
    if constexpr (std::is_empty_v<Plain> && std::is_trivially_destructible_v<Plain>) {
        constexpr suture_thunk thunk = object_thunk<Plain, false, Guards, R, A...>::call;
        if constexpr (sizeof...(Extra) == 0) {
            return def_plain(scope, signature, name, thunk);
        } else {
            const void *words[word_count<Extra...> + 1];
            put_words(words, extra...);
            return def(scope, signature, name, thunk, formats<Extra...>::none.value, words);
        }
    } else if constexpr (sizeof(Plain) <= 3 * sizeof(void *) &&
                         std::is_trivially_copyable_v<Plain> && alignof(Plain) <= alignof(void *)) {
        const void *words[3] = {nullptr, nullptr, nullptr};
        new ((void *) words) Plain(std::forward<F>(f));
        return register_function(scope, signature, name,
                                 object_thunk<Plain, false, Guards, R, A...>::call,
                                 formats<Extra...>::three, words, extra...);
    } else {
        auto *copy = new Plain(std::forward<F>(f));
        void (*release)(void *) = [](void *p) { delete (Plain *) p; };
        return register_function(
            scope, signature, name, object_thunk<Plain, true, Guards, R, A...>::call,
            formats<Extra...>::heap, {(const void *) copy, (const void *) release}, extra...);
    }
}

/// Member functions, called on Self (which may derive from the class that declares them).
template <class Self, class C, class R, class... A, class Member, class... Extra>
SUTURE_INLINE PyObject *define_member(pack<A...>, PyObject *scope, const char *name, Member f,
                                      const Extra &...extra) {
    using Guards = typename guards_of<Extra...>::type;
    using Owner = std::conditional_t<std::is_base_of_v<C, Self>, Self, C>;
    if constexpr (has_gil_release<typename guards_of<Extra...>::list>::value)
        check_guards<R, A...>();
    constexpr size_t n = (sizeof(Member) + sizeof(void *) - 1) / sizeof(void *);
    static_assert(n <= 3, "suture: a member function pointer of this size is not supported");
    const void *words[n];
    new ((void *) words) Member(f);
#if SUTURE_SHARED_MEMBER_THUNKS
    using Shared = R (any_class::*)(A...);
    constexpr suture_thunk thunk = member_thunk<any_class, Shared, Guards, R, A...>::call;
#else
    constexpr suture_thunk thunk = member_thunk<Owner, Member, Guards, R, A...>::call;
#endif
    if constexpr (n == 2 && sizeof...(Extra) == 0) {
        return def_pair(scope, signature_of<Self, R, Owner &, A...>(), name, thunk, words[0],
                        words[1]);
    } else {
        constexpr const auto &format = n == 1   ? formats<Extra...>::one
                                       : n == 2 ? formats<Extra...>::two
                                                : formats<Extra...>::three;
        return register_function(scope, signature_of<Self, R, Owner &, A...>(), name, thunk, format,
                                 words, extra...);
    }
}

template <class Self, class R, class... A, class... Extra>
SUTURE_INLINE PyObject *define(PyObject *scope, const char *name, R (*f)(A...) noexcept,
                               const Extra &...extra) {
    return define<Self>(scope, name, (R(*)(A...)) f, extra...);
}
/// A member function of a virtual base, which no pointer to a member of the class can be.
template <class Self, class C, class R, class... A, class Member, class... Extra>
SUTURE_INLINE PyObject *define_inherited(pack<A...>, PyObject *scope, const char *name, Member f,
                                         const Extra &...extra) {
    auto call = [f](Self &self, A... args) -> R {
        return (static_cast<C &>(self).*f)(static_cast<A &&>(args)...);
    };
    return define_object<Self, R>(pack<Self &, A...>(), scope, name, call, extra...);
}

template <class Self, class M, class C, class... Extra>
SUTURE_INLINE PyObject *define(PyObject *scope, const char *name, M C::*f, const Extra &...extra) {
    using Traits = call_operator<M C::*>; // of all qualifiers
    // A base may lie at another address than the class: the converted pointer knows where.
    if constexpr (!std::is_base_of_v<C, Self> || std::is_same_v<C, Self>)
        return define_member<Self, C, typename Traits::result>(typename Traits::args(), scope, name,
                                                               f, extra...);
    else if constexpr (std::is_convertible_v<M C::*, M Self::*>)
        return define_member<Self, Self, typename Traits::result>(
            typename Traits::args(), scope, name, static_cast<M Self::*>(f), extra...);
    else
        return define_inherited<Self, C, typename Traits::result>(typename Traits::args(), scope,
                                                                  name, f, extra...);
}

template <class Self, class F, class... Extra,
          class Operator = call_operator<decltype(&std::remove_reference_t<F>::operator())>>
SUTURE_INLINE PyObject *define(PyObject *scope, const char *name, F &&f, const Extra &...extra) {
    return define_object<Self, typename Operator::result>(typename Operator::args(), scope, name,
                                                          std::forward<F>(f), extra...);
}

} // namespace detail

/// Chooses one of several overloads of a C++ function: overload_cast<int, float>(&f), and with
/// const_ a const member function.
template <class... Args> struct overload_cast_impl {
    template <class R> constexpr auto operator()(R (*f)(Args...)) const { return f; }
    template <class R, class C>
    constexpr auto operator()(R (C::*f)(Args...), std::false_type = {}) const {
        return f;
    }
    template <class R, class C>
    constexpr auto operator()(R (C::*f)(Args...) const, std::true_type) const {
        return f;
    }
};
template <class... Args> inline constexpr overload_cast_impl<Args...> overload_cast{};
inline constexpr auto const_ = std::true_type{};

/// A Python callable for a C++ function, in no scope.
template <class F, class... Extra> object cpp_function(F &&f, const Extra &...extra);

namespace detail {
struct free_function {
    static constexpr int function_flag = suture_function_free;
};
struct static_function {
    static constexpr int function_flag = suture_function_static;
};
struct getter_function {
    static constexpr int function_flag = suture_function_getter;
};
struct setter_function {
    static constexpr int function_flag = suture_function_setter;
};
struct static_getter_function {
    static constexpr int function_flag = suture_function_static | suture_function_getter;
};
struct static_setter_function {
    static constexpr int function_flag = suture_function_static | suture_function_setter;
};
struct factory_function {
    static constexpr int function_flag = suture_function_new;
};
} // namespace detail

template <class F, class... Extra> object cpp_function(F &&f, const Extra &...extra) {
    return steal(detail::define<void>(nullptr, "<anonymous>", std::forward<F>(f),
                                      detail::free_function(), extra...));
}

} // namespace suture
