// SPDX-License-Identifier: BSD-3-Clause
// What may follow a function or class name in a binding: names, defaults, policies, guards.
#pragma once

#include <cstddef>     // size_t
#include <type_traits> // is_base_of_v
#include <utility>     // forward

#include "cast.h"

namespace suture {

struct arg_v;

/// Name of an argument, and how it is treated. `arg("x")` or `"x"_a`; `"x"_a = value` gives a
/// default.
struct arg {
    const char *name_;
    const char *signature_ = nullptr;
    uint8_t flags_ = 0;

    constexpr explicit arg(const char *name = nullptr) : name_(name) {}
    template <class T> arg_v operator=(T &&value) const;

    /// None is accepted, and is a null pointer or an empty holder in C++.
    constexpr arg none(bool value = true) const {
        return with(value ? suture_arg_none : suture_arg_no_none,
                    suture_arg_none | suture_arg_no_none);
    }
    /// No implicit conversion of this argument.
    constexpr arg noconvert(bool value = true) const {
        return with(value ? suture_arg_noconvert : 0, suture_arg_noconvert);
    }
    /// Lock the object during the call, in an interpreter without a GIL: two arguments of a
    /// function at most, self included.
    constexpr arg lock(bool value = true) const {
        return with(value ? suture_arg_lock : 0, suture_arg_lock);
    }
    /// Text that stands for the default in signatures.
    constexpr arg sig(const char *text) const {
        arg result = *this;
        result.signature_ = text;
        return result;
    }

private:
    constexpr arg with(int set, int clear) const {
        arg result = *this;
        result.flags_ = (uint8_t) ((flags_ & ~clear) | set);
        return result;
    }
};

/// An argument with a default value.
struct arg_v : arg {
    object value;

    arg_v(const arg &base, object &&value) : arg(base), value(std::move(value)) {}
    arg_v none(bool v = true) const { return {arg::none(v), object(value)}; }
    arg_v noconvert(bool v = true) const { return {arg::noconvert(v), object(value)}; }
    arg_v lock(bool v = true) const { return {arg::lock(v), object(value)}; }
    arg_v sig(const char *text) const { return {arg::sig(text), object(value)}; }
};

template <class T> arg_v arg::operator=(T &&v) const {
    // A failed conversion is reported by the registration, which knows the function's name.
    detail::manual_context context;
    return {*this, steal(detail::make_caster<T>::from_cpp(std::forward<T>(v), rv_policy::automatic,
                                                          &context))};
}

inline namespace literals {
constexpr arg operator""_a(const char *name, size_t) { return arg(name); }
} // namespace literals

/// Arguments after this one are keyword-only.
struct kw_only {};
/// Arguments before this one are positional-only.
struct pos_only {};
/// Puts the overload before those that are there.
struct prepend {
    static constexpr int function_flag = suture_function_prepend;
};
/// On a mismatch the call returns NotImplemented.
struct is_operator {
    static constexpr int function_flag = suture_function_operator;
};
/// Treats a function of a scope that is no class as a method.
struct is_method {
    static constexpr int function_flag = suture_function_method;
};
/// The constructor is used for implicit conversions.
struct is_implicit {
    static constexpr int function_flag = suture_function_implicit;
};
/// In an interpreter without a GIL: lock self during the call.
struct lock_self {
    static constexpr int function_flag = suture_function_lock_self;
};
/// Other name, other scope.
struct name {
    static constexpr char letter = 'n';
    const char *value;
    explicit name(const char *value) : value(value) {}
};
struct scope {
    static constexpr char letter = 'S';
    PyObject *value;
    explicit scope(handle value) : value(value.ptr()) {}
};
/// Signature as Python text: "def f(x: int, y: float = 1.0) -> str".
struct sig {
    const char *value;
    constexpr explicit sig(const char *value) : value(value) {}
};
/// A call issues a DeprecationWarning with this text.
struct deprecated {
    static constexpr char letter = 'D';
    const char *value;
    constexpr explicit deprecated(const char *value) : value(value) {}
};
struct doc {
    static constexpr char letter = 'd';
    const char *value;
    constexpr explicit doc(const char *value) : value(value) {}
};
/// Keeps `Patient` alive as long as `Nurse`: 0 is the result, 1 the first argument (or self).
template <size_t Nurse, size_t Patient> struct keep_alive {};
/// Guards constructed around the C++ call, after the arguments are converted and until the
/// result is converted.
template <class... Guards> struct call_guard {};
/// `Policy::precall(PyObject **args, size_t n, cleanup_list *)` before the arguments are converted,
/// `Policy::postcall(PyObject **args, size_t n, handle result)` after the result was; `result` is
/// null if it could not be. It is not called if the function threw.
template <class Policy> struct call_policy {};

/// An attribute of a property's getter, or of its setter, alone.
template <class T> struct for_getter {
    T value;
    explicit for_getter(T value) : value(std::move(value)) {}
};
template <class T> struct for_setter {
    T value;
    explicit for_setter(T value) : value(std::move(value)) {}
};
/// Base of what `class_::def` takes in place of a name and a function: a struct V that derives from
/// def_visitor<V> and has `template <class Class, class... Extra> void execute(Class &cl, const
/// Extra &...extra)`, which makes definitions in `cl`.
template <class V> struct def_visitor {};

class gil_scoped_release;

namespace detail {

/// Says nothing.
struct no_attribute {};
/// What one function of a property makes of an attribute.
template <bool Getter, class T> const T &side(const T &extra) { return extra; }
template <bool Getter, class T> decltype(auto) side(const for_getter<T> &extra) {
    if constexpr (Getter)
        return (extra.value);
    else
        return no_attribute();
}
template <bool Getter, class T> decltype(auto) side(const for_setter<T> &extra) {
    if constexpr (Getter)
        return no_attribute();
    else
        return (extra.value);
}
template <class T> inline constexpr bool is_sided_v = false;
template <class T> inline constexpr bool is_sided_v<for_getter<T>> = true;
template <class T> inline constexpr bool is_sided_v<for_setter<T>> = true;

/// How an attribute travels: letters of suture_module's table, and their words.
template <class T, class = void> struct attribute {
    static_assert(sizeof(T) == 0, "suture: this is no attribute of a function or class");
    // No second error.
    static constexpr size_t words = 0;
    static constexpr char format[] = "";
    static void put(const void **, const T &) {}
};

// Most attributes say themselves what they are, which costs a reader of the header less than a
// specialisation each. A bit of suture_function_flags:
template <class T> struct attribute<T, std::enable_if_t<(T::function_flag > 0)>> {
    static constexpr size_t words = 0;
    static constexpr int flag = T::function_flag;
    static constexpr char format[] = {'F', (char) (0x80 | (flag & 0x7f)),
                                      (char) (0x80 | (flag >> 7)), 0};
    static void put(const void **, const T &) {}
};
/// A letter and its one word, `value`.
template <class T> struct attribute<T, std::enable_if_t<(T::letter > 0)>> {
    static constexpr size_t words = 1;
    static constexpr char format[] = {T::letter, 0};
    SUTURE_INLINE static void put(const void **w, const T &v) { w[0] = (const void *) v.value; }
};

/// The text itself, after bringing the service that reads it to the runtime.
const char *signature_text(const char *text);
template <> struct attribute<sig> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "s";
    static void put(const void **w, const sig &s) { w[0] = signature_text(s.value); }
};

template <> struct attribute<const char *> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "d";
    SUTURE_INLINE static void put(const void **w, const char *doc) { w[0] = doc; }
};
template <> struct attribute<char *> : attribute<const char *> {};
template <size_t N> struct attribute<char[N]> : attribute<const char *> {};
template <size_t N> struct attribute<const char[N]> : attribute<const char *> {};

template <> struct attribute<arg> {
    static constexpr size_t words = 3;
    static constexpr char format[] = "A";
    SUTURE_INLINE static void put(const void **w, const arg &a) {
        w[0] = a.name_;
        w[1] = (const void *) (uintptr_t) a.flags_;
        w[2] = a.signature_;
    }
};
template <> struct attribute<arg_v> {
    static constexpr size_t words = 4;
    static constexpr char format[] = "v";
    SUTURE_INLINE static void put(const void **w, const arg_v &a) {
        attribute<arg>::put(w, a);
        w[3] = a.value.inc_ref().ptr(); // REF: the registration takes it over
    }
};
template <> struct attribute<no_attribute> {
    static constexpr size_t words = 0;
    static constexpr char format[] = "";
    static void put(const void **, no_attribute) {}
};
template <> struct attribute<kw_only> {
    static constexpr size_t words = 0;
    static constexpr char format[] = "*";
    static void put(const void **, kw_only) {}
};
template <> struct attribute<pos_only> {
    static constexpr size_t words = 0;
    static constexpr char format[] = "/";
    static void put(const void **, pos_only) {}
};
template <> struct attribute<rv_policy> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "P";
    SUTURE_INLINE static void put(const void **w, rv_policy p) {
        w[0] = (const void *) (uintptr_t) p;
    }
};
template <size_t N, size_t P> struct attribute<keep_alive<N, P>> {
    static constexpr size_t words = 0;
    static constexpr char format[] = {'k', (char) (N + 1), (char) (P + 1), 0};
    static void put(const void **, keep_alive<N, P>) {}
};
template <class... G> struct attribute<call_guard<G...>> {
    static constexpr size_t words = 0;
    static constexpr char format[] = "";
    static void put(const void **, call_guard<G...>) {}
};
/// Number of arguments for a call policy, which may take it as a constant.
struct argument_count {
    size_t value;
    operator size_t() const { return value; }
    template <size_t N> operator std::integral_constant<size_t, N>() const { return {}; }
};

template <class Policy> struct attribute<call_policy<Policy>> {
    static constexpr size_t words = 2;
    static constexpr char format[] = "q";
    static int before(PyObject **args, size_t n, suture_context *context) {
        suture_slot slots[4];
        slots[1].ptr = args;
        slots[2].u64 = n;
        slots[3].ptr = context;
        return this_module.invoke(nullptr, slots, [](void *, suture_slot *s) {
            Policy::precall((PyObject **) s[1].ptr, argument_count{(size_t) s[2].u64},
                            (cleanup_list *) s[3].ptr);
        });
    }
    static void after(PyObject **args, size_t n, PyObject *result) {
        suture_slot slots[4];
        slots[1].ptr = args;
        slots[2].u64 = n;
        slots[3].object = result;
        this_module.invoke(nullptr, slots, [](void *, suture_slot *s) {
            Policy::postcall((PyObject **) s[1].ptr, argument_count{(size_t) s[2].u64},
                             handle(s[3].object));
        });
    }
    static void put(const void **w, call_policy<Policy>) {
        w[0] = (const void *) before;
        w[1] = (const void *) after;
    }
};

template <class T> using attribute_for = attribute<std::remove_cv_t<std::remove_reference_t<T>>>;

/// Letters of several attributes in a row, after `Prefix`.
template <size_t N> struct format_text {
    char value[N];
};
template <class... Extra>
constexpr size_t format_size = (sizeof(attribute_for<Extra>::format) + ... + 1) - sizeof...(Extra);

template <size_t P, class... Extra> constexpr auto make_format(const char (&prefix)[P]) {
    format_text<P - 1 + format_size<Extra...>> result{};
    size_t at = 0;
    for (size_t i = 0; i + 1 < P; ++i)
        result.value[at++] = prefix[i];
    [[maybe_unused]] auto append = [&](const char *text, size_t n) {
        for (size_t i = 0; i + 1 < n; ++i)
            result.value[at++] = text[i];
    };
    (append(attribute_for<Extra>::format, sizeof(attribute_for<Extra>::format)), ...);
    return result;
}

template <class... Extra> constexpr size_t word_count = (attribute_for<Extra>::words + ... + 0);

template <class... Extra>
SUTURE_INLINE void put_words([[maybe_unused]] const void **words, const Extra &...extra) {
    ((attribute_for<Extra>::put(words, extra), words += attribute_for<Extra>::words), ...);
}

} // namespace detail
} // namespace suture
