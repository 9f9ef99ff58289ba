// SPDX-License-Identifier: BSD-3-Clause
// std::variant: the first alternative that takes the object as it is, else the first that
// converts it. std::monostate is None.
#pragma once

#include <variant>

#include "../detail/element.h"

namespace suture::detail {

template <> struct type_caster<std::monostate> {
    SUTURE_TYPE_CASTER(std::monostate, const_name("None"))
    bool from_python(handle src, uint32_t, cleanup_list *) noexcept { return src.is_none(); }
    static handle from_cpp(std::monostate, rv_policy, cleanup_list *) noexcept {
        return handle(Py_None).inc_ref();
    }
};

template <class... Ts> struct type_caster<std::variant<Ts...>> {
    using Value = std::variant<Ts...>;
    static constexpr auto Name = union_name(make_caster<Ts>::Name...);
    using Traits = caster_facts<(borrows_v<Ts> || ...)>;
    template <class A> using Cast = movable_cast_t<A>;
    template <class A> static constexpr bool can_cast() { return true; }

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        static_assert(!(owns_storage_v<Ts> || ...),
                      "suture: a view that lives in its conversion (span, u16string_view, ...) "
                      "cannot be an alternative of a std::variant");
        flags &= ~(uint32_t) suture_load_explain; // what an alternative lacks is no error
        // Variants inside run the first pass without conversion too, so that theirs win as well.
        int found = attempt(src.ptr(), flags & ~(uint32_t) suture_load_convert, cleanup, indices());
        if (!found && (flags & suture_load_convert))
            found = attempt(src.ptr(), flags, cleanup, indices());
        return found > 0;
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return store<U>(src, policy, cleanup, indices());
    }
    static handle from_cpp(const Value *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }

    explicit operator Value *() { return &m_value.get(); }
    explicit operator Value &() { return m_value.get(); }
    explicit operator Value &&() { return (Value &&) m_value.get(); }

private:
    using indices = std::index_sequence_for<Ts...>;

    /// 1; 0: no alternative; -1: an error is set.
    template <size_t... Is>
    int attempt(PyObject *src, uint32_t flags, cleanup_list *cleanup,
                std::index_sequence<Is...>) noexcept {
        int found = 0;
        (void) ((found = attempt_one<Is, Ts>(src, flags, cleanup)) || ...);
        return found;
    }
    template <size_t I, class T>
    int attempt_one(PyObject *src, uint32_t flags, cleanup_list *cleanup) noexcept {
        make_caster<T> caster;
        // None stays allowed for a pointer if the argument itself allows it.
        uint32_t none = flags & (suture_load_accepts_none | suture_load_no_none);
        uint32_t part = element_flags<T>(flags) & ~(uint32_t) suture_load_accepts_none;
        if (!caster.from_python(src, part | none, cleanup) || !caster.template can_cast<T>())
            return PyErr_Occurred() ? -1 : 0;
        try {
            m_value.set([&] { return Value(std::in_place_index<I>, loaded<T>(caster)); });
            return 1;
        } catch (...) {
            conversion_threw();
            return -1;
        }
    }

    template <class U, class Variant, size_t... Is>
    static handle store(Variant &src, rv_policy policy, cleanup_list *cleanup,
                        std::index_sequence<Is...>) noexcept {
        PyObject *result = nullptr;
        bool found =
            ((src.index() == Is &&
              ((result = store_part<Ts, U>(*std::get_if<Is>(&src), policy, cleanup)), true)) ||
             ...);
        if (!found)
            PyErr_SetString(PyExc_ValueError, "the std::variant holds no value");
        return result;
    }

    lazy<Value> m_value;
};

} // namespace suture::detail
