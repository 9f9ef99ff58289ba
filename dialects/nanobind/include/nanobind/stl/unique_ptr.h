// SPDX-License-Identifier: BSD-3-Clause
// std::unique_ptr, with the default deleter as in <suture/cast/unique_ptr.h>, or with
// nanobind::deleter: that one also takes objects which live inside their Python instance.
#pragma once

#include "../../../../../include/suture/cast/unique_ptr.h"
#include "../nanobind.h"

namespace nanobind {

/// Deletes an object, or lets go of the Python instance that it lives in.
template <class T> struct deleter {
    deleter() = default;
    /// The Python instance that owns the object; steals the reference.
    explicit deleter(handle owner) : o(owner.ptr()) {}

    bool owned_by_python() const { return o != nullptr; }
    bool owned_by_cpp() const { return o == nullptr; }

    void operator()(void *object) noexcept {
        if (!o) {
            delete (T *) object;
            return;
        }
        gil_scoped_acquire guard;
        suture::detail::rt::instance_set_state(o, 1, 1);
        Py_DECREF(o);
    }

    PyObject *o = nullptr;
};

namespace detail {

/// While C++ has the object its instance cannot be used; given back, it is the same instance.
template <class T> struct type_caster<std::unique_ptr<T, deleter<T>>> {
    using Value = std::unique_ptr<T, deleter<T>>;
    static constexpr auto Name = make_caster<T>::Name;
    using Traits = suture::detail::caster_facts<false, false, true>;
    template <class A> using Cast = suture::detail::movable_cast_t<A>;
    template <class A> static constexpr bool can_cast() { return true; }

    type_caster() = default;
    type_caster(const type_caster &) = delete;
    type_caster &operator=(const type_caster &) = delete;
    ~type_caster() { give_back(); }

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        give_back();
        value = Value();
        if (src.is_none())
            return (flags & suture_load_accepts_none) && !(flags & suture_load_no_none);
        make_caster<T> caster;
        if (!caster.from_python(src, flags & ~(uint32_t) suture_load_convert, cleanup) ||
            !caster.value ||
            suture::detail::rt::instance_change(src.ptr(), suture_change_lend, nullptr) < 0)
            return false;
        Py_INCREF(src.ptr());
        value = Value(caster.value, deleter<T>(src));
        return true;
    }
    static handle from_cpp(Value &&src, rv_policy, cleanup_list *cleanup) noexcept {
        deleter<T> owner = src.get_deleter();
        T *object = src.release();
        if (!object)
            return handle(Py_None).inc_ref();
        if (!owner.owned_by_python())
            return make_caster<T>::from_cpp(object, rv_policy::take_ownership, cleanup);
        suture::detail::rt::instance_set_state(owner.o, 1, 1);
        return owner.o; // REF: the deleter's
    }
    static handle from_cpp(const Value &src, rv_policy, cleanup_list *cleanup) noexcept {
        return make_caster<T>::from_cpp(src.get(), rv_policy::reference, cleanup);
    }
    static handle from_cpp(const Value *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }
    explicit operator Value *() { return &value; }
    explicit operator Value &() { return value; }
    explicit operator Value &&() { return std::move(value); }

    Value value;

private:
    /// The function did not take the object.
    void give_back() noexcept {
        PyObject *owner = value.get_deleter().o;
        if (!value || !owner)
            return;
        value.release();
        value.get_deleter().o = nullptr;
        suture::detail::rt::instance_set_state(owner, 1, 1);
        Py_DECREF(owner);
    }
};

} // namespace detail
} // namespace nanobind
