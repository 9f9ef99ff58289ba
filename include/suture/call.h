// SPDX-License-Identifier: BSD-3-Clause
// Calling and computing with Python objects from C++: what of object.h needs conversions.
#pragma once

#include "cast.h"

namespace suture {

struct arg;
struct arg_v;

namespace detail {

/// A C++ value as a Python object, for the length of one expression.
template <class T, class = void> struct operand {
    PyObject *value;

    template <class U>
    // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): it can be neither copied nor moved
    explicit operand(U &&v, rv_policy policy = rv_policy::automatic_reference)
        : value(checked(
              make_caster<std::decay_t<U>>::from_cpp(std::forward<U>(v), policy, nullptr).ptr())) {}
    operand(const operand &) = delete;
    ~operand() { Py_DECREF(value); }
    PyObject *ptr() const { return value; }
    object get() const { return borrow(value); }
};
template <class T> struct operand<T, std::enable_if_t<is_api_v<T>>> {
    PyObject *value;

    explicit operand(const T &v, rv_policy = rv_policy::automatic_reference) : value(v.ptr()) {}
    PyObject *ptr() const { return value; }
};
template <> struct operand<std::nullptr_t> {
    explicit operand(std::nullptr_t, rv_policy = rv_policy::automatic_reference) {}
    PyObject *ptr() const { return Py_None; }
};
template <> struct operand<PyObject *> {
    PyObject *value;

    explicit operand(PyObject *v, rv_policy = rv_policy::automatic_reference) : value(v) {}
    PyObject *ptr() const { return value; }
};

/// Calls `callable` with `npositional` values and `nkeywords` more that are named `names`. The
/// bits of `owned` say which entries are references to be released; a NULL entry is a failed
/// conversion. `stack[-1]` is scratch. New reference; throws python_error.
PyObject *call(PyObject *callable, PyObject **stack, size_t npositional, const char *const *names,
               size_t nkeywords, uint64_t owned);

/// A call whose argument count is known only at run time. Members throw python_error.
class call_builder {
public:
    call_builder();
    call_builder(const call_builder &) = delete;
    ~call_builder();
    void add(PyObject *value);
    void add_keyword(const char *name, PyObject *value);
    void expand(PyObject *iterable);
    void expand_keywords(PyObject *mapping);
    PyObject *call(PyObject *callable);

private:
    PyObject *m_args;
    PyObject *m_kwargs;
};

template <class T> constexpr bool is_keyword_v = std::is_base_of_v<arg_v, plain_t<T>>;
template <class T> constexpr bool is_args_v = std::is_same_v<args_proxy, plain_t<T>>;
template <class T> constexpr bool is_kwargs_v = std::is_same_v<kwargs_proxy, plain_t<T>>;
/// Whether call_argument() returns a new reference.
template <class T>
constexpr bool is_owned_argument_v =
    !(is_api_v<T> || is_keyword_v<T> || std::is_same_v<plain_t<T>, std::nullptr_t> ||
      std::is_same_v<plain_t<T>, PyObject *>);

/// An argument of a call: NULL with a Python error set if it cannot be converted.
template <rv_policy policy, class T> PyObject *call_argument(T &&value) noexcept {
    using Plain = plain_t<T>;
    static_assert(is_keyword_v<T> || !std::is_base_of_v<arg, Plain>,
                  "a keyword argument of a call needs a value: \"name\"_a = value");
    if constexpr (is_keyword_v<T>)
        return value.value.ptr();
    else if constexpr (std::is_same_v<Plain, accessor>)
        return value.ptr_or_null();
    else if constexpr (is_api_v<T>)
        return value.ptr();
    else if constexpr (std::is_same_v<Plain, std::nullptr_t>)
        return Py_None;
    else if constexpr (std::is_same_v<Plain, PyObject *>)
        return value;
    else
        return make_caster<std::decay_t<T>>::from_cpp(std::forward<T>(value), policy, nullptr)
            .ptr();
}

template <rv_policy policy, class T> void build_argument(call_builder &builder, T &&value) {
    if constexpr (is_args_v<T>) {
        builder.expand(value.ptr());
    } else if constexpr (is_kwargs_v<T>) {
        builder.expand_keywords(value.ptr());
    } else if constexpr (is_keyword_v<T>) {
        builder.add_keyword(value.name_, value.value.ptr());
    } else {
        operand<std::decay_t<T>> converted(std::forward<T>(value), policy);
        builder.add(converted.ptr());
    }
}

template <class D>
template <rv_policy policy, class... Args>
object api<D>::operator()(Args &&...args) const {
    if constexpr (((is_args_v<Args> || is_kwargs_v<Args>) || ...)) {
        call_builder builder;
        (build_argument<policy>(builder, std::forward<Args>(args)), ...);
        return steal(builder.call(derived().ptr()));
    } else {
        constexpr size_t n = sizeof...(Args);
        constexpr size_t nkeywords = ((is_keyword_v<Args> ? 1 : 0) + ... + (size_t) 0);
        constexpr size_t npositional = n - nkeywords;
        static_assert(n <= 64, "a call from C++ takes at most 64 arguments; use *args");
        // Two more entries in front: scratch space of vectorcall, and self.
        [[maybe_unused]] PyObject *stack[n + 2];
        [[maybe_unused]] const char *names[nkeywords + 1] = {nullptr};
        [[maybe_unused]] size_t at = 2, keyword_at = 2 + npositional;
        [[maybe_unused]] uint64_t owned = 0;
        (
            [&](auto &&value) {
                using T = decltype(value);
                size_t &i = is_keyword_v<T> ? keyword_at : at;
                if constexpr (is_keyword_v<T>)
                    names[i - 2 - npositional] = value.name_;
                if constexpr (is_owned_argument_v<T>)
                    owned |= (uint64_t) 1 << (i - 2);
                stack[i++] = call_argument<policy>(std::forward<T>(value));
            }(std::forward<Args>(args)),
            ...);
        if constexpr (std::is_same_v<D, accessor>)
            return steal(derived().call(stack + 2, npositional, names, nkeywords, owned));
        else
            return steal(call(derived().ptr(), stack + 2, npositional, names, nkeywords, owned));
    }
}

template <class D> template <class T> T api<D>::cast() const {
    return suture::cast<T>(handle(derived().ptr()));
}
template <class D> template <class T> bool api<D>::contains(T &&item) const {
    return detail::contains(derived().ptr(), operand<std::decay_t<T>>(std::forward<T>(item)).ptr());
}
template <class T> accessor &accessor::operator=(T &&value) {
    assign(operand<std::decay_t<T>>(std::forward<T>(value)).ptr());
    return *this;
}

template <class T> bool compared(PyObject *left, int operation, T &other) {
    return compare_objects(left, operand<std::decay_t<T>>(other).ptr(), operation);
}
template <class T> object computed(PyObject *left, binary_function f, T &other) {
    return steal(checked(f(left, operand<std::decay_t<T>>(other).ptr())));
}
template <class D> template <class T> D &in_place_api<D>::set(binary_function f, T &value) {
    D &self = static_cast<D &>(*this);
    operand<std::decay_t<T>> right(value);
    return self = steal(checked(f(self.ptr(), right.ptr())));
}

// Comparison and arithmetic as in Python. They are no members, which each class derived from api
// would have to instantiate.
#define SUTURE_COMPARISON(op, operation)                                                           \
    template <class D, class T> bool operator op(const api<D> &a, T &&b) {                         \
        return compared(a.derived().ptr(), operation, b);                                          \
    }
#define SUTURE_BINARY(op, function)                                                                \
    template <class D, class T> object operator op(const api<D> &a, T &&b) {                       \
        return computed(a.derived().ptr(), function, b);                                           \
    }
#define SUTURE_UNARY(op, function)                                                                 \
    template <class D> object operator op(const api<D> &a) {                                       \
        return steal(checked(function(a.derived().ptr())));                                        \
    }
SUTURE_COMPARISON(<, Py_LT)
SUTURE_COMPARISON(<=, Py_LE)
SUTURE_COMPARISON(>, Py_GT)
SUTURE_COMPARISON(>=, Py_GE)
SUTURE_BINARY(+, PyNumber_Add)
SUTURE_BINARY(-, PyNumber_Subtract)
SUTURE_BINARY(*, PyNumber_Multiply)
SUTURE_BINARY(/, PyNumber_TrueDivide)
SUTURE_BINARY(%, PyNumber_Remainder)
SUTURE_BINARY(&, PyNumber_And)
SUTURE_BINARY(|, PyNumber_Or)
SUTURE_BINARY(^, PyNumber_Xor)
SUTURE_BINARY(<<, PyNumber_Lshift)
SUTURE_BINARY(>>, PyNumber_Rshift)
SUTURE_UNARY(-, PyNumber_Negative)
SUTURE_UNARY(+, PyNumber_Positive)
SUTURE_UNARY(~, PyNumber_Invert)
#undef SUTURE_COMPARISON
#undef SUTURE_BINARY
#undef SUTURE_UNARY

} // namespace detail
} // namespace suture
