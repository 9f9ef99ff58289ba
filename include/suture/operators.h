// SPDX-License-Identifier: BSD-3-Clause
// Operators by their C++ spelling: cls.def(self + self), cls.def(2.0 * self), cls.def(-self).
//
// `self` stands for the class, any other operand for a value of its type. A call with other
// arguments gives NotImplemented, so that Python asks the other operand. clang warns of
// `self -= self` with -Wself-assign-overloaded, which a file with such definitions turns off.
#pragma once

#include <cstdlib>   // abs
#include <typeindex> // hash

#include "builtins.h"
#include "class.h"

namespace suture {

/// What `self` finds beside itself: a namespace of its own, since int_, str and others are classes
/// elsewhere.
namespace operators {

/// Type of `self`.
struct self_t {};

/// T where X is self_t, else X.
template <class T, class X>
using operand_type = std::conditional_t<std::is_same_v<X, self_t>, T, X>;

/// `left OP right`, one of them self_t.
template <class Op, class L, class R> struct binary_operator {
    template <class Class, class... Extra> void execute(Class &cl, const Extra &...extra) const {
        using T = typename Class::Type;
        if constexpr (std::is_same_v<L, self_t>)
            cl.def(
                Op::name, [](const T &l, const operand_type<T, R> &r) { return Op::apply(l, r); },
                is_operator(), extra...);
        else
            cl.def(
                Op::reflected, [](const T &r, const L &l) { return Op::apply(l, r); },
                is_operator(), extra...);
    }
    /// The same with the result converted to the class: for expression templates and promotions.
    template <class Class, class... Extra>
    void execute_cast(Class &cl, const Extra &...extra) const {
        using T = typename Class::Type;
        if constexpr (std::is_same_v<L, self_t>)
            cl.def(
                Op::name,
                [](const T &l, const operand_type<T, R> &r) { return T(Op::apply(l, r)); },
                is_operator(), extra...);
        else
            cl.def(
                Op::reflected, [](const T &r, const L &l) { return T(Op::apply(l, r)); },
                is_operator(), extra...);
    }
};

/// `self OP= right`: the result is the object itself, whatever the C++ operator returns.
template <class Op, class R> struct in_place_operator {
    template <class Class, class... Extra> void execute(Class &cl, const Extra &...extra) const {
        using T = typename Class::Type;
        cl.def(
            Op::name,
            [](T &l, const operand_type<T, R> &r) -> T & {
                Op::apply(l, r);
                return l;
            },
            is_operator(), rv_policy::none, extra...);
    }
    template <class Class, class... Extra>
    void execute_cast(Class &cl, const Extra &...extra) const {
        execute(cl, extra...);
    }
};

template <class Op> struct unary_operator {
    template <class Class, class... Extra> void execute(Class &cl, const Extra &...extra) const {
        using T = typename Class::Type;
        cl.def(Op::name, [](const T &l) { return Op::apply(l); }, is_operator(), extra...);
    }
    template <class Class, class... Extra>
    void execute_cast(Class &cl, const Extra &...extra) const {
        using T = typename Class::Type;
        cl.def(Op::name, [](const T &l) { return T(Op::apply(l)); }, is_operator(), extra...);
    }
};

template <class X> constexpr bool is_self_v = std::is_same_v<X, self_t>;

#define SUTURE_BINARY_OPERATOR(id, text, reflected_text, op)                                       \
    struct op_##id {                                                                               \
        static constexpr const char *name = text, *reflected = reflected_text;                     \
        template <class L, class R> static auto apply(const L &l, const R &r) { return l op r; }   \
    };                                                                                             \
    inline constexpr binary_operator<op_##id, self_t, self_t> operator op(self_t, self_t) {        \
        return {};                                                                                 \
    }                                                                                              \
    template <class R, std::enable_if_t<!is_self_v<R>, int> = 0>                                   \
    constexpr binary_operator<op_##id, self_t, R> operator op(self_t, const R &) {                 \
        return {};                                                                                 \
    }                                                                                              \
    template <class L, std::enable_if_t<!is_self_v<L>, int> = 0>                                   \
    constexpr binary_operator<op_##id, L, self_t> operator op(const L &, self_t) {                 \
        return {};                                                                                 \
    }
#define SUTURE_IN_PLACE_OPERATOR(id, text, op)                                                     \
    struct op_##id {                                                                               \
        static constexpr const char *name = text;                                                  \
        template <class L, class R> static void apply(L &l, const R &r) { l op r; }                \
    };                                                                                             \
    template <class R> constexpr in_place_operator<op_##id, R> operator op(self_t, const R &) {    \
        return {};                                                                                 \
    }
#define SUTURE_UNARY_OPERATOR(id, text, function, expression)                                      \
    struct op_##id {                                                                               \
        static constexpr const char *name = text;                                                  \
        template <class L> static auto apply(const L &l) { return expression; }                    \
    };                                                                                             \
    inline constexpr unary_operator<op_##id> function(self_t) { return {}; }

SUTURE_BINARY_OPERATOR(add, "__add__", "__radd__", +)
SUTURE_BINARY_OPERATOR(subtract, "__sub__", "__rsub__", -)
SUTURE_BINARY_OPERATOR(multiply, "__mul__", "__rmul__", *)
SUTURE_BINARY_OPERATOR(divide, "__truediv__", "__rtruediv__", /)
SUTURE_BINARY_OPERATOR(remainder, "__mod__", "__rmod__", %)
SUTURE_BINARY_OPERATOR(lshift, "__lshift__", "__rlshift__", <<)
SUTURE_BINARY_OPERATOR(rshift, "__rshift__", "__rrshift__", >>)
SUTURE_BINARY_OPERATOR(bit_and, "__and__", "__rand__", &)
SUTURE_BINARY_OPERATOR(bit_or, "__or__", "__ror__", |)
SUTURE_BINARY_OPERATOR(bit_xor, "__xor__", "__rxor__", ^)
// Python asks the other operand by the mirrored comparison.
SUTURE_BINARY_OPERATOR(equal, "__eq__", "__eq__", ==)
SUTURE_BINARY_OPERATOR(not_equal, "__ne__", "__ne__", !=)
SUTURE_BINARY_OPERATOR(less, "__lt__", "__gt__", <)
SUTURE_BINARY_OPERATOR(less_equal, "__le__", "__ge__", <=)
SUTURE_BINARY_OPERATOR(greater, "__gt__", "__lt__", >)
SUTURE_BINARY_OPERATOR(greater_equal, "__ge__", "__le__", >=)

SUTURE_IN_PLACE_OPERATOR(in_place_add, "__iadd__", +=)
SUTURE_IN_PLACE_OPERATOR(in_place_subtract, "__isub__", -=)
SUTURE_IN_PLACE_OPERATOR(in_place_multiply, "__imul__", *=)
SUTURE_IN_PLACE_OPERATOR(in_place_divide, "__itruediv__", /=)
SUTURE_IN_PLACE_OPERATOR(in_place_remainder, "__imod__", %=)
SUTURE_IN_PLACE_OPERATOR(in_place_lshift, "__ilshift__", <<=)
SUTURE_IN_PLACE_OPERATOR(in_place_rshift, "__irshift__", >>=)
SUTURE_IN_PLACE_OPERATOR(in_place_and, "__iand__", &=)
SUTURE_IN_PLACE_OPERATOR(in_place_or, "__ior__", |=)
SUTURE_IN_PLACE_OPERATOR(in_place_xor, "__ixor__", ^=)

/// The widest integer that an explicit conversion of L gives.
template <class L> auto to_integer(const L &l) {
    if constexpr (std::is_constructible_v<long long, const L &>)
        return static_cast<long long>(l);
    else if constexpr (std::is_constructible_v<long, const L &>)
        return static_cast<long>(l);
    else if constexpr (std::is_constructible_v<unsigned long long, const L &>)
        return static_cast<unsigned long long>(l);
    else if constexpr (std::is_constructible_v<unsigned long, const L &>)
        return static_cast<unsigned long>(l);
    else
        return static_cast<int>(l);
}
template <class L> double to_real(const L &l) {
    if constexpr (std::is_constructible_v<double, const L &>)
        return static_cast<double>(l);
    else
        return (double) static_cast<float>(l);
}
template <class L> auto absolute_value(const L &l) {
    using std::abs;
    return abs(l);
}
template <class L> auto text_of(const L &l) {
    auto text = to_string(l); // found beside the class, or std::to_string
    return suture::str(text.data(), text.size());
}

SUTURE_UNARY_OPERATOR(negative, "__neg__", operator-, -l)
SUTURE_UNARY_OPERATOR(positive, "__pos__", operator+, +l)
SUTURE_UNARY_OPERATOR(invert, "__invert__", operator~, ~l)
SUTURE_UNARY_OPERATOR(truth, "__bool__", operator!, !!l)
SUTURE_UNARY_OPERATOR(absolute, "__abs__", abs, absolute_value(l))
SUTURE_UNARY_OPERATOR(hash, "__hash__", hash, std::hash<L>()(l))
SUTURE_UNARY_OPERATOR(integer, "__int__", int_, to_integer(l))
SUTURE_UNARY_OPERATOR(real, "__float__", float_, to_real(l))
SUTURE_UNARY_OPERATOR(boolean, "__bool__", bool_, static_cast<bool>(l))
SUTURE_UNARY_OPERATOR(text, "__str__", str, text_of(l))
SUTURE_UNARY_OPERATOR(representation, "__repr__", repr, text_of(l))

#undef SUTURE_BINARY_OPERATOR
#undef SUTURE_IN_PLACE_OPERATOR
#undef SUTURE_UNARY_OPERATOR

} // namespace operators

/// Stands for the class in an operator: cls.def(self + self).
inline constexpr operators::self_t self{};

// `abs(self)`, `hash(self)`: by std::abs or what is beside the class, and by std::hash.
// `str(self)`, `repr(self)`: by to_string(), found likewise.
using operators::abs;
constexpr auto hash(operators::self_t s) { return operators::hash(s); }
constexpr auto repr(operators::self_t s) { return operators::repr(s); }

// `suture::int_(self)` names the wrapper class: one that refers to nothing, and defines this.
inline int_::int_(operators::self_t) : object(handle(), detail::steal_t()) {}
inline float_::float_(operators::self_t) : object(handle(), detail::steal_t()) {}
inline bool_::bool_(operators::self_t) : object(handle(), detail::steal_t()) {}
inline str::str(operators::self_t) : object(handle(), detail::steal_t()) {}
template <class Class, class... Extra> void int_::execute(Class &cl, const Extra &...extra) const {
    operators::unary_operator<operators::op_integer>().execute(cl, extra...);
}
template <class Class, class... Extra>
void float_::execute(Class &cl, const Extra &...extra) const {
    operators::unary_operator<operators::op_real>().execute(cl, extra...);
}
template <class Class, class... Extra> void bool_::execute(Class &cl, const Extra &...extra) const {
    operators::unary_operator<operators::op_boolean>().execute(cl, extra...);
}
template <class Class, class... Extra> void str::execute(Class &cl, const Extra &...extra) const {
    operators::unary_operator<operators::op_text>().execute(cl, extra...);
}

} // namespace suture
