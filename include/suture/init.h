// SPDX-License-Identifier: BSD-3-Clause
// Constructors: init<Args...>, and functions that make the object, new_(f).
#pragma once

#include "detail/holder.h"
#include "function.h"

namespace suture {
namespace detail {

struct copy_constructor {
    static constexpr int function_flag = suture_function_copy_init;
};

/// Hands what a factory returned to the instance under construction.
template <class T, class R> SUTURE_INLINE void adopt(suture_slot *slots, R &&made) {
    using Plain = std::remove_cv_t<std::remove_reference_t<R>>;
    PyObject *self = (PyObject *) (slots[0].u64 & ~(uint64_t) 1);
    if constexpr (std::is_pointer_v<Plain>) {
        checked(rt::instance_adopt(self, &type_ref<std::remove_cv_t<std::remove_pointer_t<Plain>>>,
                                   (void *) made, nullptr, nullptr));
    } else {
        using Element = std::remove_cv_t<typename Plain::element_type>;
        Plain owner(std::forward<R>(made));
        const int status = rt::instance_adopt(self, &type_ref<Element>, (void *) owner.get(),
                                              &holder_table<Plain>, &owner);
        checked(status);
        if (status)
            slots[0].object = checked(rt::instance_find(&type_ref<Element>, (void *) owner.get()));
    }
    slots[1].ptr = nullptr;
}

template <class F, bool Heap, class T, class Alias, class Guards, class R, class... A>
struct factory_thunk {
    template <size_t... I>
    SUTURE_INLINE static void expand(F &f, suture_slot *slots, std::index_sequence<I...>) {
        using Plain = std::remove_cv_t<std::remove_reference_t<R>>;
        // The guards end before the result meets Python.
        auto make = [&]() SUTURE_LAMBDA_INLINE -> R {
            [[maybe_unused]] Guards guards;
            return f(argument_get<A>(slots[I + 2])...);
        };
        if constexpr (std::is_same_v<Plain, T> || std::is_same_v<Plain, Alias>)
            new (slots[1].ptr) Plain(make());
        else if constexpr (std::is_base_of_v<object, Plain>)
            slots[0].object = make().release().ptr();
        else
            adopt<T>(slots, make());
    }
    static void call(void *capture, suture_slot *slots) {
        F &f = Heap ? **(F **) capture : *(F *) capture;
        expand(f, slots, std::make_index_sequence<sizeof...(A)>());
    }
};

/// Signature of any callable but member functions.
template <class F> struct callable_traits : call_operator<decltype(&F::operator())> {};
template <class R, class... A> struct callable_traits<R (*)(A...)> {
    using result = R;
    using args = pack<A...>;
};
template <class R, class... A>
struct callable_traits<R (*)(A...) noexcept> : callable_traits<R (*)(A...)> {};

template <class T, class Alias, class F, class R, class... A, class... Extra>
void define_factory(pack<A...>, PyObject *scope, const F &f, const Extra &...extra) {
    using Guards = typename guards_of<Extra...>::type;
    if constexpr (has_gil_release<typename guards_of<Extra...>::list>::value)
        check_guards<R, A...>();
    using Plain = std::remove_cv_t<std::remove_reference_t<R>>;
    using Result = std::conditional_t<std::is_base_of_v<object, Plain>, object, void>;
    static_assert(std::is_base_of_v<object, Plain> || std::is_same_v<Plain, T> ||
                      std::is_same_v<Plain, Alias> || std::is_pointer_v<Plain> ||
                      !is_instance_v<Plain>,
                  "suture: a factory returns the class, a pointer or smart pointer to it, or a "
                  "Python object");
    const suture_signature *signature = signature_of<T, Result, self_storage, A...>();
    if constexpr (std::is_empty_v<F>) {
        const void *words[word_count<Extra...> + 1];
        put_words(words, extra...);
        def(scope, signature, "__init__", factory_thunk<F, false, T, Alias, Guards, R, A...>::call,
            formats<factory_function, Extra...>::none.value, words);
    } else if constexpr (sizeof(F) <= 3 * sizeof(void *) && std::is_trivially_copyable_v<F>) {
        const void *words[3] = {nullptr, nullptr, nullptr};
        new ((void *) words) F(f);
        register_function(
            scope, signature, "__init__", factory_thunk<F, false, T, Alias, Guards, R, A...>::call,
            formats<factory_function, Extra...>::three, words, factory_function(), extra...);
    } else {
        void (*release)(void *) = [](void *p) { delete (F *) p; };
        register_function(
            scope, signature, "__init__", factory_thunk<F, true, T, Alias, Guards, R, A...>::call,
            formats<factory_function, Extra...>::heap,
            {(const void *) new F(f), (const void *) release}, factory_function(), extra...);
    }
}

} // namespace detail

/// A constructor: T(Args...), or T{Args...} where that is what the class has.
template <class... Args> struct init {
    template <class Class, class... Extra>
    SUTURE_INLINE void execute(Class &cl, const Extra &...extra) const {
        using namespace detail;
        using T = typename Class::Type;
        using Alias = typename Class::Alias;
        PyObject *scope = cl.ptr();
        using Guards = typename guards_of<Extra...>::type;
        if constexpr (has_gil_release<typename guards_of<Extra...>::list>::value)
            check_guards<void, Args...>();
        constexpr suture_thunk thunk = init_thunk<T, Alias, Guards, Args...>::call;
        const suture_signature *signature = signature_of<T, void, self_storage, Args...>();
        constexpr bool copy =
            sizeof...(Args) == 1 && (std::is_same_v<detail::intrinsic_t<Args>, T> && ...);
        if constexpr (copy) {
            const void *words[word_count<Extra...> + 1];
            put_words(words, extra...);
            def(scope, signature, "__init__", thunk,
                formats<copy_constructor, Extra...>::none.value, words);
        } else if constexpr (sizeof...(Extra) == 0) {
            def_init(scope, signature, thunk);
        } else {
            const void *words[word_count<Extra...> + 1];
            put_words(words, extra...);
            def(scope, signature, "__init__", thunk, formats<Extra...>::none.value, words);
        }
    }
};

/// A constructor that is also used for implicit conversions.
template <class Arg> struct init_implicit {
    template <class Class, class... Extra>
    SUTURE_INLINE void execute(Class &cl, const Extra &...extra) const {
        init<Arg>().execute(cl, is_implicit(), extra...);
    }
};

/// Construction by a factory: see new_().
template <class T, class F> struct factory {
    F function;
    template <class Class, class... Extra>
    SUTURE_INLINE void execute(Class &cl, const Extra &...extra) const {
        using Self = typename Class::Type;
        using Traits = detail::callable_traits<F>;
        static_assert(std::is_void_v<T> || std::is_same_v<T, Self>,
                      "suture: new_<T>() makes another class than it is defined on");
        detail::define_factory<Self, typename Class::Alias, F, typename Traits::result>(
            typename Traits::args(), cl.ptr(), function, extra...);
    }
};

/// `cls.def(new_(f))`: f makes the object. It may return T, T *, std::unique_ptr, std::shared_ptr
/// or a Python object.
template <class F> auto new_(F &&f) { return factory<void, std::decay_t<F>>{std::forward<F>(f)}; }
template <class T, class F> auto new_(F &&f) {
    return factory<T, std::decay_t<F>>{std::forward<F>(f)};
}

} // namespace suture
