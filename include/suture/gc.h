// SPDX-License-Identifier: BSD-3-Clause
// Cyclic garbage collection: which members of a class hold Python references.
//
//     class_<Node>(m, "Node", gc_members<&Node::callback, &Node::children>())
//     class_<Node>(m, "Node", gc_traverse([](const Node &n, gc_visitor &visit) { visit(n.items);
//     }))
//
// A cycle that is found is broken by emptying the members, after gc_traverse by ending the object.
#pragma once

#include <type_traits> // enable_if_t, void_t
#include <utility>     // declval

#include "attributes.h"

namespace suture {
namespace detail {

template <class T, class = void> inline constexpr bool has_gc_reference_v = false;
template <class T>
inline constexpr bool has_gc_reference_v<
    T, std::void_t<decltype(gc_reference(std::declval<const T &>(), gc_tag()))>> = true;
template <class T, class = void> inline constexpr bool is_range_v = false;
template <class T>
inline constexpr bool is_range_v<T, std::void_t<decltype(std::declval<const T &>().begin() !=
                                                         std::declval<const T &>().end())>> = true;
template <class T, class = void> inline constexpr bool is_pair_v = false;
template <class T>
inline constexpr bool is_pair_v<T, std::void_t<typename T::first_type, typename T::second_type>> =
    true;
template <class T, class = void> inline constexpr bool is_maybe_v = false;
template <class T>
inline constexpr bool is_maybe_v<T, std::void_t<decltype(std::declval<const T &>().has_value()),
                                                decltype(*std::declval<const T &>())>> = true;

} // namespace detail

/// Visits the Python references in a member: a wrapper object, a container, pair or optional of
/// such, a std::function made from a callable, a std::shared_ptr that keeps a Python object.
class gc_visitor {
public:
    gc_visitor(int (*visit)(PyObject *, void *), void *arg) : m_visit(visit), m_arg(arg) {}

    template <class M> void operator()(const M &member) {
        using namespace detail;
        if constexpr (std::is_base_of_v<handle, M>) {
            one(member.ptr());
        } else if constexpr (has_gc_reference_v<M>) {
            one(gc_reference(member, gc_tag()));
        } else if constexpr (is_pair_v<M>) {
            (*this)(member.first);
            (*this)(member.second);
        } else if constexpr (is_maybe_v<M>) {
            if (member.has_value())
                (*this)(*member);
        } else if constexpr (is_range_v<M>) {
            for (auto &&item : member)
                (*this)(item);
        }
    }
    /// What the collector's function returned first that is not 0.
    int result() const { return m_result; }

private:
    void one(PyObject *object) {
        if (object && !m_result)
            m_result = m_visit(object, m_arg);
    }

    int (*m_visit)(PyObject *, void *);
    void *m_arg;
    int m_result = 0;
};

/// Members that hold Python references, by pointer to member.
template <auto... Members> struct gc_members {};

/// The same by a function without captures, `void f(const T &, gc_visitor &)`.
template <class F> struct gc_traverse {
    explicit gc_traverse(F) {
        static_assert(std::is_empty_v<F>, "suture: gc_traverse takes a lambda without captures");
    }
};

namespace detail {

template <class M> struct member_owner;
template <class C, class D> struct member_owner<D C::*> {
    using type = C;
};

/// Leaves a member without references; what it held is dropped last.
template <class M> void gc_empty(M &member) {
    if constexpr (std::is_base_of_v<object, M>) {
        M old(std::move(member));
    } else if constexpr (std::is_default_constructible_v<M> && std::is_move_constructible_v<M> &&
                         std::is_move_assignable_v<M>) {
        M old(std::move(member));
        member = M();
    }
}

template <auto First, auto... Rest> struct attribute<gc_members<First, Rest...>> {
    static constexpr size_t words = 2;
    static constexpr char format[] = "tx";
    using Owner = typename member_owner<decltype(First)>::type;
    static int traverse(const void *object, int (*visit)(PyObject *, void *), void *arg) {
        gc_visitor visitor(visit, arg);
        const Owner &self = *(const Owner *) object;
        visitor(self.*First);
        (visitor(self.*Rest), ...);
        return visitor.result();
    }
    static void clear(void *object) {
        Owner &self = *(Owner *) object;
        gc_empty(self.*First);
        (gc_empty(self.*Rest), ...);
    }
    SUTURE_INLINE static void put(const void **w, gc_members<First, Rest...>) {
        w[0] = (const void *) traverse;
        w[1] = (const void *) clear;
    }
};

template <class M> struct traversed;
template <class F, class T> struct traversed<void (F::*)(const T &, gc_visitor &) const> {
    using type = T;
};

template <class F> struct attribute<gc_traverse<F>> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "t";
    using Object = typename traversed<decltype(&F::operator())>::type;
    static int traverse(const void *object, int (*visit)(PyObject *, void *), void *arg) {
        gc_visitor visitor(visit, arg);
        const char empty = 0; // stands for the lambda, which has no state
        (*(const F *) (const void *) &empty)(*(const Object *) object, visitor);
        return visitor.result();
    }
    SUTURE_INLINE static void put(const void **w, const gc_traverse<F> &) {
        w[0] = (const void *) traverse;
    }
};

} // namespace detail
} // namespace suture
