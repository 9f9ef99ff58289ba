// SPDX-License-Identifier: BSD-3-Clause
// std::unique_ptr of a bound class. An argument takes the object away from its Python instance,
// and gives it back unless the function takes it.
#pragma once

#include <memory> // unique_ptr

#include "../detail/element.h"
#include "../detail/holder.h"

namespace suture::detail {

template <class D> struct is_default_delete : std::false_type {};
template <class T> struct is_default_delete<std::default_delete<T>> : std::true_type {};

template <class T, class D> struct unique_facts {
    using Bound = std::remove_cv_t<T>;
    static constexpr bool plain = is_default_delete<D>::value;
    /// As the runtime holds it: plain delete does not mind const.
    using stored = std::conditional_t<plain, std::unique_ptr<Bound>, std::unique_ptr<T, D>>;
};

/// The table to take an object with: what was made for plain delete never gets another deleter.
template <class H, bool Plain>
inline const suture_holder holder_to_take{&typeid(H), sizeof(H), alignof(H), suture_holder_unique,
                                          holder_apply<H, Plain>};

template <class T, class D> struct give_back<std::unique_ptr<T, D>> {
    using facts = unique_facts<T, D>;
    using stored = typename facts::stored;
    static constexpr bool needed = true;

    static void apply(std::unique_ptr<T, D> &pointer) noexcept {
        using Bound = typename facts::Bound;
        if (!pointer)
            return;
        Bound *bound = const_cast<Bound *>(pointer.get());
        PyObject *owner;
        if constexpr (std::is_same_v<stored, std::unique_ptr<T, D>>) {
            owner = rt::instance_put_holder(&type_ref<Bound>, bound, &holder_table<stored>,
                                            &pointer, nullptr);
        } else {
            pointer.release();
            stored plain(bound);
            owner = rt::instance_put_holder(&type_ref<Bound>, bound, &holder_table<stored>, &plain,
                                            nullptr);
        }
        if (!owner)
            PyErr_WriteUnraisable(nullptr);
        Py_XDECREF(owner);
    }
};

template <class T, class D> struct type_caster<std::unique_ptr<T, D>> {
    using facts = unique_facts<T, D>;
    using Bound = typename facts::Bound;
    using stored = typename facts::stored;
    using Value = std::unique_ptr<T, D>;
    static constexpr auto Name = make_caster<T>::Name;
    using Traits = caster_facts<false, false, true>;
    template <class A> using Cast = movable_cast_t<A>;
    template <class A> static constexpr bool can_cast() { return true; }

    type_caster() = default;
    type_caster(const type_caster &) = delete;
    type_caster &operator=(const type_caster &) = delete;
    ~type_caster() { give_back<Value>::apply(value); }

    /// False with a Python error set: the object is of the right class and cannot be given away.
    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        assert_bound();
        give_back<Value>::apply(value);
        value = null();
        if (src.is_none())
            return (flags & suture_load_accepts_none) && !(flags & suture_load_no_none);
        alignas(stored) unsigned char storage[sizeof(stored)];
        void *object = nullptr;
        if (rt::instance_get_holder(
                &type_ref<Bound>, src.ptr(), &holder_to_take<stored, facts::plain>, storage,
                flags & ~(uint32_t) suture_load_convert, cleanup, &object) <= 0 ||
            !object)
            return false;
        stored *held = reinterpret_cast<stored *>(storage);
        value = std::move(*held);
        held->~stored();
        return true;
    }
    static handle from_cpp(Value &&src, rv_policy, cleanup_list *cleanup) noexcept {
        assert_bound();
        if (!src)
            return handle(Py_None).inc_ref();
        Bound *bound = const_cast<Bound *>(src.get());
        if constexpr (std::is_same_v<stored, Value>) {
            return rt::instance_put_holder(&type_ref<Bound>, bound, &holder_table<stored>, &src,
                                           cleanup);
        } else {
            src.release();
            stored plain(bound);
            return rt::instance_put_holder(&type_ref<Bound>, bound, &holder_table<stored>, &plain,
                                           cleanup);
        }
    }
    /// An lvalue goes on owning its object: Python refers to it.
    static handle from_cpp(const Value &src, rv_policy policy, cleanup_list *cleanup) noexcept {
        assert_bound();
        switch (policy) {
            case rv_policy::copy:
            case rv_policy::none:
            case rv_policy::reference_internal:
            case rv_policy::reference_raw: break;
            default: policy = rv_policy::reference;
        }
        return make_caster<T>::from_cpp(src.get(), policy, cleanup);
    }
    static handle from_cpp(const Value *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }
    explicit operator Value *() { return &value; }
    explicit operator Value &() { return value; }
    explicit operator Value &&() { return std::move(value); }

private:
    // Not in the class: a class that fails there makes compilers complain of its members too.
    static constexpr void assert_bound() {
        static_assert(
            is_instance_v<T>,
            "suture: std::unique_ptr<T> needs a T that is bound as a class; for a type with "
            "a conversion of its own, SUTURE_MAKE_OPAQUE makes it one");
    }
    static Value null() {
        if constexpr (std::is_default_constructible_v<Value>)
            return Value();
        else
            return Value(nullptr, D());
    }

public:
    Value value = null();
};

} // namespace suture::detail
