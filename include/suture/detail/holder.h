// SPDX-License-Identifier: BSD-3-Clause
// Smart pointers as the runtime sees them: one constant table per type. No smart pointer is named
// here, so that <memory> is needed only by those who use one.
#pragma once

#include <new>         // placement new
#include <type_traits> // void_t
#include <typeinfo>    // typeid
#include <utility>     // declval, move

#include "../abi.h"

namespace suture::detail {

template <class H, class = void> struct has_release : std::false_type {};
template <class H>
struct has_release<H, std::void_t<decltype(std::declval<H &>().release())>> : std::true_type {};
template <class H, class = void> struct has_use_count : std::false_type {};
template <class H>
struct has_use_count<H, std::void_t<decltype(std::declval<const H &>().use_count())>>
    : std::true_type {};
template <class H, class = void> struct has_owner_before : std::false_type {};
template <class H>
struct has_owner_before<
    H, std::void_t<decltype(std::declval<const H &>().owner_before(std::declval<const H &>()))>>
    : std::true_type {};
/// std::enable_shared_from_this.
template <class T, class = void> struct shares_from_this : std::false_type {};
template <class T>
struct shares_from_this<T, std::void_t<decltype(std::declval<T &>().weak_from_this().lock())>>
    : std::true_type {};

/// The smart pointer that shares from a T: std::shared_ptr<T>.
template <class Base, class T> struct rebound;
template <template <class> class Pointer, class Base, class T> struct rebound<Pointer<Base>, T> {
    using type = Pointer<T>;
};
template <class T>
using shared_self_t =
    typename rebound<decltype(std::declval<T &>().weak_from_this().lock()), T>::type;

/// What a smart pointer type is to the runtime. Specialise it for one that is taken for the wrong
/// kind, or that has no get(): it is unique if it cannot be copied, shared if others learn of an
/// owner only from an owner (owner_before), else intrusive.
template <class H> struct holder_traits {
    using element = std::remove_cv_t<std::remove_reference_t<decltype(*std::declval<const H &>())>>;
    static constexpr uint32_t kind = !std::is_copy_constructible_v<H> ? suture_holder_unique
                                     : has_owner_before<H>::value     ? suture_holder_shared
                                                                      : suture_holder_intrusive;
    static element *get(const H &holder) { return const_cast<element *>(holder.get()); }
};

/// suture_holder.apply. `AnyPointer`: whether it may own what another deleter was meant for.
template <class H, bool AnyPointer> void *holder_apply(int op, void *holder, void *other) noexcept {
    using traits = holder_traits<H>;
    using element = typename traits::element;
    H &self = *static_cast<H *>(holder);
    switch (op) {
        case suture_holder_from_pointer:
            if constexpr (AnyPointer && std::is_constructible_v<H, element *>) {
                // Only a control block can fail to be allocated; the object is deleted then.
                try {
                    return new (holder) H(static_cast<element *>(other));
                } catch (...) {
                }
            }
            return nullptr;
        case suture_holder_from_holder:
            if constexpr (traits::kind == suture_holder_unique)
                return new (holder) H(std::move(*static_cast<H *>(other)));
            else
                return new (holder) H(*static_cast<const H *>(other));
        case suture_holder_get: return traits::get(self);
        case suture_holder_release:
            if constexpr (has_release<H>::value && traits::kind == suture_holder_unique)
                return const_cast<element *>(self.release());
            else
                return nullptr;
        case suture_holder_destroy: self.~H(); return holder;
        case suture_holder_use_count:
            if constexpr (has_use_count<H>::value)
                return reinterpret_cast<void *>(static_cast<intptr_t>(self.use_count()));
            else
                return reinterpret_cast<void *>(static_cast<intptr_t>(1));
        case suture_holder_try_existing:
            if constexpr (traits::kind == suture_holder_intrusive) {
                return new (holder) H(static_cast<element *>(other));
            } else if constexpr (traits::kind == suture_holder_shared &&
                                 shares_from_this<element>::value) {
                element *object = static_cast<element *>(other);
                if (auto owner = object->weak_from_this().lock())
                    return new (holder) H(std::move(owner), object);
            }
            return nullptr;
        default: return nullptr;
    }
}

template <class H>
inline const suture_holder holder_table{&typeid(H), sizeof(H), alignof(H), holder_traits<H>::kind,
                                        holder_apply<H, true>};

} // namespace suture::detail
