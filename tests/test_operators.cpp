// SPDX-License-Identifier: BSD-3-Clause
// Operators: by their C++ spelling and as special methods, in the slots of the class.
#include <string> // to_string

#include <suture/cast/string.h>
#include <suture/operators.h>
#include <suture/suture.h>

#if defined(__clang__)
#    pragma clang diagnostic ignored "-Wself-assign-overloaded" // self -= self is meant
#endif

namespace st = suture;
using namespace st::literals;
using st::self;

namespace {

/// An int under every operator; shifts and bits mark their operands, so that mix-ups show.
struct number {
    int x;

    number operator+(const number &o) const { return {x + o.x}; }
    number operator-(const number &o) const { return {x - o.x}; }
    number operator*(const number &o) const { return {x * o.x}; }
    number operator/(const number &o) const { return {x / o.x}; }
    number operator%(const number &o) const { return {x % o.x}; }
    number operator<<(const number &o) const { return {x << o.x}; }
    number operator>>(const number &o) const { return {x >> o.x}; }
    number operator&(const number &o) const { return {x & o.x}; }
    number operator|(const number &o) const { return {x | o.x}; }
    number operator^(const number &o) const { return {x ^ o.x}; }
    number operator+() const { return {x < 0 ? -x : x}; }
    number operator-() const { return {-x}; }
    number operator~() const { return {~x}; }
    bool operator!() const { return !x; }
    bool operator==(const number &o) const { return x == o.x; }
    bool operator!=(const number &o) const { return x != o.x; }
    bool operator<(const number &o) const { return x < o.x; }
    bool operator<=(const number &o) const { return x <= o.x; }
    bool operator>(const number &o) const { return x > o.x; }
    bool operator>=(const number &o) const { return x >= o.x; }
    number &operator+=(const number &o) { return x += o.x, *this; }
    number &operator-=(const number &o) { return x -= o.x, *this; }
    number &operator*=(const number &o) { return x *= o.x, *this; }
    number &operator/=(const number &o) { return x /= o.x, *this; }
    number &operator%=(const number &o) { return x %= o.x, *this; }
    number &operator<<=(const number &o) { return x <<= o.x, *this; }
    number &operator>>=(const number &o) { return x >>= o.x, *this; }
    number &operator&=(const number &o) { return x &= o.x, *this; }
    number &operator|=(const number &o) { return x |= o.x, *this; }
    number &operator^=(const number &o) { return x ^= o.x, *this; }
    number operator-(int o) const { return {x - o}; }
    friend number operator-(int a, const number &b) { return {a - b.x}; }
    friend bool operator<(int a, const number &b) { return a < b.x; }
    friend bool operator<(const number &a, int b) { return a.x < b; }
    /// Returns something else than the object, as some libraries do.
    number operator+=(int o) { return x += o, number{-1}; }
    explicit operator int() const { return x; }
    explicit operator double() const { return x + 0.5; }
    explicit operator bool() const { return x != 0; }
};
std::string to_string(const number &n) { return "number(" + std::to_string(n.x) + ")"; }
number abs(const number &n) { return +n; }

/// A sum that is only evaluated when it becomes a `wide`.
struct wide {
    int x;
    struct sum {
        int x;
    };
    explicit wide(int x) : x(x) {}
    wide(const sum &s) : x(s.x) {}
    sum operator+(const wide &o) const { return {x + o.x}; }
    friend sum operator+(int a, const wide &b) { return {a + b.x}; }
    sum operator-() const { return {-x}; }
};

/// Named methods: what there is no C++ operator for.
struct special {
    int x;
};

struct base {
    int x;
    explicit base(int x) : x(x) {}
};
struct derived : base {
    using base::base;
};
struct derived_reflected : base {
    using base::base;
};
struct comparable {
    int x;
    bool operator==(const comparable &o) const { return x == o.x; }
};
struct wrong {};

} // namespace

namespace std {
template <> struct hash<number> {
    size_t operator()(const number &n) const { return (size_t) n.x + 1000; }
};
} // namespace std

SUTURE_MODULE(test_operators_ext, m) {
    st::class_<number>(m, "Number")
        .def(st::init<int>())
        .def_ro("x", &number::x)
        .def(self + self)
        .def(self - self)
        .def(self * self)
        .def(self / self)
        .def(self % self)
        .def(self << self)
        .def(self >> self)
        .def(self & self)
        .def(self | self)
        .def(self ^ self)
        .def(+self)
        .def(-self)
        .def(~self)
        .def(!self)
        .def(self == self)
        .def(self != self)
        .def(self < self)
        .def(self <= self)
        .def(self > self)
        .def(self >= self)
        .def(self += self)
        .def(self -= self)
        .def(self *= self)
        .def(self /= self)
        .def(self %= self)
        .def(self <<= self)
        .def(self >>= self)
        .def(self &= self)
        .def(self |= self)
        .def(self ^= self)
        .def(self - int())
        .def(int() - self, "Reflected.")
        .def(self < int())
        .def(int() < self)
        .def(self += int())
        .def(abs(self))
        .def(st::hash(self))
        .def(st::int_(self))
        .def(st::float_(self))
        .def(st::str(self))
        .def(st::repr(self));
    {
        // Without `suture::` they are found beside self.
        struct plain : number {};
        st::class_<plain>(m, "Plain")
            .def("__init__", [](plain *p, int x) { new (p) plain{{x}}; })
            .def(int_(self))
            .def(float_(self))
            .def(bool_(self))
            .def(str(self))
            .def(repr(self));
    }

    st::class_<wide>(m, "Wide")
        .def(st::init<int>())
        .def_ro("x", &wide::x)
        .def_cast(self + self)
        .def_cast(int() + self)
        .def_cast(-self);

    st::class_<special>(m, "Special")
        .def(st::init<int>())
        .def_ro("x", &special::x)
        .def(
            "__floordiv__", [](const special &a, int b) { return a.x / b; }, st::is_operator())
        .def(
            "__rfloordiv__", [](const special &a, int b) { return b / a.x; }, st::is_operator())
        .def("__divmod__", [](const special &a, int b) { return st::make_tuple(a.x / b, a.x % b); })
        .def("__rdivmod__",
             [](const special &a, int b) { return st::make_tuple(b / a.x, b % a.x); })
        .def("__matmul__", [](const special &a, int b) { return 10 * a.x + b; })
        .def("__rmatmul__", [](const special &a, int b) { return 10 * b + a.x; })
        .def(
            "__pow__", [](const special &a, int b) { return 100 * a.x + b; }, st::is_operator())
        .def(
            "__pow__", [](const special &a, int b, int c) { return 100 * a.x + 10 * b + c; },
            st::is_operator())
        .def("__rpow__", [](const special &a, int b) { return 100 * b + a.x; })
        .def(
            "__ipow__", [](special &a, int b) -> special & { return a.x *= b, a; },
            st::rv_policy::none)
        .def(
            "__ifloordiv__", [](special &a, int b) -> special & { return a.x /= b, a; },
            st::rv_policy::none)
        .def(
            "__imatmul__", [](special &a, int b) -> special & { return a.x += b, a; },
            st::rv_policy::none)
        .def("__index__", [](const special &a) { return a.x; })
        .def("__len__", [](const special &a) { return a.x; })
        .def("__getitem__",
             [](const special &a, int i) {
                 if (i >= a.x)
                     throw st::index_error();
                 return i * i;
             })
        .def("__contains__", [](const special &a, int i) { return i == a.x; })
        .def("__call__", [](const special &a, int b) { return a.x - b; }, "b"_a);

    st::class_<base>(m, "Base")
        .def(st::init<int>())
        .def(
            "__add__", [](const base &, const base &) { return "base add"; }, st::is_operator())
        .def(
            "__radd__", [](const base &, int) { return "base radd"; }, st::is_operator())
        .def("__neg__", [](const base &) { return "base neg"; })
        .def(
            "__eq__", [](const base &a, const base &b) { return a.x == b.x; }, st::is_operator())
        .def(
            "__lt__", [](const base &a, const base &b) { return a.x < b.x; }, st::is_operator())
        .def("__hash__", [](const base &a) { return a.x; })
        .def("__len__", [](const base &a) { return a.x; })
        .def("__getitem__", [](const base &a, int i) { return a.x + i; })
        .def(
            "__call__", [](const base &a, int i, int j) { return a.x + 10 * i + 100 * j; }, "i"_a,
            "j"_a = 0);
    st::class_<derived, base>(m, "Derived")
        .def(st::init<int>())
        .def(
            "__gt__", [](const derived &a, const base &b) { return a.x > b.x; }, st::is_operator());
    st::class_<derived_reflected, base>(m, "DerivedReflected")
        .def(st::init<int>())
        .def(
            "__radd__", [](const derived_reflected &, const base &) { return "derived radd"; },
            st::is_operator());

    st::class_<comparable>(m, "Comparable").def(st::init<int>()).def(self == self);
    st::class_<wrong>(m, "Wrong")
        .def(st::init<>())
        .def("__bool__", [](const wrong &) { return 1; })
        .def("__add__", [](const wrong &, int) { return 1; })
        .def("__neg__", [](const wrong &) { return st::not_implemented(); })
        .def("__int__", [](const wrong &) { return "x"; })
        .def("__len__", [](const wrong &) { return -1; })
        .def("__hash__", [](const wrong &) { return "x"; })
        .def("__eq__", [](const wrong &, const wrong &) { return st::list(); });
}
