// SPDX-License-Identifier: BSD-3-Clause
// Binding enumerations: each becomes a class of Python's enum module.
#pragma once

#include "class.h"
#include "detail/enum_service.h"

namespace suture {

/// Members are ints: enum.IntEnum, with is_flag enum.IntFlag.
struct is_arithmetic {};
/// Values combine with | & ^ ~: enum.Flag.
struct is_flag {};
/// Members are str: enum.StrEnum, before CPython 3.11 a str and enum.Enum.
struct is_str {};

namespace detail {

/// What may follow the name of an enumeration.
struct enum_options {
    uint32_t flags;
    const char *doc = nullptr;

    constexpr void add(is_arithmetic) { flags |= suture_enum_arithmetic; }
    constexpr void add(is_flag) { flags |= suture_enum_flag; }
    constexpr void add(is_str) { flags |= suture_enum_text; }
    constexpr void add(const char *text) { doc = text; }
    constexpr void add(suture::doc text) { doc = text.value; }
    constexpr void add(module_local local) { flags |= local.value ? suture_enum_local : 0; }
};

/// An enumeration that is being bound. Copies refer to the same one.
class enum_base {
public:
    enum_base(handle scope, const char *name, suture_type_ref *ref, const enum_options &options,
              uint32_t width);
    enum_base(const enum_base &other) noexcept;
    enum_base &operator=(const enum_base &) = delete;
    /// The last copy's end makes the class. Throws python_error if that fails.
    ~enum_base() noexcept(false); // NOLINT(bugprone-exception-escape): it says so

    /// The Python class, borrowed; made now if it is not yet.
    PyObject *ptr() const;
    operator handle() const { return ptr(); }
    operator object() const { return borrow(ptr()); }

protected:
    void add_value(const char *name, int64_t value, const char *text, const char *doc) const;
    void add_exports() const;
    /// What its functions are registered in.
    PyObject *function_scope() const;

private:
    suture_enumeration *m_enumeration;
    int m_exceptions; ///< in flight when it was made
};

} // namespace detail

/// Binds enumeration E. The class is made when the enum_ goes out of scope, when its values are
/// exported, or when it is first used; values must be there by then.
///
///     enum_<Color>(m, "Color", "How it looks.")
///         .value("Red", Color::Red, "The colour of blood.")
///         .value("Blue", Color::Blue);
template <class E> class enum_ : public detail::enum_base, public detail::api<enum_<E>> {
    using Underlying = std::underlying_type_t<E>;

public:
    using Type = E;

    /// `extra`: is_arithmetic, is_flag, is_str, module_local, a docstring.
    template <class... Extra>
    enum_(handle scope, const char *name, const Extra &...extra)
        : enum_base(scope, name, &detail::type_ref<E>, options(extra...), sizeof(E)) {
        static_assert(!detail::is_opaque<E>::value,
                      "suture: an opaque enumeration is bound with class_");
    }

    /// Adds a member. Of two with the same value the second is an alias.
    enum_ &value(const char *name, E value, const char *doc = nullptr) {
        add_value(name, (int64_t) (Underlying) value, nullptr, doc);
        return *this;
    }
    /// Adds a member of a StrEnum, which is the str `text`.
    enum_ &str_value(const char *name, E value, const char *text, const char *doc = nullptr) {
        add_value(name, (int64_t) (Underlying) value, text, doc);
        return *this;
    }
    /// Makes the class and copies its members into the scope.
    enum_ &export_values() {
        add_exports();
        return *this;
    }

    /// Binds a function as a method: its first parameter is the member.
    template <class F, class... Extra> enum_ &def(const char *name, F &&f, const Extra &...extra) {
        detail::define<E>(function_scope(), name, std::forward<F>(f), extra...);
        return *this;
    }
    /// Anything else that knows how to define itself: operators, visitors.
    template <class V, class... Extra, class = decltype(&V::template execute<enum_>)>
    enum_ &def(const V &visitor, const Extra &...extra) {
        visitor.execute(*this, extra...);
        return *this;
    }
    template <class F, class... Extra>
    enum_ &def_static(const char *name, F &&f, const Extra &...extra) {
        detail::define<E>(function_scope(), name, std::forward<F>(f), detail::static_function(),
                          extra...);
        return *this;
    }

    /// Properties by functions; either may be nullptr.
    template <class G, class S, class... Extra>
    enum_ &def_prop_rw(const char *name, G &&getter, S &&setter, const Extra &...extra) {
        (void) detail::class_user<E>;
        if constexpr (!std::is_same_v<std::decay_t<G>, std::nullptr_t>)
            detail::define<E>(function_scope(), name, std::forward<G>(getter),
                              detail::getter_function(), extra...);
        if constexpr (!std::is_same_v<std::decay_t<S>, std::nullptr_t>)
            detail::define<E>(function_scope(), name, std::forward<S>(setter),
                              detail::setter_function(), extra...);
        return *this;
    }
    template <class G, class... Extra>
    enum_ &def_prop_ro(const char *name, G &&getter, const Extra &...extra) {
        return def_prop_rw(name, std::forward<G>(getter), nullptr, extra...);
    }

private:
    template <class... Extra> static constexpr detail::enum_options options(const Extra &...extra) {
        detail::enum_options result{std::is_unsigned_v<Underlying> ? (uint32_t) suture_enum_unsigned
                                                                   : 0u};
        (result.add(extra), ...);
        return result;
    }
};

} // namespace suture
