// SPDX-License-Identifier: BSD-3-Clause
// The namespaces nanobind and nanobind::detail: Suture's names, and those with another meaning.
#pragma once

// What nanobind.h brings, which its users rely on.
#include <cstring>   // memcpy, strlen
#include <exception> // exception_ptr
#include <stdexcept> // the standard hierarchy
#include <typeindex> // type_index
#include <utility>   // pair, move

#include "../../../../../include/suture/builder.h"
#include "../../../../../include/suture/cast/void_pointer.h"
#include "../../../../../include/suture/detail/element.h"
#include "../../../../../include/suture/detail/holder.h"
#include "../../../../../include/suture/lock.h"
#include "../../../../../include/suture/low_level.h"
#include "../../../../../include/suture/runtime_state.h"
#include "../../../../../include/suture/suture.h"
#include "policy.h"

namespace nanobind {
using namespace suture;

#if NB_VERSION_MAJOR < 3
/// None. A function in 2.x: `full ? nb::str(text) : nb::none()` compiles.
inline object none() { return suture::none(); }
#endif
using ssize_t = std::make_signed_t<size_t>;

/// Only an annotation, as in nanobind: what it says is not checked.
template <class T, class... Args> using typed = suture::typed_unchecked<T, Args...>;

/// Annotation of a class: storage of type T beside it.
template <class T> using supplement = suture::supplement_for<T>;

/// A capsule; a null pointer gives None.
class capsule : public suture::capsule {
public:
    using suture::capsule::capsule;
    capsule() = default;
    capsule(const suture::capsule &other) : suture::capsule(other) {}
    explicit capsule(const void *pointer, void (*cleanup)(void *) noexcept = nullptr)
        : capsule(pointer, nullptr, cleanup) {}
    capsule(const void *pointer, const char *name, void (*cleanup)(void *) noexcept = nullptr)
        : suture::capsule(pointer ? suture::capsule(pointer, name, cleanup)
                                  : borrow<suture::capsule>(Py_None)) {}
};

/// getattr() whose default also stands for an error that reading the attribute raised.
inline object getattr(handle o, handle name) { return suture::getattr(o, name); }
inline object getattr(handle o, const char *name) { return suture::getattr(o, name); }
template <class Name, class T> object getattr(handle o, Name name, T &&otherwise) {
    suture::detail::accessor place = o.attr(name);
    if (PyObject *value = place.ptr_or_null())
        return borrow(value);
    PyErr_Clear();
    return object(suture::cast(std::forward<T>(otherwise)));
}

/// keep_alive_obj() that raises RuntimeError where the nurse can have no weak reference.
inline void keep_alive_obj(handle nurse, handle patient) {
    if (!nurse.is_valid() || !patient.is_valid() ||
        suture::detail::rt::keep_alive(nurse.ptr(), patient.ptr()) == 0)
        return;
    const suture_texts *texts = suture::detail::this_module.texts;
    if (texts && PyErr_ExceptionMatches(PyExc_TypeError))
        texts->trouble(suture_trouble_no_weak_reference, nurse.ptr(), nullptr);
    suture::detail::raise_python_error();
}

/// Ready, and whether the instance ends its object: not where a holder shares it.
inline inst_flags inst_state(handle h) {
    void *pointer;
    int ready, owned;
    suture::detail::checked(suture::detail::rt::instance_state(h.ptr(), &pointer, &ready, &owned));
    return {ready != 0, owned == 1};
}

/// On unless turned off.
inline bool implicit_cast_warnings() noexcept {
    return suture::detail::rt::runtime_flag(suture_flag_implicit_warnings, -1) != 1;
}
inline void set_implicit_cast_warnings(bool value) noexcept {
    suture::set_implicit_cast_warnings(value);
}

namespace detail {
using namespace suture::detail;

/// What a caster converts a T to.
template <class T> using cast_t = typename make_caster<T>::template Cast<T>;
template <class T> constexpr bool has_shared_from_this_v = shares_from_this<T>::value;
/// Whether arguments of this type may be None unless they say otherwise.
template <class T> constexpr bool has_arg_defaults_v = caster_traits<make_caster<T>>::nullable;

using suture::raise;

/// What modules share types by.
inline const char *abi_tag() { return SUTURE_CPP_ABI; }

/// keep_alive_obj() and keep_alive_cb(), as 2.x names them.
inline void keep_alive(PyObject *nurse, PyObject *patient) { keep_alive_obj(nurse, patient); }
inline void keep_alive(PyObject *nurse, void *payload, void (*release)(void *) noexcept) noexcept {
    keep_alive_cb(nurse, payload, release);
}

/// PyObject_Vectorcall; a new reference, or NULL with an error.
inline PyObject *vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf,
                            PyObject *kwnames) noexcept {
    return PyObject_Vectorcall(callable, args, nargsf, kwnames);
}
/// The same for the attribute `name` of args[0].
inline PyObject *vectorcall_method(PyObject *name, PyObject *const *args, size_t nargsf,
                                   PyObject *kwnames) noexcept {
    return PyObject_VectorcallMethod(name, args, nargsf, kwnames);
}
} // namespace detail
} // namespace nanobind

namespace suture::detail {
// nanobind takes references to numbers and guards over Python objects as its users wrote them.
template <class A> struct is_lenient<A, void> : std::true_type {};
template <class T> struct int_keeps_bool<T, void> : std::true_type {};
} // namespace suture::detail
