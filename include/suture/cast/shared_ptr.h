// SPDX-License-Identifier: BSD-3-Clause
// std::shared_ptr of a bound class. It shares the ownership that an instance has through a holder;
// one of an object inside its Python instance keeps that instance alive.
#pragma once

#include <memory> // shared_ptr

#include "../detail/element.h"
#include "../detail/holder.h"
#include "../detail/items.h"
#include "../detail/owner.h"

namespace suture::detail {

/// Deleter of a shared_ptr whose object belongs to a Python object.
struct owner_deleter {
    object_owner *owner;
    void operator()(void *) const noexcept { owner_release(owner); }
};

/// A shared_ptr that keeps `source` alive, to share with pointers into it. Throws bad_alloc.
SUTURE_GLUE std::shared_ptr<void> shared_owner(PyObject *source);

template <class T> struct type_caster<std::shared_ptr<T>> {
    using pointer = std::shared_ptr<T>;
    using Bound = std::remove_cv_t<T>;
    using stored = std::shared_ptr<Bound>;
    SUTURE_TYPE_CASTER(pointer, make_caster<T>::Name)
    using Traits = caster_facts<false, false, true>;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        assert_bound();
        if (src.is_none()) {
            value.reset();
            return (flags & suture_load_accepts_none) && !(flags & suture_load_no_none);
        }
        alignas(stored) unsigned char storage[sizeof(stored)];
        void *object = nullptr;
        int found =
            rt::instance_get_holder(&type_ref<Bound>, src.ptr(), &holder_table<stored>, storage,
                                    flags & ~(uint32_t) suture_load_convert, cleanup, &object);
        if (found < 0 || !object)
            return false;
        Bound *bound = static_cast<Bound *>(object);
        try {
            if (found > 0) {
                stored *held = reinterpret_cast<stored *>(storage);
                // A holder of a derived class arrives with that class's address.
                if (held->get() == bound)
                    value = std::move(*held);
                else
                    value = stored(*held, bound);
                held->~stored();
            } else if constexpr (shares_from_this<Bound>::value) {
                // This constructor makes shared_from_this() work.
                value = stored(bound, new_deleter(src.ptr()));
            } else {
                value = stored(shared_owner(src.ptr()), bound);
            }
            return true;
        } catch (...) {
            return conversion_threw();
        }
    }
    static handle from_cpp(const pointer &src, rv_policy, cleanup_list *cleanup) noexcept {
        assert_bound();
        if (!src)
            return handle(Py_None).inc_ref();
        stored shared = std::const_pointer_cast<Bound>(src);
        return rt::instance_put_holder(&type_ref<Bound>, shared.get(), &holder_table<stored>,
                                       &shared, cleanup);
    }

private:
    // Not in the class: a class that fails there makes compilers complain of its members too.
    static constexpr void assert_bound() {
        static_assert(
            is_instance_v<T>,
            "suture: std::shared_ptr<T> needs a T that is bound as a class; for a type with "
            "a conversion of its own, SUTURE_MAKE_OPAQUE makes it one");
    }
    static owner_deleter new_deleter(PyObject *source) {
        object_owner *owner = owner_new(source);
        if (!owner) {
            PyErr_Clear();
            throw std::bad_alloc();
        }
        return {owner};
    }
};

/// The Python reference that a garbage collector may visit in a member of this type, borrowed;
/// NULL: the object is owned by C++ means, or others hold the reference too.
template <class T> PyObject *gc_reference(const std::shared_ptr<T> &pointer, gc_tag) noexcept {
    const owner_deleter *deleter = std::get_deleter<owner_deleter>(pointer);
    return deleter && pointer.use_count() == 1 ? owner_object(deleter->owner) : nullptr;
}

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/shared_owner.cpp"
#endif
