// SPDX-License-Identifier: BSD-3-Clause
// Python iterators over C++ ranges: make_iterator() and, for pairs, its elements' keys or values.
//
// Each kind of range has one Python class, made when it is first used and found again by all later
// uses. The range has to outlive the iterator: `keep_alive<0, 1>()` on the function that returns it
// sees to that.
#pragma once

#include <iterator> // begin, end

#include "builtins.h"
#include "class.h"
#include "detail/containers.h"
#include "detail/element.h"
#include "lock.h"
#include "typed.h"

namespace suture {
namespace detail {

template <class It> using dereferenced_t = decltype(*std::declval<It &>());

/// What an iteration gives out of a T, the result of `*it`: a reference into the range stays one,
/// a temporary becomes a value, and so does what stands for a value (std::vector<bool>).
template <class It, class T, class = void> struct range_element {
    using type = std::conditional_t<std::is_lvalue_reference_v<T>, T,
                                    std::remove_cv_t<std::remove_reference_t<T>>>;
};
template <class It, class T>
struct range_element<
    It, T,
    std::enable_if_t<std::is_class_v<T> && !std::is_same_v<typename It::value_type, T> &&
                     std::is_convertible_v<T, typename It::value_type>>> {
    using type = typename It::value_type;
};

/// The whole of `*it`.
struct whole_access {
    template <class It> using type = typename range_element<It, dereferenced_t<It>>::type;
    template <class It> static type<It> get(It &it) { return static_cast<type<It>>(*it); }
};
/// A member of a pair that lies in the range is a reference, one of a temporary pair a value.
template <class Pair, class Member, class InPlace>
using pair_member_t =
    std::conditional_t<std::is_lvalue_reference_v<Pair>, InPlace,
                       std::conditional_t<std::is_lvalue_reference_v<Member>, Member,
                                          std::remove_cv_t<std::remove_reference_t<Member>>>>;
struct key_access {
    template <class It>
    using type = pair_member_t<dereferenced_t<It>, decltype((*std::declval<It &>()).first),
                               decltype(((*std::declval<It &>()).first))>;
    template <class It> static type<It> get(It &it) { return static_cast<type<It>>((*it).first); }
};
struct value_access {
    template <class It>
    using type = pair_member_t<dereferenced_t<It>, decltype((*std::declval<It &>()).second),
                               decltype(((*std::declval<It &>()).second))>;
    template <class It> static type<It> get(It &it) { return static_cast<type<It>>((*it).second); }
};

/// The C++ side of such an iterator. Once it has ended it stays so, whatever the range does.
template <class Access, rv_policy Policy, class It, class Sentinel> struct range_iterator {
    using element = typename Access::template type<It>;

    It it;
    Sentinel last;
    bool started = false, ended = false;

    range_iterator(It &&it, Sentinel &&last) : it(std::move(it)), last(std::move(last)) {}
    bool advance() {
        if (ended)
            return false;
        if (started)
            ++it;
        started = true;
        ended = it == last;
        return !ended;
    }
    element get() { return Access::get(it); }
};

/// Result of `__next__`: an element of `State`, or that there is none. The end costs no C++
/// exception: the conversion sets StopIteration.
template <class State> struct next_element {
    using element = typename State::element;
    static constexpr bool is_reference = std::is_lvalue_reference_v<element>;

    std::conditional_t<is_reference, std::remove_reference_t<element> *, lazy<element>> stored{};
    bool found;

    explicit next_element(State &state) : found(state.advance()) {
        if (!found)
            return;
        if constexpr (is_reference)
            stored = &state.get();
        else
            stored.set([&]() -> element { return state.get(); });
    }
};
template <class State> struct type_caster<next_element<State>> {
    using element = typename State::element;
    using Value = next_element<State>;
    static constexpr auto Name = make_caster<element>::Name;
    static handle from_cpp(Value &&next, rv_policy policy, cleanup_list *cleanup) noexcept {
        if (!next.found) {
            PyErr_SetNone(PyExc_StopIteration);
            return {};
        }
        if constexpr (Value::is_reference)
            return make_caster<element>::from_cpp(*next.stored, policy, cleanup);
        else
            return make_caster<element>::from_cpp(std::move(next.stored.get()), policy, cleanup);
    }
};

/// The class of a C++ iterator; made once per interpreter.
template <class State, class... Extra>
handle iterator_class(handle scope, const char *name, rv_policy policy, const Extra &...extra) {
    static ft_mutex mutex;
    ft_lock_guard guard(mutex);
    if (handle known = type<State>(); known.is_valid())
        return known;
    release_class_name(scope.ptr(), name);
    return class_<State>(scope, name)
        .def("__iter__", [](handle self) { return handle_t<State>(self); })
        .def(
            "__next__", [](State &state) { return next_element<State>(state); }, policy,
            lock_self(), extra...);
}

template <class State, class... Extra>
auto iterator_new(handle scope, const char *name, rv_policy policy, State &&state,
                  const Extra &...extra) {
    iterator_class<State>(scope, name, policy, extra...);
    return borrow<typed<iterator, typename State::element>>(
        cast(std::move(state), rv_policy::move));
}

template <class Access, rv_policy Policy, class It, class Sentinel, class... Extra>
auto iterate(handle scope, const char *name, It &&first, Sentinel &&last, const Extra &...extra) {
    using State = range_iterator<Access, Policy, It, Sentinel>;
    return iterator_new(scope, name, Policy, State(std::move(first), std::move(last)), extra...);
}

/// Whether `last` can end an iteration that is at `first`.
template <class It, class Sentinel>
using if_range = decltype((void) *std::declval<It &>(),
                          (void) (std::declval<It &>() == std::declval<Sentinel &>()));

} // namespace detail

/// A Python iterator over [first, last). Its class is called `name` and lies in `scope`; `extra`
/// goes to the class's `__next__`. By default elements that are references to bound classes are
/// copied; reference_internal gives out references, which keep the iterator (and what that keeps
/// alive) alive but are not safe against changes of the range.
template <rv_policy Policy = rv_policy::automatic_reference, class It, class Sentinel,
          class... Extra, class = detail::if_range<It, Sentinel>>
auto make_iterator(handle scope, const char *name, It first, Sentinel last, const Extra &...extra) {
    return detail::iterate<detail::whole_access, Policy>(scope, name, std::move(first),
                                                         std::move(last), extra...);
}
/// The same over the keys of pairs: `(*it).first`.
template <rv_policy Policy = rv_policy::automatic_reference, class It, class Sentinel,
          class... Extra, class = detail::if_range<It, Sentinel>>
auto make_key_iterator(handle scope, const char *name, It first, Sentinel last,
                       const Extra &...extra) {
    return detail::iterate<detail::key_access, Policy>(scope, name, std::move(first),
                                                       std::move(last), extra...);
}
/// The same over the values of pairs: `(*it).second`.
template <rv_policy Policy = rv_policy::automatic_reference, class It, class Sentinel,
          class... Extra, class = detail::if_range<It, Sentinel>>
auto make_value_iterator(handle scope, const char *name, It first, Sentinel last,
                         const Extra &...extra) {
    return detail::iterate<detail::value_access, Policy>(scope, name, std::move(first),
                                                         std::move(last), extra...);
}

/// Each of them over the whole of a container.
template <rv_policy Policy = rv_policy::automatic_reference, class Range, class... Extra,
          class = decltype(std::begin(std::declval<Range &>()))>
auto make_iterator(handle scope, const char *name, Range &range, const Extra &...extra) {
    return make_iterator<Policy>(scope, name, std::begin(range), std::end(range), extra...);
}
template <rv_policy Policy = rv_policy::automatic_reference, class Range, class... Extra,
          class = decltype(std::begin(std::declval<Range &>()))>
auto make_key_iterator(handle scope, const char *name, Range &range, const Extra &...extra) {
    return make_key_iterator<Policy>(scope, name, std::begin(range), std::end(range), extra...);
}
template <rv_policy Policy = rv_policy::automatic_reference, class Range, class... Extra,
          class = decltype(std::begin(std::declval<Range &>()))>
auto make_value_iterator(handle scope, const char *name, Range &range, const Extra &...extra) {
    return make_value_iterator<Policy>(scope, name, std::begin(range), std::end(range), extra...);
}

} // namespace suture
