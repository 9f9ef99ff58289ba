// SPDX-License-Identifier: BSD-3-Clause
// std::expected (C++23): a result is its value, or raises its error. An error that is a C++
// exception arrives as one that was thrown; of another type, as the argument of a RuntimeError. An
// argument is always a value.
#pragma once

#if __cplusplus > 202002L || (defined(_MSVC_LANG) && _MSVC_LANG > 202002L)

#    include <exception> // exception_ptr
#    include <expected>

#    include "../detail/element.h"
#    include "../detail/items.h"

#    if defined(__cpp_lib_expected)

namespace suture::detail {

template <class T> constexpr auto expected_text() {
    if constexpr (std::is_void_v<T>)
        return const_name("None");
    else
        return make_caster<T>::Name;
}

/// The value of a std::expected, or nothing to convert.
template <class T> struct expected_part : make_caster<T> {};
template <> struct expected_part<void> {};

template <class T, class E> struct type_caster<std::expected<T, E>> {
    using Value = std::expected<T, E>;
    static constexpr auto Name = expected_text<T>();
    template <class A> using Cast = movable_cast_t<A>;
    template <class A> static constexpr bool can_cast() { return true; }

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        if constexpr (std::is_void_v<T>) {
            return src.is_none();
        } else {
            return load_part<T>(static_cast<make_caster<T> &>(m_part), src.ptr(), flags, cleanup);
        }
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&src, rv_policy policy, cleanup_list *cleanup) noexcept {
        if (src.has_value()) {
            if constexpr (std::is_void_v<T>)
                return handle(Py_None).inc_ref();
            else
                return store_part<T, U>(*src, policy, cleanup);
        }
        raise_error(src.error(), cleanup);
        return nullptr;
    }
    static handle from_cpp(const Value *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }

    explicit operator Value *() { return &make(); }
    explicit operator Value &() { return make(); }
    explicit operator Value &&() { return (Value &&) make(); }

private:
    static void raise_error(const E &error, [[maybe_unused]] cleanup_list *cleanup) noexcept {
        if constexpr (std::is_base_of_v<std::exception, E>) {
            try {
                throw error;
            } catch (...) {
                conversion_threw();
            }
        } else if constexpr (std::is_same_v<E, std::exception_ptr>) {
            try {
                std::rethrow_exception(error);
            } catch (...) {
                conversion_threw();
            }
        } else {
            raise_value(handle(make_caster<E>::from_cpp(error, rv_policy::copy, cleanup)).ptr());
        }
    }
    Value &make() {
        if constexpr (std::is_void_v<T>)
            return m_value.set([] { return Value(); });
        else
            return m_value.set([this] {
                return Value(std::in_place, loaded<T>(static_cast<make_caster<T> &>(m_part)));
            });
    }
    expected_part<T> m_part;
    lazy<Value> m_value;
};

} // namespace suture::detail

#    endif

#endif
