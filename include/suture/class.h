// SPDX-License-Identifier: BSD-3-Clause
// Binding classes.
#pragma once

#include "detail/holder.h"
#include "function.h"
#include "gc.h"
#include "types.h"

namespace suture {

/// Instances have a __dict__.
struct dynamic_attr {};
/// Instances can be weakly referenced.
struct is_weak_referenceable {};
/// No Python class can derive from it.
struct is_final {};
/// `Cls[int]` is a types.GenericAlias.
struct is_generic {};
/// Other modules do not see the class.
struct module_local {
    bool value;
    constexpr explicit module_local(bool value = true) : value(value) {}
};
/// The C++ destructor is not called.
struct never_destruct {};
/// The C++ destructor runs without the GIL; what Python it calls takes it again. Also for derived
/// classes, whose destructors end with this one.
struct destroy_without_gil {};
/// Metaclass of the Python class.
struct metaclass {
    PyObject *value;
    explicit metaclass(handle h) : value(h.ptr()) {}
};
/// Raw slots, as PyType_FromSpec takes them; ends with {0, nullptr}.
struct type_slots {
    const PyType_Slot *value;
    constexpr explicit type_slots(const PyType_Slot *value) : value(value) {}
};
/// Zero-initialised storage of type T beside the class: supplement<T>(type).
template <class T> struct supplement_for {};
/// A Python base class besides the bound ones.
struct python_base {
    PyObject *value;
    explicit python_base(handle h) : value(h.ptr()) {}
};
/// `set_self(T *, PyObject *)`: the object learns of its Python instance.
template <class T> struct intrusive_ptr {
    void (*value)(T *, PyObject *) noexcept;
    explicit intrusive_ptr(void (*value)(T *, PyObject *) noexcept) : value(value) {}
};

namespace detail {

template <int Flag> struct class_flag {
    static constexpr size_t words = 1;
    static constexpr char format[] = "g";
    template <class T> SUTURE_INLINE static void put(const void **w, const T &) {
        w[0] = (const void *) (uintptr_t) Flag;
    }
};
template <> struct attribute<dynamic_attr> : class_flag<suture_type_dynamic_attr> {};
template <> struct attribute<is_weak_referenceable> : class_flag<suture_type_weakref> {};
template <> struct attribute<is_final> : class_flag<suture_type_final> {};
template <> struct attribute<is_generic> : class_flag<suture_type_generic> {};
template <> struct attribute<never_destruct> : class_flag<suture_type_never_destruct> {};
template <> struct attribute<destroy_without_gil> : class_flag<suture_type_release_gil> {};
template <> struct attribute<module_local> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "g";
    SUTURE_INLINE static void put(const void **w, module_local l) {
        w[0] = (const void *) (uintptr_t) (l.value ? suture_type_module_local : 0);
    }
};
template <> struct attribute<metaclass> : word_attribute<'m'> {};
template <> struct attribute<type_slots> : word_attribute<'z'> {};
template <> struct attribute<python_base> : word_attribute<'e'> {};
template <class T> struct attribute<T, std::enable_if_t<std::is_base_of_v<handle, T>>> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "e";
    SUTURE_INLINE static void put(const void **w, handle h) { w[0] = h.ptr(); }
};
template <class T> struct attribute<supplement_for<T>> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "u";
    SUTURE_INLINE static void put(const void **w, supplement_for<T>) {
        static_assert(std::is_trivially_default_constructible_v<T>,
                      "suture: a supplement starts as zero bytes");
        w[0] = (const void *) (uintptr_t) sizeof(T);
    }
};
template <class T> struct attribute<intrusive_ptr<T>> : word_attribute<'i'> {};

// --- lifecycle -----------------------------------------------------------------------------------

template <class T, class = void> struct has_class_new : std::false_type {};
template <class T>
struct has_class_new<T, std::void_t<decltype(T::operator new(sizeof(T)))>> : std::true_type {};
template <class T, class = void> struct has_class_delete : std::false_type {};
template <class T>
struct has_class_delete<T, std::void_t<decltype(T::operator delete((void *) nullptr))>>
    : std::true_type {};

/// Containers claim to be copyable whatever their elements are; specialise for others that do.
template <class T, class = void> struct is_copy_constructible : std::is_copy_constructible<T> {};
template <class T>
struct is_copy_constructible<
    T, std::enable_if_t<std::is_copy_constructible_v<T> &&
                        std::is_same_v<typename T::value_type &, typename T::reference> &&
                        !std::is_same_v<T, typename T::value_type>>>
    : is_copy_constructible<typename T::value_type> {};

template <class T> void *life(int op, void *object, [[maybe_unused]] void *source) {
    switch (op) {
        case suture_life_destroy:
            if constexpr (std::is_destructible_v<T>)
                ((T *) object)->~T();
            return object;
        case suture_life_delete:
            if constexpr (std::is_destructible_v<T>) {
                SUTURE_SUPPRESS_DELETE_WARNING
                delete (T *) object;
                SUTURE_RESTORE_WARNINGS
            }
            return object;
        case suture_life_copy:
            if constexpr (is_copy_constructible<T>::value)
                return new (object) T(*(const T *) source);
            return nullptr;
        case suture_life_move:
            if constexpr (std::is_move_constructible_v<T>)
                return new (object) T(std::move(*(T *) source));
            return nullptr;
        case suture_life_copy_new:
            if constexpr (is_copy_constructible<T>::value)
                return new T(*(const T *) source);
            return nullptr;
        case suture_life_move_new:
            if constexpr (std::is_move_constructible_v<T>)
                return new T(std::move(*(T *) source));
            return nullptr;
        case suture_life_dynamic:
            if constexpr (std::is_polymorphic_v<T>) {
                *(const void **) source = &typeid(*(T *) object);
                return dynamic_cast<void *>((T *) object);
            }
            return object;
        case suture_life_allocate:
            if constexpr (has_class_new<T>::value)
                return T::operator new(sizeof(T));
            return nullptr;
        case suture_life_release:
            if constexpr (has_class_delete<T>::value)
                T::operator delete(object);
            return nullptr;
        default: return nullptr;
    }
}

/// Trivial classes need no life function: bytes are copied and forgotten.
template <class T>
constexpr bool is_trivial_life_v =
    std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T> &&
    is_copy_constructible<T>::value && !has_class_new<T>::value;

template <class T, class Alias> constexpr uint32_t type_flags() {
    return (std::is_trivially_destructible_v<T> && std::is_trivially_destructible_v<Alias>
                ? (uint32_t) suture_type_trivial_destroy
                : 0u) |
           (is_trivial_life_v<T> ? (uint32_t) suture_type_trivial_copy : 0u) |
           (std::is_polymorphic_v<T> ? (uint32_t) suture_type_polymorphic : 0u) |
           (std::is_abstract_v<T> ? (uint32_t) suture_type_abstract : 0u) |
           (has_class_new<T>::value ? (uint32_t) suture_type_custom_new : 0u);
}

/// Shared by all classes of that size, alignment and flags.
template <uint32_t Size, uint32_t Align, uint32_t Flags>
inline constexpr suture_type_desc type_desc_by_value = {Size, Align, Flags};

template <class T, class Alias>
inline constexpr const suture_type_desc &type_desc =
    type_desc_by_value<(uint32_t) sizeof(T),
                       (uint32_t) (alignof(T) > alignof(Alias) ? alignof(T) : alignof(Alias)),
                       type_flags<T, Alias>()>;

// --- template arguments of class_ ----------------------------------------------------------------

template <class T, class X>
constexpr bool is_base_argument_v = std::is_base_of_v<X, T> && !std::is_same_v<X, T>;
template <class T, class X>
constexpr bool is_alias_argument_v = std::is_base_of_v<T, X> && !std::is_same_v<X, T>;
template <class T, class X>
constexpr bool is_holder_argument_v = !is_base_argument_v<T, X> && !is_alias_argument_v<T, X>;

template <class T, class... Ts> struct alias_of {
    using type = T;
};
template <class T, class X, class... Ts> struct alias_of<T, X, Ts...> {
    using type =
        std::conditional_t<is_alias_argument_v<T, X>, X, typename alias_of<T, Ts...>::type>;
};

template <class B, class T, class = void> struct is_virtual_base : std::true_type {};
template <class B, class T>
struct is_virtual_base<B, T, std::void_t<decltype(static_cast<T *>((B *) nullptr))>>
    : std::false_type {};

/// Letters and words of one template argument.
template <class T, class X> struct class_argument {
    static constexpr bool base = is_base_argument_v<T, X>, alias = is_alias_argument_v<T, X>;
    static constexpr char letter() {
        if constexpr (base)
            return is_virtual_base<X, T>::value ? 'B' : 'b';
        else
            return alias ? 'y' : 'h';
    }
    static constexpr char format[] = {letter(), 0};
    static constexpr size_t words = base || alias ? 2 : 1;
    SUTURE_INLINE static void put(const void **w) {
        if constexpr (base) {
            w[0] = &type_ref<X>;
            if constexpr (is_virtual_base<X, T>::value) {
                void *(*upcast)(void *) = [](void *p) -> void * {
                    return static_cast<X *>((T *) p);
                };
                w[1] = (const void *) upcast;
            } else {
                w[1] = (const void *) ((uintptr_t) static_cast<X *>((T *) 0x1000) - 0x1000);
            }
        } else if constexpr (alias) {
            static_assert(!is_virtual_base<T, X>::value,
                          "suture: a trampoline derives from its class without 'virtual'");
            w[0] = &type_ref<X>;
            // Instances hold the trampoline where they hold the class: 0 says that it is elsewhere.
            const bool first = (uintptr_t) static_cast<T *>((X *) 0x1000) == 0x1000;
            w[1] = (const void *) (uintptr_t) (first ? sizeof(X) : 0);
        } else {
            w[0] = &holder_table<X>;
        }
    }
};

template <class T, class X> struct argument_tag {};
template <class T, class X> struct attribute<argument_tag<T, X>> {
    static constexpr size_t words = class_argument<T, X>::words;
    static constexpr const auto &format = class_argument<T, X>::format;
    SUTURE_INLINE static void put(const void **w, argument_tag<T, X>) {
        class_argument<T, X>::put(w);
    }
};
template <class T> struct life_tag {};
template <class T> struct attribute<life_tag<T>> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "l";
    SUTURE_INLINE static void put(const void **w, life_tag<T>) { w[0] = (const void *) life<T>; }
};

template <class T>
SUTURE_INLINE PyObject *make_class(PyObject *scope, const char *name,
                                   const suture_type_desc *desc) {
    return new_type(scope, name, &type_ref<T>, desc, "", nullptr);
}
template <class T, class... Tags>
SUTURE_INLINE PyObject *make_class(PyObject *scope, const char *name, const suture_type_desc *desc,
                                   const Tags &...tags) {
    static constexpr auto format = make_format<1, Tags...>("");
    const void *words[word_count<Tags...> + 1];
    put_words(words, tags...);
    return new_type(scope, name, &type_ref<T>, desc, format.value, words);
}

struct copy_constructor {};
template <> struct attribute<copy_constructor> : flag_attribute<suture_function_copy_init> {};

/// Copies what a setter was given into the data member.
template <class D> void assign_member(void *, suture_slot *slots) {
    if constexpr (conversion_of<D>() == conversion::instance)
        *(D *) slots[1].ptr = *(const D *) slots[2].ptr;
    else
        *(D *) slots[1].ptr = argument_get<D>(slots[2]);
}

template <class D> constexpr const void *member_ref() {
    constexpr int code = argument_code<void, D>();
    if constexpr (code == suture_code_caster)
        return &member_caster<D>;
    else if constexpr (code_has_ref(code))
        return &type_ref<intrinsic_t<D>>;
    else
        return nullptr;
}
template <class D>
inline constexpr reference_signature<0, 1> member_signature = {
    0, code_has_ref(argument_code<void, D>()), {argument_code<void, D>()}, {member_ref<D>()}};
template <uint8_t Code>
inline constexpr plain_signature<0> scalar_member_signature = {0, 0, {Code}};

template <class T, bool Writable, class C, class D, class... Extra>
SUTURE_INLINE void define_data(PyObject *scope, const char *name, D C::*member,
                               const Extra &...extra) {
    static_assert(std::is_base_of_v<C, T>, "suture: the member belongs to another class");
    static_assert(!Writable || !std::is_same_v<D, handle>,
                  "suture: a handle owns nothing; make the member an object, or use def_ro");
    using Plain = std::remove_cv_t<D>;
    constexpr uint8_t code = argument_code<void, Plain>();
    constexpr bool write = Writable && !std::is_const_v<D>;
    // Where the member lies in T, through its base class.
    const size_t offset = (size_t) ((const volatile char *) &(((C *) (T *) 0x1000)->*member) -
                                    (const volatile char *) 0x1000);
    const suture_signature *signature;
    if constexpr (code_has_ref(code))
        signature = (const suture_signature *) &member_signature<Plain>;
    else
        signature = (const suture_signature *) &scalar_member_signature<code>;
    const void *words[2 + word_count<Extra...>];
    if constexpr (!write) {
        put_words(words, extra...);
        static constexpr auto format = make_format<2, Extra...>("r");
        def_member(scope, signature, name, offset, format.value, words);
    } else if constexpr (code == suture_code_ref || code == suture_code_caster) {
        static_assert(std::is_copy_assignable_v<Plain> || std::is_move_assignable_v<Plain>,
                      "suture: the member cannot be assigned; use def_ro or def_prop_rw");
        words[0] = (const void *) assign_member<Plain>;
        put_words(words + 1, extra...);
        static constexpr auto format = make_format<2, Extra...>("w");
        def_member(scope, signature, name, offset, format.value, words);
    } else {
        static constexpr auto format = make_format<1, Extra...>("");
        put_words(words, extra...);
        def_member(scope, signature, name, offset, format.value, words);
    }
}

// --- factories -----------------------------------------------------------------------------------

/// Hands what a factory returned to the instance under construction.
template <class T, class R> SUTURE_INLINE void adopt(suture_slot *slots, R &&made) {
    using Plain = std::remove_cv_t<std::remove_reference_t<R>>;
    PyObject *self = (PyObject *) (slots[0].u64 & ~(uint64_t) 1);
    if constexpr (std::is_pointer_v<Plain>) {
        checked(rt::instance_adopt(self, &type_ref<std::remove_cv_t<std::remove_pointer_t<Plain>>>,
                                   (void *) made, nullptr, nullptr));
    } else {
        using Element = std::remove_cv_t<typename Plain::element_type>;
        Plain owner(std::move(made));
        checked(rt::instance_adopt(self, &type_ref<Element>, (void *) owner.get(),
                                   &holder_table<Plain>, &owner));
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
    template <class T, class Alias, class... Extra>
    SUTURE_INLINE static void define(PyObject *scope, const Extra &...extra) {
        using namespace detail;
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
    template <class T, class Alias, class... Extra>
    SUTURE_INLINE static void define(PyObject *scope, const Extra &...extra) {
        init<Arg>::template define<T, Alias>(scope, is_implicit(), extra...);
    }
};

/// Construction by a factory: see new_().
template <class T, class F> struct factory {
    F function;
    template <class Self, class Alias, class... Extra>
    SUTURE_INLINE void define(PyObject *scope, const Extra &...extra) const;
};

/// `cls.def(new_(f))`: f makes the object. It may return T, T *, std::unique_ptr, std::shared_ptr
/// or a Python object.
template <class F> auto new_(F &&f) { return factory<void, std::decay_t<F>>{std::forward<F>(f)}; }
template <class T, class F> auto new_(F &&f) {
    return factory<T, std::decay_t<F>>{std::forward<F>(f)};
}

template <class T, class F>
template <class Self, class Alias, class... Extra>
void factory<T, F>::define(PyObject *scope, const Extra &...extra) const {
    static_assert(std::is_void_v<T> || std::is_same_v<T, Self>,
                  "suture: new_<T>() makes another class than it is defined on");
    detail::define_factory<Self, Alias, F, typename detail::callable_traits<F>::result>(
        typename detail::callable_traits<F>::args(), scope, function, extra...);
}

/// Binds the class T. It refers to the Python class without owning it: a bound class lives as long
/// as its interpreter.
template <class T, class... Ts> class class_ : public handle {
public:
    using Type = T;
    using Alias = typename detail::alias_of<T, Ts...>::type;
    static constexpr int code = 0;

    /// Creates the Python class `name` in `scope`.
    template <class... Extra>
    SUTURE_INLINE class_(handle scope, const char *name, const Extra &...extra)
        : handle(detail_make(scope.ptr(), name, extra...)) {}

    operator object() const { return borrow(*this); }

    /// Binds a function as a method: a member function, or one whose first parameter is the object.
    template <class F, class... Extra>
    SUTURE_INLINE class_ &def(const char *name, F &&f, const Extra &...extra) {
        detail::define<T>(m_ptr, name, std::forward<F>(f), extra...);
        return *this;
    }
    template <class... Args, class... Extra>
    SUTURE_INLINE class_ &def(init<Args...>, const Extra &...extra) {
        init<Args...>::template define<T, Alias>(m_ptr, extra...);
        return *this;
    }
    template <class Arg, class... Extra>
    SUTURE_INLINE class_ &def(init_implicit<Arg>, const Extra &...extra) {
        init_implicit<Arg>::template define<T, Alias>(m_ptr, extra...);
        return *this;
    }
    template <class U, class F, class... Extra>
    SUTURE_INLINE class_ &def(factory<U, F> &&f, const Extra &...extra) {
        f.template define<T, Alias>(m_ptr, extra...);
        return *this;
    }
    /// Anything else that knows how to define itself: operators, visitors.
    template <class V, class... Extra, class = decltype(&V::template execute<class_>)>
    SUTURE_INLINE class_ &def(const V &visitor, const Extra &...extra) {
        visitor.execute(*this, extra...);
        return *this;
    }

    /// An operator whose result is converted to the class.
    template <class V, class... Extra>
    SUTURE_INLINE class_ &def_cast(const V &visitor, const Extra &...extra) {
        visitor.execute_cast(*this, extra...);
        return *this;
    }

    template <class F, class... Extra>
    SUTURE_INLINE class_ &def_static(const char *name, F &&f, const Extra &...extra) {
        detail::define<T>(m_ptr, name, std::forward<F>(f), detail::static_function(), extra...);
        return *this;
    }

    /// Data members: read and written in place.
    template <class C, class D, class... Extra>
    SUTURE_INLINE class_ &def_rw(const char *name, D C::*member, const Extra &...extra) {
        detail::define_data<T, true>(m_ptr, name, member, extra...);
        return *this;
    }
    template <class C, class D, class... Extra>
    SUTURE_INLINE class_ &def_ro(const char *name, D C::*member, const Extra &...extra) {
        detail::define_data<T, false>(m_ptr, name, member, extra...);
        return *this;
    }

    /// Properties by functions; either may be nullptr.
    template <class G, class S, class... Extra>
    SUTURE_INLINE class_ &def_prop_rw(const char *name, G &&getter, S &&setter,
                                      const Extra &...extra) {
        if constexpr (!std::is_same_v<std::decay_t<G>, std::nullptr_t>)
            detail::define<T>(m_ptr, name, std::forward<G>(getter), detail::getter_function(),
                              rv_policy::reference_internal, extra...);
        if constexpr (!std::is_same_v<std::decay_t<S>, std::nullptr_t>)
            detail::define<T>(m_ptr, name, std::forward<S>(setter), detail::setter_function(),
                              extra...);
        return *this;
    }
    template <class G, class... Extra>
    SUTURE_INLINE class_ &def_prop_ro(const char *name, G &&getter, const Extra &...extra) {
        return def_prop_rw(name, std::forward<G>(getter), nullptr, extra...);
    }

    /// Static properties: the getter takes the class (as handle), the setter also the value.
    template <class G, class S, class... Extra>
    SUTURE_INLINE class_ &def_prop_rw_static(const char *name, G &&getter, S &&setter,
                                             const Extra &...extra) {
        if constexpr (!std::is_same_v<std::decay_t<G>, std::nullptr_t>)
            detail::define<T>(m_ptr, name, std::forward<G>(getter),
                              detail::static_getter_function(), rv_policy::reference, extra...);
        if constexpr (!std::is_same_v<std::decay_t<S>, std::nullptr_t>)
            detail::define<T>(m_ptr, name, std::forward<S>(setter),
                              detail::static_setter_function(), extra...);
        return *this;
    }
    template <class G, class... Extra>
    SUTURE_INLINE class_ &def_prop_ro_static(const char *name, G &&getter, const Extra &...extra) {
        return def_prop_rw_static(name, std::forward<G>(getter), nullptr, extra...);
    }
    template <class D, class... Extra>
    SUTURE_INLINE class_ &def_rw_static(const char *name, D *member, const Extra &...extra) {
        return def_prop_rw_static(
            name, [member](handle) -> const D & { return *member; },
            [member](handle, const D &value) { *member = value; }, extra...);
    }
    template <class D, class... Extra>
    SUTURE_INLINE class_ &def_ro_static(const char *name, const D *member, const Extra &...extra) {
        return def_prop_ro_static(
            name, [member](handle) -> const D & { return *member; }, extra...);
    }

private:
    template <class... Extra>
    SUTURE_INLINE static PyObject *detail_make(PyObject *scope, const char *name,
                                               const Extra &...extra) {
        static_assert(!std::is_enum_v<T> || detail::is_opaque<T>::value,
                      "suture: bind an enumeration with enum_, or make it opaque");
        static_assert((((int) detail::is_holder_argument_v<T, Ts>) +... + 0) <= 1,
                      "suture: class_ takes the class, its bases, one trampoline and one holder");
        if constexpr (detail::is_trivial_life_v<T> && detail::is_trivial_life_v<Alias>)
            return detail::make_class<T>(scope, name, &detail::type_desc<T, Alias>,
                                         detail::argument_tag<T, Ts>()..., extra...);
        else
            return detail::make_class<T>(scope, name, &detail::type_desc<T, Alias>,
                                         detail::life_tag<T>(), detail::argument_tag<T, Ts>()...,
                                         extra...);
    }
};

/// Lets arguments of class Target be made from a Source.
template <class Source, class Target> void implicitly_convertible() {
    using namespace detail;
    if constexpr (is_instance_v<Source>)
        checked(
            detail::rt::type_implicit(&this_module, &type_ref<Target>, &type_ref<Source>, nullptr));
    else
        checked(detail::rt::type_implicit(&this_module, &type_ref<Target>, nullptr,
                                          &argument_caster<Source>));
}

/// The supplement of a class bound with supplement_for<T>.
template <class T> T &type_supplement(handle type) {
    return *(T *) detail::rt::type_supplement(type.ptr());
}

} // namespace suture
