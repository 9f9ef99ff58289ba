// SPDX-License-Identifier: BSD-3-Clause
// What bound iterators and containers share whatever their elements are; the bodies are in
// src/glue/containers.cpp. They throw python_error or index_error.
#pragma once

#include "../builtins.h"

namespace suture::detail {

/// Takes the name of a bound class in `scope` from it: the next one of that name may have it.
void release_class_name(PyObject *scope, const char *name);

/// Position of an item: negative indices count from the end.
size_t item_index(Py_ssize_t index, size_t size);
/// Position before which to insert: also the end.
size_t insertion_index(Py_ssize_t index, size_t size);
/// An extended slice takes as many items as it has.
void check_slice_size(size_t given, size_t wanted);
/// A list or tuple of what an iterable gives.
object as_list_items(handle iterable);

/// "module.Class([...])", and "module.Class({...})" by its items.
str sequence_repr(handle self);
str mapping_repr(handle self, handle items);

[[noreturn]] void raise_missing_key(handle key);
[[noreturn]] void raise_map_changed(bool size);

/// Whether `==` of two T compiles, and not only claims to: containers and pairs have one whatever
/// their elements are.
template <class T, class = void> struct has_equality : std::false_type {};
template <class T>
struct has_equality<
    T, std::void_t<decltype((bool) (std::declval<const T &>() == std::declval<const T &>()))>>
    : std::true_type {};
template <class T, class = void> struct is_comparable : has_equality<T> {};
template <class T>
struct is_comparable<
    T, std::enable_if_t<!std::is_same_v<typename T::value_type, T> && has_equality<T>::value>>
    : is_comparable<typename T::value_type> {};
template <class T>
struct is_comparable<T, std::enable_if_t<(sizeof(typename T::first_type) > 0 &&
                                          sizeof(typename T::second_type) > 0)>>
    : std::bool_constant<is_comparable<std::remove_cv_t<typename T::first_type>>::value &&
                         is_comparable<std::remove_cv_t<typename T::second_type>>::value> {};

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/containers.cpp"
#endif
