// SPDX-License-Identifier: BSD-3-Clause
// Binding classes.
#pragma once

#include "class_attributes.h"
#include "detail/data_member.h"
#include "detail/holder.h"
#include "detail/life.h"
#include "function.h"
#include "gc.h"
#include "init.h"
#include "types.h"

namespace suture {
namespace detail {

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

// C casts: static_cast, but for bases that are private.
template <class B, class T, class = void> struct is_virtual_base : std::true_type {};
template <class B, class T>
struct is_virtual_base<B, T, std::void_t<decltype((T *) (B *) nullptr)>> : std::false_type {};

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
            const bool first = (uintptr_t) (T *) (X *) 0x1000 == 0x1000;
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
template <class T, bool Destroys> struct life_tag {};
template <class T, bool Destroys> struct attribute<life_tag<T, Destroys>> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "l";
    SUTURE_INLINE static void put(const void **w, life_tag<T, Destroys>) {
        w[0] = (const void *) life<T, Destroys>;
    }
};

/// A class that shares from this: raw pointers to it may have an owner that must be found.
template <class T> struct sharing_tag {};
template <class T> struct attribute<sharing_tag<T>> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "o";
    SUTURE_INLINE static void put(const void **w, sharing_tag<T>) {
        w[0] = &holder_table<shared_self_t<T>>;
    }
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
    if constexpr (word_count<Tags...> == 0) {
        return new_type(scope, name, &type_ref<T>, desc, format.value, nullptr);
    } else {
        const void *words[word_count<Tags...>];
        put_words(words, tags...);
        return new_type(scope, name, &type_ref<T>, desc, format.value, words);
    }
}

} // namespace detail

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
    /// A class that is bound already, to add to it.
    class_(handle bound, detail::borrow_t) : handle(bound) {}

    // A variable of a class that is only bound is no mistake: compilers do not warn of such.
    ~class_() {} // NOLINT
    class_(const class_ &) = default;
    class_ &operator=(const class_ &) = default;

    operator object() const { return borrow(*this); }

    /// Binds a function as a method: a member function, or one whose first parameter is the object.
    template <class F, class... Extra>
    SUTURE_INLINE class_ &def(const char *name, F &&f, const Extra &...extra) {
        detail::define<T>(m_ptr, name, std::forward<F>(f), extra...);
        return *this;
    }
    /// What knows how to define itself: init, new_, operators, visitors.
    template <class V, class... Extra, class = decltype(&V::template execute<class_>),
              class = std::enable_if_t<!std::is_base_of_v<def_visitor<V>, V>>>
    SUTURE_INLINE class_ &def(const V &visitor, const Extra &...extra) {
        visitor.execute(*this, extra...);
        return *this;
    }
    /// The same by the visitor's base: its execute() need not be const.
    template <class V, class... Extra>
    class_ &def(const def_visitor<V> &visitor, const Extra &...extra) {
        V(static_cast<const V &>(visitor)).execute(*this, extra...);
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
        if constexpr ((detail::is_sided_v<Extra> || ...))
            return def_prop_rw(
                name, [member](const T &self) -> const D & { return self.*member; },
                [member](T &self, const D &value) { self.*member = value; }, extra...);
        else
            detail::define_data<T, true>(m_ptr, name, member, extra...);
        return *this;
    }
    template <class C, class D, class... Extra>
    SUTURE_INLINE class_ &def_ro(const char *name, D C::*member, const Extra &...extra) {
        if constexpr ((detail::is_sided_v<Extra> || ...))
            return def_prop_ro(
                name, [member](const T &self) -> const D & { return self.*member; }, extra...);
        else
            detail::define_data<T, false>(m_ptr, name, member, extra...);
        return *this;
    }

    /// Properties by functions; either may be nullptr.
    template <class G, class S, class... Extra>
    SUTURE_INLINE class_ &def_prop_rw(const char *name, G &&getter, S &&setter,
                                      const Extra &...extra) {
        if constexpr ((detail::is_sided_v<Extra> || ...)) {
            def_prop_rw(name, std::forward<G>(getter), nullptr, detail::side<true>(extra)...);
            return def_prop_rw(name, nullptr, std::forward<S>(setter),
                               detail::side<false>(extra)...);
        } else {
            if constexpr (!std::is_same_v<std::decay_t<G>, std::nullptr_t>)
                detail::define<T>(m_ptr, name, std::forward<G>(getter), detail::getter_function(),
                                  rv_policy::reference_internal, extra...);
            if constexpr (!std::is_same_v<std::decay_t<S>, std::nullptr_t>)
                detail::define<T>(m_ptr, name, std::forward<S>(setter), detail::setter_function(),
                                  extra...);
            return *this;
        }
    }
    template <class G, class... Extra>
    SUTURE_INLINE class_ &def_prop_ro(const char *name, G &&getter, const Extra &...extra) {
        return def_prop_rw(name, std::forward<G>(getter), nullptr, extra...);
    }

    /// Static properties: the getter takes the class (as handle), the setter also the value.
    template <class G, class S, class... Extra>
    SUTURE_INLINE class_ &def_prop_rw_static(const char *name, G &&getter, S &&setter,
                                             const Extra &...extra) {
        if constexpr ((detail::is_sided_v<Extra> || ...)) {
            def_prop_rw_static(name, std::forward<G>(getter), nullptr,
                               detail::side<true>(extra)...);
            return def_prop_rw_static(name, nullptr, std::forward<S>(setter),
                                      detail::side<false>(extra)...);
        } else {
            if constexpr (!std::is_same_v<std::decay_t<G>, std::nullptr_t>)
                detail::define<T>(m_ptr, name, std::forward<G>(getter),
                                  detail::static_getter_function(), rv_policy::reference, extra...);
            if constexpr (!std::is_same_v<std::decay_t<S>, std::nullptr_t>)
                detail::define<T>(m_ptr, name, std::forward<S>(setter),
                                  detail::static_setter_function(), extra...);
            return *this;
        }
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

    /// Makes the class immutable, from CPython 3.15 on; nothing can be defined after that.
    class_ &freeze() {
#if PY_VERSION_HEX >= 0x030F0000
        detail::checked(PyType_Freeze((PyTypeObject *) m_ptr));
#endif
        return *this;
    }

private:
    template <class... Extra>
    SUTURE_INLINE static PyObject *detail_make(PyObject *scope, const char *name,
                                               const Extra &...extra) {
        (void) detail::class_user<T>;
        static_assert(!std::is_enum_v<T> || detail::is_opaque<T>::value,
                      "suture: bind an enumeration with enum_, or make it opaque");
        static_assert((((int) detail::is_holder_argument_v<T, Ts>) +... + 0) <= 1,
                      "suture: class_ takes the class, its bases, one trampoline and one holder");
        constexpr bool destroys = !(std::is_same_v<Extra, never_destruct> || ...);
        if constexpr (detail::is_trivial_life_v<T> && detail::is_trivial_life_v<Alias>)
            return detail::make_class<T>(scope, name, &detail::type_desc<T, Alias>,
                                         detail::argument_tag<T, Ts>()..., extra...);
        else if constexpr (detail::shares_from_this<T>::value &&
                           !(detail::is_holder_argument_v<T, Ts> || ...))
            return detail::make_class<T>(scope, name, &detail::type_desc<T, Alias>,
                                         detail::life_tag<T, destroys>(), detail::sharing_tag<T>(),
                                         detail::argument_tag<T, Ts>()..., extra...);
        else
            return detail::make_class<T>(scope, name, &detail::type_desc<T, Alias>,
                                         detail::life_tag<T, destroys>(),
                                         detail::argument_tag<T, Ts>()..., extra...);
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
