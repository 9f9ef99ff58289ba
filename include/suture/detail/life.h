// SPDX-License-Identifier: BSD-3-Clause
// What the runtime knows of a C++ class: size, alignment, flags and the function that copies, moves
// and ends its objects.
#pragma once

#include <new>         // placement new
#include <type_traits> // is_polymorphic_v
#include <typeinfo>    // typeid
#include <utility>     // move, pair

#include "../abi.h"
#include "macros.h"

namespace suture::detail {

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
template <class A, class B>
struct is_copy_constructible<std::pair<A, B>>
    : std::bool_constant<is_copy_constructible<A>::value && is_copy_constructible<B>::value> {};

/// How the class of an object is told where C++ does not know it: specialise it with a function
/// `static const std::type_info *get(const T *)` (or `T *`) for a class without virtual functions
/// whose objects say themselves what they are. It returns the type of the most derived class.
template <class T, class = int> struct type_hook {};
template <class T, class = void> struct has_type_hook : std::false_type {};
template <class T>
struct has_type_hook<T, std::void_t<decltype(type_hook<T>::get((T *) nullptr))>> : std::true_type {
};

/// Without `Destroys` T's destructor is never called: it may lack a definition.
template <class T, bool Destroys = true>
void *life(int op, void *object, [[maybe_unused]] void *source) {
    switch (op) {
        // NOLINTNEXTLINE(bugprone-branch-clone): the same for a class without a destructor only
        case suture_life_destroy:
            if constexpr (Destroys)
                if constexpr (std::is_destructible_v<T>)
                    ((T *) object)->~T();
            return object;
        case suture_life_delete:
            if constexpr (Destroys) {
                if constexpr (std::is_destructible_v<T>) {
                    SUTURE_SUPPRESS_DELETE_WARNING
                    delete (T *) object;
                    SUTURE_RESTORE_WARNINGS
                }
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
            if constexpr (has_type_hook<T>::value)
                *(const void **) source = type_hook<T>::get((T *) object);
            else if constexpr (std::is_polymorphic_v<T>)
                *(const void **) source = &typeid(*(T *) object);
            if constexpr (std::is_polymorphic_v<T>)
                return dynamic_cast<void *>((T *) object);
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
    is_copy_constructible<T>::value && !has_class_new<T>::value && !has_type_hook<T>::value;

template <class T, class Alias> constexpr uint32_t type_flags() {
    return (std::is_trivially_destructible_v<T> && std::is_trivially_destructible_v<Alias>
                ? (uint32_t) suture_type_trivial_destroy
                : 0u) |
           (is_trivial_life_v<T> ? (uint32_t) suture_type_trivial_copy : 0u) |
           (std::is_polymorphic_v<T> || has_type_hook<T>::value ? (uint32_t) suture_type_polymorphic
                                                                : 0u) |
           (has_type_hook<T>::value && !std::is_polymorphic_v<T> ? (uint32_t) suture_type_hooked
                                                                 : 0u) |
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

} // namespace suture::detail
