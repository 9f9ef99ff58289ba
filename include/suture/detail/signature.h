// SPDX-License-Identifier: BSD-3-Clause
// The constant description of a C++ signature: codes, and references to types and casters.
#pragma once

#include <new> // placement new

#include "../cast.h"

namespace suture::detail {

template <class... T> struct pack {};

/// Placeholder parameter of constructors: storage for Self.
struct self_storage {};

template <class T, class = void> struct object_code : std::integral_constant<int, 0> {};
template <class T>
struct object_code<T, std::enable_if_t<(T::code > 0)>> : std::integral_constant<int, T::code> {};

template <class T, class = void> struct is_plain_enum : std::false_type {};
template <class T>
struct is_plain_enum<T, std::enable_if_t<make_caster<T>::is_enum_caster>> : std::true_type {};

/// Kinds of parameter and result that the runtime converts by a code alone, by a bound class, or
/// by a caster.
enum class conversion { scalar, text, object, enumeration, instance, caster };

template <class A> constexpr conversion conversion_of() {
    using T = intrinsic_t<A>;
    using Plain = std::remove_reference_t<A>;
    if constexpr (std::is_same_v<T, const char *>)
        return conversion::text;
    else if constexpr (is_scalar_v<T> && !std::is_pointer_v<Plain>)
        return conversion::scalar;
    else if constexpr (std::is_base_of_v<handle, T>)
        return object_code<T>::value > 0 && !std::is_pointer_v<Plain> ? conversion::object
                                                                      : conversion::caster;
    else if constexpr (is_instance_v<T>)
        return conversion::instance;
    else if constexpr (std::is_enum_v<T> && !std::is_pointer_v<Plain>)
        return is_plain_enum<T>::value ? conversion::enumeration : conversion::caster;
    else
        return conversion::caster;
}

/// Code of a parameter of type A of a member of Self.
template <class Self, class A> constexpr uint8_t argument_code() {
    using T = intrinsic_t<A>;
    if constexpr (std::is_same_v<A, self_storage>) {
        return suture_code_self_new;
    } else {
        constexpr conversion kind = conversion_of<A>();
        constexpr bool pointer = std::is_pointer_v<std::remove_reference_t<A>>;
        if constexpr (kind == conversion::text)
            return suture_code_cstr;
        else if constexpr (kind == conversion::scalar)
            return scalar_code<T>();
        else if constexpr (kind == conversion::object)
            return (uint8_t) object_code<T>::value;
        else if constexpr (kind == conversion::enumeration)
            return suture_code_enum;
        else if constexpr (kind == conversion::instance && std::is_same_v<T, Self>)
            return pointer ? suture_code_self_ptr : suture_code_self_ref;
        else if constexpr (kind == conversion::instance)
            return pointer ? suture_code_ptr : suture_code_ref;
        else
            return suture_code_caster;
    }
}

template <class Self, class R> constexpr uint8_t result_code() {
    if constexpr (std::is_void_v<R>)
        return suture_code_void;
    else if constexpr (conversion_of<R>() == conversion::instance && !std::is_reference_v<R> &&
                       !std::is_pointer_v<R>)
        return std::is_same_v<intrinsic_t<R>, Self> ? suture_code_self_value : suture_code_value;
    else
        return argument_code<Self, R>();
}

// --- casters as tables ---------------------------------------------------------------------------

/// Constant with an address, for type texts.
template <class Caster> struct caster_name {
    static constexpr auto value = Caster::Name;
};

template <class Caster>
int caster_load(void *storage, PyObject *source, uint32_t flags, suture_context *context) {
    Caster *caster = new (storage) Caster();
    if (caster->from_python(handle(source), flags, static_cast<cleanup_list *>(context)))
        return 1;
    caster->~Caster();
    return 0;
}
template <class Caster> void caster_destroy(void *storage) { ((Caster *) storage)->~Caster(); }

/// R is the C++ result: a value in the buffer, or a reference or pointer to one elsewhere.
template <class Caster, class R>
PyObject *caster_store(void *value, int policy, suture_context *context) {
    using Value = std::remove_cv_t<std::remove_pointer_t<std::remove_reference_t<R>>>;
    auto *list = static_cast<cleanup_list *>(context);
    if constexpr (std::is_pointer_v<std::remove_reference_t<R>>) {
        if (!value)
            return handle(Py_None).inc_ref().ptr();
        if constexpr (std::is_void_v<Value>)
            return Caster::from_cpp(value, (rv_policy) policy, list).ptr();
        else
            return Caster::from_cpp(*(Value *) value, (rv_policy) policy, list).ptr();
    } else if constexpr (std::is_lvalue_reference_v<R>) {
        return Caster::from_cpp(*(Value *) value, (rv_policy) policy, list).ptr();
    } else {
        return Caster::from_cpp(std::move(*(Value *) value), (rv_policy) policy, list).ptr();
    }
}
template <class Value> void destroy_value(void *value) { ((Value *) value)->~Value(); }

template <class Caster> constexpr void (*destroy_caster())(void *) {
    if constexpr (std::is_trivially_destructible_v<Caster>)
        return nullptr;
    else
        return caster_destroy<Caster>;
}
template <class R> constexpr void (*destroy_result())(void *) {
    if constexpr (std::is_reference_v<R> || std::is_pointer_v<R> ||
                  std::is_trivially_destructible_v<R>)
        return nullptr;
    else
        return destroy_value<std::remove_cv_t<R>>;
}

/// For arguments: loads only.
template <class A>
inline constexpr suture_caster argument_caster = {
    (uint32_t) sizeof(make_caster<A>),
    (uint32_t) alignof(make_caster<A>),
    0,
    1,
    caster_load<make_caster<A>>,
    nullptr,
    destroy_caster<make_caster<A>>(),
    nullptr,
    caster_name<make_caster<A>>::value.text,
    descr_types<std::remove_cv_t<decltype(make_caster<A>::Name)>>::value};

/// For results: stores only.
template <class R>
inline constexpr suture_caster result_caster = {
    0,
    1,
    std::is_reference_v<R> || std::is_pointer_v<R> ? 0
                                                   : (uint32_t) sizeof(std::remove_reference_t<R>),
    std::is_reference_v<R> || std::is_pointer_v<R> ? 1
                                                   : (uint32_t) alignof(std::remove_reference_t<R>),
    nullptr,
    caster_store<make_caster<R>, R>,
    nullptr,
    destroy_result<R>(),
    caster_name<make_caster<R>>::value.text,
    descr_types<std::remove_cv_t<decltype(make_caster<R>::Name)>>::value};

/// For data members: loads and stores.
template <class D>
inline constexpr suture_caster member_caster = {
    (uint32_t) sizeof(make_caster<D>),
    (uint32_t) alignof(make_caster<D>),
    0,
    1,
    caster_load<make_caster<D>>,
    caster_store<make_caster<D>, D &>,
    destroy_caster<make_caster<D>>(),
    nullptr,
    caster_name<make_caster<D>>::value.text,
    descr_types<std::remove_cv_t<decltype(make_caster<D>::Name)>>::value};

// --- signatures ----------------------------------------------------------------------------------

constexpr bool code_has_ref(int code) {
    return code == suture_code_ref || code == suture_code_ptr || code == suture_code_value ||
           code == suture_code_enum || code == suture_code_caster;
}

template <class Self, class A> constexpr const void *argument_ref() {
    constexpr int code = argument_code<Self, A>();
    if constexpr (code == suture_code_caster)
        return &argument_caster<intrinsic_t<A>>;
    else if constexpr (code_has_ref(code))
        return &type_ref<intrinsic_t<A>>;
    else
        return nullptr;
}
template <class Self, class R> constexpr const void *result_ref() {
    constexpr int code = result_code<Self, R>();
    if constexpr (code == suture_code_caster)
        return &result_caster<R>;
    else if constexpr (code_has_ref(code))
        return &type_ref<intrinsic_t<R>>;
    else
        return nullptr;
}

template <size_t N> struct plain_signature {
    uint8_t nargs, nrefs;
    uint8_t codes[N + 1];
};
template <size_t N, size_t R> struct reference_signature {
    uint8_t nargs, nrefs;
    uint8_t codes[N + 1];
    const void *refs[R];
};

/// Signatures without references are shared by their codes: `float(T &)` is one for all classes.
template <uint8_t... Codes>
inline constexpr plain_signature<sizeof...(Codes) - 1> signature_by_codes = {
    (uint8_t) (sizeof...(Codes) - 1), 0, {Codes...}};

template <size_t References, class Self, class R, class... A>
constexpr auto make_reference_signature() {
    constexpr size_t n = sizeof...(A);
    reference_signature<n, References> s{(uint8_t) n,
                                         (uint8_t) References,
                                         {result_code<Self, R>(), argument_code<Self, A>()...},
                                         {}};
    const void *all[] = {result_ref<Self, R>(), argument_ref<Self, A>()...};
    size_t at = 0;
    // By code: UBSan of g++ takes the address of a table for no constant if compared.
    for (size_t i = 0; i <= n; ++i)
        if (code_has_ref(s.codes[i]))
            s.refs[at++] = all[i];
    return s;
}
template <size_t References, class Self, class R, class... A>
inline constexpr auto reference_signature_of =
    make_reference_signature<References, Self, R, A...>();

/// The constant description of R(A...); Self is the class that it is a member of, or void.
template <class Self, class R, class... A> SUTURE_INLINE const suture_signature *signature_of() {
    static_assert(sizeof...(A) <= 250, "suture: a function takes at most 250 arguments");
    constexpr size_t references =
        (size_t) code_has_ref(result_code<Self, R>()) +
        ((size_t) code_has_ref(argument_code<Self, A>()) + ... + (size_t) 0);
    if constexpr (references == 0)
        return (const suture_signature
                    *) &signature_by_codes<result_code<Self, R>(), argument_code<Self, A>()...>;
    else
        return (const suture_signature *) &reference_signature_of<references, Self, R, A...>;
}

} // namespace suture::detail
