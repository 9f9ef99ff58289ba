// SPDX-License-Identifier: BSD-3-Clause
// handle and object: a borrowed and an owned reference to a Python object.
#pragma once

#include <cstddef>     // nullptr_t
#include <type_traits> // is_base_of_v
#include <utility>     // forward

#include "detail/api.h"
#include "detail/descr.h"

namespace suture {

/// A borrowed reference. Copies freely, owns nothing.
class handle : public detail::api<handle> {
public:
    static constexpr int code = suture_code_object;
    static constexpr auto Name = detail::const_name("object");

    handle() = default;
    handle(std::nullptr_t) {}
    handle(PyObject *ptr) : m_ptr(ptr) {}
    handle(PyTypeObject *ptr) : m_ptr((PyObject *) ptr) {}

    PyObject *ptr() const { return m_ptr; }
    const handle &inc_ref() const {
        Py_XINCREF(m_ptr);
        return *this;
    }
    const handle &dec_ref() const {
        Py_XDECREF(m_ptr);
        return *this;
    }
    explicit operator bool() const { return m_ptr != nullptr; }
    bool is_valid() const { return m_ptr != nullptr; }
    static bool check_(handle h) { return h.is_valid(); }

protected:
    PyObject *m_ptr = nullptr;
};

namespace detail {
struct steal_t {};
struct borrow_t {};
} // namespace detail

/// An owned reference: counted on copy, released on destruction.
class object : public handle, public detail::in_place_api<object> {
public:
    object() = default;
    object(const object &other) : handle(other) { inc_ref(); }
    object(object &&other) noexcept : handle(other) { other.m_ptr = nullptr; }
    object(handle h, detail::borrow_t) : handle(h) { inc_ref(); }
    object(handle h, detail::steal_t) : handle(h) {}
    ~object() { dec_ref(); }
    object &operator=(const object &other);
    object &operator=(object &&other) noexcept;
    /// Gives the reference away.
    handle release() {
        handle result(m_ptr);
        m_ptr = nullptr;
        return result;
    }
    void reset();
};

/// Wraps a borrowed reference, counting it.
template <class T = object> SUTURE_INLINE T borrow(handle h) { return T(h, detail::borrow_t()); }
/// Wraps a new reference.
template <class T = object> SUTURE_INLINE T steal(handle h) { return T(h, detail::steal_t()); }

namespace detail {

/// `**mapping` of a call.
class kwargs_proxy : public handle {
public:
    explicit kwargs_proxy(handle h) : handle(h) {}
};
/// `*sequence` of a call.
class args_proxy : public handle {
public:
    explicit args_proxy(handle h) : handle(h) {}
    kwargs_proxy operator*() const { return kwargs_proxy(*this); }
};

template <class D> accessor api<D>::attr(const char *name) const {
    return {derived().ptr(), accessor::attr_text, name};
}
template <class D> accessor api<D>::attr(handle name) const {
    return {derived().ptr(), accessor::attr_object, name.ptr()};
}
template <class D> accessor api<D>::operator[](const char *key) const {
    return {derived().ptr(), accessor::item_text, key};
}
template <class D> accessor api<D>::operator[](handle key) const {
    return {derived().ptr(), accessor::item_object, key.ptr()};
}
template <class D>
template <class Index, std::enable_if_t<std::is_integral_v<Index>, int>>
accessor api<D>::operator[](Index index) const {
    return {derived().ptr(), (Py_ssize_t) index};
}
template <class D> accessor api<D>::doc() const { return attr("__doc__"); }
template <class D> args_proxy api<D>::operator*() const { return args_proxy(derived().ptr()); }
template <class D> bool api<D>::is(handle other) const { return derived().ptr() == other.ptr(); }
template <class D> bool api<D>::is_none() const { return derived().ptr() == Py_None; }
template <class D> handle api<D>::type() const { return Py_TYPE(derived().ptr()); }
template <class D> bool api<D>::in(handle container) const {
    return detail::contains(container.ptr(), derived().ptr());
}

} // namespace detail
} // namespace suture
