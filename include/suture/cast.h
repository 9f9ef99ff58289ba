// SPDX-License-Identifier: BSD-3-Clause
// Conversions: the type_caster protocol, its built-in members and cast<T>().
//
// A user's own conversion is a specialisation of suture::detail::type_caster<T>:
//
//     template <> struct type_caster<point> {
//         SUTURE_TYPE_CASTER(point, const_name("tuple[int, int]"))
//         bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept;
//         static handle from_cpp(const point &p, rv_policy policy, cleanup_list *cleanup) noexcept;
//     };
//
// from_python stores the result in `value` and returns true, or clears any error and returns
// false. from_cpp returns a new reference, or a null handle with a Python error set.
#pragma once

#include <type_traits> // enable_if_t, remove_cv_t
#include <typeinfo>    // typeid
#include <utility>     // forward

#include "detail/identity.h"
#include "detail/missing_header.h"
#include "object.h"

namespace suture {

/// What happens to a C++ object that is returned to Python. `reference` keeps the `self` of a
/// method alive as long as the wrapper; `reference_raw` is nanobind's meaning of reference: the
/// caller guarantees the lifetime.
enum class rv_policy {
    automatic = suture_policy_automatic,
    automatic_reference = suture_policy_automatic_reference,
    take_ownership = suture_policy_take_ownership,
    copy = suture_policy_copy,
    move = suture_policy_move,
    reference = suture_policy_reference,
    reference_internal = suture_policy_reference_internal,
    none = suture_policy_none,
    reference_raw = suture_policy_reference_raw
};

namespace detail {

/// Flags of from_python.
enum cast_flags : uint32_t {
    convert = suture_load_convert,
    construct = suture_load_construct,
    accepts_none = suture_load_accepts_none,
    none_disallowed = suture_load_no_none,
    manual = suture_load_manual
};

/// What lives until the end of the current call, and who it is called on.
struct cleanup_list : suture_context {
    /// Adds a temporary; steals the reference.
    void append(PyObject *object) noexcept { rt::context_keep(this, object); }
    /// First argument of a method, or NULL.
    PyObject *self_object() const noexcept { return self; }
};

/// T without reference, pointer and const: what a caster is chosen by.
template <class T> struct intrinsic {
    using type = std::remove_cv_t<T>;
};
template <class T> struct intrinsic<T &> : intrinsic<T> {};
template <class T> struct intrinsic<T &&> : intrinsic<T> {};
template <class T> struct intrinsic<T *> : intrinsic<T> {};
template <class T> struct intrinsic<const T> : intrinsic<T> {};
template <> struct intrinsic<const char *> {
    using type = const char *;
};
template <> struct intrinsic<char *> {
    using type = const char *;
};
// A string literal.
template <size_t N> struct intrinsic<char[N]> : intrinsic<const char *> {};
template <size_t N> struct intrinsic<const char[N]> : intrinsic<const char *> {};
template <class T> using intrinsic_t = typename intrinsic<T>::type;

/// A C++ type as this module, and no other, refers to it. Zero-initialised but for the type_info
/// and a domain.
template <class T> inline SUTURE_HIDDEN suture_type_ref type_ref{&typeid(T), domain_text, 0};

/// The bound classes that a type text mentions.
template <class D> struct descr_types;
template <size_t N, class... Ts> struct descr_types<descr<N, Ts...>> {
    static constexpr suture_type_ref *value[sizeof...(Ts) + 1] = {&type_ref<Ts>..., nullptr};
};

/// Lets gc_reference() of std::function, std::shared_ptr, ... be found wherever it is declared:
/// `PyObject *gc_reference(const T &, gc_tag)`, the Python object whose only owner this is; see
/// gc.h.
struct gc_tag {};

/// Marks casters of bound classes.
struct instance_caster_base {};

template <class T, class = void> struct type_caster;
/// Where a dialect has users specialise a template of its own, it specialises this.
template <class T, class = void> struct caster_choice {
    using type = type_caster<T>;
};
template <class T> using make_caster = typename caster_choice<intrinsic_t<T>>::type;

/// Whether functions that the peers' authors wrote are taken as they are, and standard types
/// without their header as classes: a dialect specialises this where Suture itself refuses a
/// binding that cannot do what it seems to.
template <class A, class = void> struct is_lenient : std::false_type {};

/// True; a compile error for a standard type whose header is missing.
template <class T> constexpr bool checks_header() {
    if constexpr (!is_lenient<T>::value)
        assert_header_included<T>();
    return true;
}

/// Set by SUTURE_MAKE_OPAQUE: a bound class although a caster exists, or although it is an enum.
template <class T> struct is_opaque : std::false_type {};
/// type_caster<T, opaque> is the primary template: the caster of bound classes.
struct opaque {};

template <class T>
constexpr bool is_instance_v = std::is_base_of_v<instance_caster_base, make_caster<T>>;
template <class T> constexpr bool is_object_v = std::is_base_of_v<handle, intrinsic_t<T>>;

constexpr int integer_code(size_t size, bool is_signed) {
    switch (size) {
        case 1: return is_signed ? suture_code_i8 : suture_code_u8;
        case 2: return is_signed ? suture_code_i16 : suture_code_u16;
        case 4: return is_signed ? suture_code_i32 : suture_code_u32;
        case 8: return is_signed ? suture_code_i64 : suture_code_u64;
        default: return suture_code_void;
    }
}

/// Scalar code of an arithmetic type, suture_code_void for other types.
template <class T> constexpr uint8_t scalar_code() {
    if constexpr (std::is_same_v<T, bool>)
        return suture_code_bool;
    else if constexpr (std::is_same_v<T, char>)
        return suture_code_char;
    else if constexpr (std::is_integral_v<T>)
        return (uint8_t) integer_code(sizeof(T), std::is_signed_v<T>);
    else if constexpr (std::is_same_v<T, float>)
        return suture_code_f32;
    else if constexpr (std::is_same_v<T, double>)
        return suture_code_f64;
    else
        return suture_code_void;
}

template <class T>
constexpr bool is_character_v =
    std::is_same_v<T, wchar_t> || std::is_same_v<T, char16_t> || std::is_same_v<T, char32_t>;
/// Arithmetic types with a code of their own (long double converts through double).
template <class T>
constexpr bool is_scalar_v =
    std::is_arithmetic_v<T> && !is_character_v<T> && scalar_code<T>() != suture_code_void;

/// Value of a slot as scalar T, and back.
template <class T> SUTURE_INLINE T slot_get(const suture_slot &slot) {
    if constexpr (std::is_same_v<T, double>)
        return slot.f64;
    else if constexpr (std::is_same_v<T, float>)
        return slot.f32;
    else if constexpr (std::is_same_v<T, bool>)
        return (bool) (slot.i64 & 1);
    else
        return (T) slot.i64;
}
template <class T> SUTURE_INLINE void slot_set(suture_slot &slot, T value) {
    if constexpr (std::is_same_v<T, double>)
        slot.f64 = value;
    else if constexpr (std::is_same_v<T, float>)
        slot.f32 = value;
    else
        slot.i64 = (int64_t) value;
}

} // namespace detail

/// Declares the usual members of a caster: `value`, the cast operators and the type text.
#define SUTURE_TYPE_CASTER(T_, name_)                                                              \
    using Value = T_;                                                                              \
    static constexpr auto Name = name_;                                                            \
    template <class A_> using Cast = ::suture::detail::movable_cast_t<A_>;                         \
    template <class A_> static constexpr bool can_cast() { return true; }                          \
    explicit operator Value *() { return &value; }                                                 \
    explicit operator Value &() { return (Value &) value; }                                        \
    explicit operator Value &&() { return (Value &&) value; }                                      \
    template <class P_>                                                                            \
    static ::suture::handle from_cpp(P_ *p_, ::suture::rv_policy policy_,                          \
                                     ::suture::detail::cleanup_list *cleanup_) noexcept {          \
        return p_ ? ::suture::handle(from_cpp(*p_, policy_, cleanup_))                             \
                  : ::suture::handle(Py_None).inc_ref();                                           \
    }                                                                                              \
    Value value;

/// Makes a type that has a conversion (a std::vector, an enumeration) a bound class instead. At
/// global scope, before the first use of the type, in every translation unit that uses it.
#define SUTURE_MAKE_OPAQUE(...)                                                                    \
    namespace suture::detail {                                                                     \
    template <> struct is_opaque<__VA_ARGS__> : std::true_type {};                                 \
    template <> struct type_caster<__VA_ARGS__, void> : type_caster<__VA_ARGS__, opaque> {};       \
    }

namespace detail {

template <class T>
using movable_cast_t = std::conditional_t<
    std::is_pointer_v<T>, intrinsic_t<T> *,
    std::conditional_t<std::is_lvalue_reference_v<T>, intrinsic_t<T> &, intrinsic_t<T> &&>>;

/// Bound classes: a pointer into the Python instance.
template <class T, class> struct type_caster : instance_caster_base {
    static_assert(checks_header<T>());
    using Value = T;
    static constexpr auto Name = const_name<T>();
    template <class A>
    using Cast = std::conditional_t<std::is_pointer_v<std::remove_reference_t<A>>, T *,
                                    std::conditional_t<std::is_rvalue_reference_v<A>, T &&, T &>>;
    template <class A> bool can_cast() const noexcept {
        return std::is_pointer_v<std::remove_reference_t<A>> || value != nullptr;
    }
    T *value = nullptr;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        void *p = nullptr;
        bool ok = rt::instance_get(&type_ref<T>, src.ptr(), flags, cleanup, &p) > 0;
        value = (T *) p;
        return ok;
    }
    template <class U>
    static handle from_cpp(U &&v, rv_policy policy, cleanup_list *cleanup) noexcept {
        using Plain = std::remove_reference_t<U>;
        if constexpr (std::is_pointer_v<Plain>) {
            if (policy == rv_policy::automatic)
                policy = rv_policy::take_ownership;
            else if (policy == rv_policy::automatic_reference)
                policy = rv_policy::reference_raw;
            return rt::instance_put(&type_ref<T>, (void *) v, (int) policy, cleanup);
        } else {
            if (!std::is_lvalue_reference_v<U>)
                policy = rv_policy::move;
            else if (policy == rv_policy::automatic || policy == rv_policy::automatic_reference)
                policy = rv_policy::copy;
            return rt::instance_put(&type_ref<T>, (void *) &v, (int) policy, cleanup);
        }
    }
    explicit operator T *() { return value; }
    explicit operator T &() { return *value; }
    explicit operator T &&() { return (T &&) *value; }
};

/// What casters have in common that keep the value: as SUTURE_TYPE_CASTER, but for pointers.
template <class T> struct value_caster {
    using Value = T;
    template <class A> using Cast = movable_cast_t<A>;
    template <class A> static constexpr bool can_cast() { return true; }
    explicit operator T *() { return &value; }
    explicit operator T &() { return value; }
    explicit operator T &&() { return (T &&) value; }
    T value;
};

/// Arithmetic types; long double travels as double.
template <class T>
struct type_caster<T, std::enable_if_t<is_scalar_v<T> || std::is_same_v<T, long double>>>
    : value_caster<T> {
    static constexpr auto Name = const_name<std::is_same_v<T, bool>>(
        const_name("bool"),
        const_name<std::is_same_v<T, char>>(
            const_name("str"), const_name<std::is_floating_point_v<T>>("float", "int")));
    using Sent = std::conditional_t<std::is_same_v<T, long double>, double, T>;

    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        suture_slot slot;
        if (!rt::slot_load(scalar_code<Sent>(), src.ptr(), flags, &slot))
            return false;
        this->value = (T) slot_get<Sent>(slot);
        return true;
    }
    static handle from_cpp(T v, rv_policy, cleanup_list *) noexcept {
        suture_slot slot;
        slot_set<Sent>(slot, (Sent) v);
        return rt::slot_store(scalar_code<Sent>(), &slot);
    }
    static handle from_cpp(const T *v, rv_policy policy, cleanup_list *cleanup) noexcept {
        return v ? from_cpp(*v, policy, cleanup) : handle(Py_None).inc_ref();
    }
};

/// Enumerations bound with enum_.
template <class T> struct type_caster<T, std::enable_if_t<std::is_enum_v<T>>> : value_caster<T> {
    static constexpr auto Name = const_name<T>();
    static constexpr bool is_enum_caster = true;
    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        int64_t v;
        if (!rt::enum_load(&type_ref<T>, src.ptr(), flags, &v))
            return false;
        this->value = (T) v;
        return true;
    }
    static handle from_cpp(T v, rv_policy, cleanup_list *) noexcept {
        return rt::enum_store(&this_module, &type_ref<T>, (int64_t) v);
    }
    static handle from_cpp(const T *v, rv_policy policy, cleanup_list *cleanup) noexcept {
        return v ? from_cpp(*v, policy, cleanup) : handle(Py_None).inc_ref();
    }
};

/// const char *: valid while the str lives.
template <> struct type_caster<const char *> {
    static constexpr auto Name = const_name("str");
    using Value = const char *;
    template <class A> using Cast = const char *;
    template <class A> static constexpr bool can_cast() { return true; }
    const char *value = nullptr;
    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        suture_slot slot;
        if (!rt::slot_load(suture_code_cstr, src.ptr(), flags, &slot))
            return false;
        value = (const char *) slot.ptr;
        return true;
    }
    static handle from_cpp(const char *v, rv_policy, cleanup_list *) noexcept {
        suture_slot slot;
        slot.ptr = (void *) v;
        return rt::slot_store(suture_code_cstr, &slot);
    }
    explicit operator const char *() { return value; }
};

/// None.
template <> struct type_caster<decltype(nullptr)> : value_caster<decltype(nullptr)> {
    static constexpr auto Name = const_name("None");
    bool from_python(handle src, uint32_t, cleanup_list *) noexcept {
        value = nullptr;
        return src.ptr() == Py_None;
    }
    static handle from_cpp(decltype(nullptr), rv_policy, cleanup_list *) noexcept {
        return handle(Py_None).inc_ref();
    }
};

/// A wrapper that refers to nothing, whatever its default constructor makes.
template <class T> T null_wrapper() {
    if constexpr (std::is_base_of_v<object, T>)
        return T(handle(), steal_t());
    else
        return T();
}
/// Wrappers whose check depends on the flags of the conversion, as that of typed<> does.
template <class T, class = void> inline constexpr bool has_load_v = false;
template <class T>
inline constexpr bool
    has_load_v<T, decltype((void) T::load_(handle(), 0u, (cleanup_list *) nullptr))> = true;

/// Python wrapper types.
template <class T>
struct type_caster<T, std::enable_if_t<std::is_base_of_v<handle, T>>> : value_caster<T> {
    static constexpr auto Name = const_name(T::Name);

    type_caster() : value_caster<T>{null_wrapper<T>()} {}
    bool from_python(handle src, [[maybe_unused]] uint32_t flags,
                     [[maybe_unused]] cleanup_list *cleanup) noexcept {
        if constexpr (std::is_same_v<T, handle>) {
            this->value = src;
        } else {
            if constexpr (has_load_v<T>) {
                if (!T::load_(src, flags, cleanup))
                    return false;
            } else if constexpr (!std::is_same_v<T, object>) {
                if (!T::check_(src))
                    return false;
            }
            this->value = borrow<T>(src);
        }
        return true;
    }
    static handle from_cpp(const handle &src, rv_policy, cleanup_list *) noexcept {
        return src.inc_ref();
    }
};

/// Results `o.attr("x")` and `o["k"]`: what they refer to.
template <> struct type_caster<accessor> {
    using Value = accessor;
    static constexpr auto Name = const_name("object");
    static handle from_cpp(const accessor &src, rv_policy, cleanup_list *) noexcept {
        return handle(src.ptr_or_null()).inc_ref();
    }
};

/// Context of a conversion outside a call; releases what it kept.
struct manual_context : cleanup_list {
    manual_context() { rt::context_init(this); }
    ~manual_context() { rt::context_clear(this); }
};

/// Type text of T for messages: the caster's own, '%' unresolved.
template <class T> constexpr const char *caster_text() { return make_caster<T>::Name.text; }

/// Throws cast_error after a failed conversion to T.
template <class T> [[noreturn]] void raise_cast_to(handle source) {
    using Name = std::remove_cv_t<decltype(make_caster<T>::Name)>;
    raise_cast_error(source.ptr(), caster_text<T>(), descr_types<Name>::value);
}

/// Fails a cast with its own words; see raise_cast_error.
struct cast_failure {
    [[noreturn]] void operator()(PyObject *source, const char *expected,
                                 suture_type_ref *const *types) const {
        raise_cast_error(source, expected, types);
    }
};

/// cast<T>() that leaves a failure to `fail`, which throws.
template <class T, class Failure> T cast_or(handle h, bool convert, const Failure &fail) {
    using Caster = make_caster<T>;
    using Name = std::remove_cv_t<decltype(Caster::Name)>;
    manual_context context;
    Caster caster;
    uint32_t flags = suture_load_manual | suture_load_explain |
                     (convert ? (uint32_t) suture_load_convert : 0u) |
                     (std::is_pointer_v<T> ? (uint32_t) suture_load_accepts_none : 0u);
    if constexpr (is_instance_v<T> && (std::is_pointer_v<T> || std::is_reference_v<T>) )
        flags &= ~(uint32_t) suture_load_convert; // what a conversion makes ends with the cast
    if (!caster.from_python(h, flags, &context))
        fail(h.ptr(), caster_text<T>(), descr_types<Name>::value);
    if constexpr (is_instance_v<T> && !std::is_pointer_v<T>)
        return *caster.value;
    else if constexpr (is_instance_v<T> || std::is_same_v<intrinsic_t<T>, const char *>)
        return caster.value;
    else
        return static_cast<T>(caster.operator typename Caster::template Cast<T>());
}

} // namespace detail

/// C++ value of a Python object. With `convert`, implicit conversions are allowed.
/// Raises cast_error (TypeError) if there is no such conversion. A reference or pointer to a
/// bound class stays valid as long as `h` lives.
template <class T> T cast(handle h, bool convert = true) {
    static_assert(!(std::is_reference_v<T> || std::is_pointer_v<T>) || detail::is_instance_v<T> ||
                      std::is_same_v<detail::intrinsic_t<T>, const char *>,
                  "suture::cast<T>(): a reference or pointer can only be had to a bound class; "
                  "the value of other types lives in the caster and dies with it");
    return detail::cast_or<T>(h, convert, detail::cast_failure());
}

/// Tries the conversion: true and `out` set, or false.
template <class T> bool try_cast(handle h, T &out, bool convert = true) noexcept {
    detail::manual_context context;
    detail::make_caster<T> caster;
    uint32_t flags = suture_load_manual | (convert ? (uint32_t) suture_load_convert : 0u) |
                     (std::is_pointer_v<T> ? (uint32_t) suture_load_accepts_none : 0u);
    if constexpr (detail::is_instance_v<T> && std::is_pointer_v<T>)
        flags &= ~(uint32_t) suture_load_convert; // what a conversion makes ends with the cast
    if (!h.is_valid() || !caster.from_python(h, flags, &context)) {
        PyErr_Clear(); // some conversions say why
        return false;
    }
    try {
        if constexpr (detail::is_instance_v<T>) {
            if constexpr (std::is_pointer_v<T>)
                out = caster.value;
            else
                out = *caster.value;
        } else {
            out =
                static_cast<T>(caster.operator typename detail::make_caster<T>::template Cast<T>());
        }
        return true;
    } catch (...) { // of a copy constructor or assignment
        return false;
    }
}

/// Python object of a C++ value. Raises what the conversion raises.
template <class T>
object cast(T &&value, rv_policy policy = rv_policy::automatic_reference, handle parent = {}) {
    detail::manual_context context;
    context.self = parent.ptr();
    handle h = detail::make_caster<T>::from_cpp(std::forward<T>(value), policy, &context);
    if (!h.is_valid())
        detail::raise_python_error();
    return steal(h);
}

} // namespace suture
