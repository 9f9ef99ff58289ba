// SPDX-License-Identifier: BSD-3-Clause
// What may follow the name of a class in a binding, beside its documentation.
#pragma once

#include "attributes.h"

namespace suture {

/// Instances have a __dict__.
struct dynamic_attr {
    static constexpr int class_flag = suture_type_dynamic_attr;
};
/// Instances can be weakly referenced.
struct is_weak_referenceable {
    static constexpr int class_flag = suture_type_weakref;
};
/// No Python class can derive from it.
struct is_final {
    static constexpr int class_flag = suture_type_final;
};
/// `Cls[int]` is a types.GenericAlias.
struct is_generic {
    static constexpr int class_flag = suture_type_generic;
};
/// Other modules do not see the class.
struct module_local {
    bool value;
    constexpr explicit module_local(bool value = true) : value(value) {}
};
/// The C++ destructor is not called.
struct never_destruct {
    static constexpr int class_flag = suture_type_never_destruct;
};
/// The C++ destructor runs without the GIL; what Python it calls takes it again. Also for derived
/// classes, whose destructors end with this one.
struct destroy_without_gil {
    static constexpr int class_flag = suture_type_release_gil;
};
/// Metaclass of the Python class.
struct metaclass {
    static constexpr char letter = 'm';
    PyObject *value;
    explicit metaclass(handle h) : value(h.ptr()) {}
};
/// Raw slots, as PyType_FromSpec takes them; ends with {0, nullptr}.
struct type_slots {
    static constexpr char letter = 'z';
    const PyType_Slot *value;
    constexpr explicit type_slots(const PyType_Slot *value) : value(value) {}
};
/// Zero-initialised storage of type T beside the class: supplement<T>(type).
template <class T> struct supplement_for {};
/// A Python base class besides the bound ones.
struct python_base {
    static constexpr char letter = 'e';
    PyObject *value;
    explicit python_base(handle h) : value(h.ptr()) {}
};
/// `set_self(T *, PyObject *)`: the object learns of its Python instance.
template <class T> struct intrusive_ptr {
    static constexpr char letter = 'i';
    void (*value)(T *, PyObject *) noexcept;
    explicit intrusive_ptr(void (*value)(T *, PyObject *) noexcept) : value(value) {}
};

/// A hint that many instances come and go: accepted and ignored, since the runtime allocates
/// instances from CPython's own pools of small blocks.
struct pooled {
    constexpr explicit pooled(uint32_t = 128) {}
};

namespace detail {

template <> struct attribute<pooled> : attribute<no_attribute> {
    static void put(const void **, pooled) {}
};
/// A bit of suture_type_flags.
template <class T> struct attribute<T, std::enable_if_t<(T::class_flag > 0)>> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "g";
    SUTURE_INLINE static void put(const void **w, const T &) {
        w[0] = (const void *) (uintptr_t) T::class_flag;
    }
};
template <> struct attribute<module_local> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "g";
    SUTURE_INLINE static void put(const void **w, module_local l) {
        w[0] = (const void *) (uintptr_t) (l.value ? suture_type_module_local : 0);
    }
};
template <class T> struct attribute<T, std::enable_if_t<std::is_base_of_v<handle, T>>> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "e";
    SUTURE_INLINE static void put(const void **w, handle h) { w[0] = h.ptr(); }
};
template <> struct attribute<accessor> { // `Base[T]`: the class keeps what it names
    static constexpr size_t words = 1;
    static constexpr char format[] = "e";
    SUTURE_INLINE static void put(const void **w, const accessor &a) { w[0] = a.ptr(); }
};
template <class T> struct attribute<supplement_for<T>> {
    static constexpr size_t words = 1;
    static constexpr char format[] = "u";
    SUTURE_INLINE static void put(const void **w, supplement_for<T>) {
        static_assert(std::is_trivially_default_constructible_v<T>,
                      "suture: a supplement starts as zero bytes");
        w[0] = (const void *) (uintptr_t) sizeof(T);
    }
};

} // namespace detail
} // namespace suture
