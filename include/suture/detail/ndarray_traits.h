// SPDX-License-Identifier: BSD-3-Clause
// What the template arguments of ndarray mean: element types, shapes, orders, devices, frameworks.
#pragma once

#include <cstddef>     // offsetof
#include <type_traits> // conditional_t
#include <utility>     // index_sequence

#include "../cast.h"
#include "ndarray_service.h"

namespace suture {

/// The array may be read only.
struct ro {};
/// As many dimensions as arguments, of these sizes; -1 is any.
template <Py_ssize_t... Sizes> struct shape {};
/// In C (row-major) order, without gaps; in Fortran order; in either.
struct c_contig {};
struct f_contig {};
struct any_contig {};

namespace detail {
template <size_t... I> shape<(Py_ssize_t) (I - I - 1)...> any_shape(std::index_sequence<I...>);
} // namespace detail

/// N dimensions of any size.
template <size_t N> using ndim = decltype(detail::any_shape(std::make_index_sequence<N>()));

/// Where the elements are. `value` is DLPack's number.
namespace device {
#define SUTURE_DEVICE(name_, value_)                                                               \
    struct name_ {                                                                                 \
        static constexpr auto name = ::suture::detail::const_name(#name_);                         \
        static constexpr int32_t value = value_;                                                   \
        static constexpr bool is_device = true;                                                    \
    };
SUTURE_DEVICE(none, 0)
SUTURE_DEVICE(cpu, 1)
SUTURE_DEVICE(cuda, 2)
SUTURE_DEVICE(cuda_host, 3)
SUTURE_DEVICE(opencl, 4)
SUTURE_DEVICE(vulkan, 7)
SUTURE_DEVICE(metal, 8)
SUTURE_DEVICE(rocm, 10)
SUTURE_DEVICE(rocm_host, 11)
SUTURE_DEVICE(cuda_managed, 13)
SUTURE_DEVICE(oneapi, 14)
#undef SUTURE_DEVICE
} // namespace device

// What a result becomes in Python; an argument may come from anywhere.
#define SUTURE_FRAMEWORK(name_, value_, text_)                                                     \
    struct name_ {                                                                                 \
        static constexpr auto name = ::suture::detail::const_name(text_);                          \
        static constexpr uint8_t framework = value_;                                               \
    };
SUTURE_FRAMEWORK(no_framework, suture_ndarray_none, "ndarray")
SUTURE_FRAMEWORK(numpy, suture_ndarray_numpy, "numpy.ndarray")
SUTURE_FRAMEWORK(pytorch, suture_ndarray_pytorch, "torch.Tensor")
SUTURE_FRAMEWORK(tensorflow, suture_ndarray_tensorflow,
                 "tensorflow.python.framework.ops.EagerTensor")
SUTURE_FRAMEWORK(jax, suture_ndarray_jax, "jaxlib.xla_extension.DeviceArray")
SUTURE_FRAMEWORK(cupy, suture_ndarray_cupy, "cupy.ndarray")
SUTURE_FRAMEWORK(mlx, suture_ndarray_mlx, "mlx.core.array")
SUTURE_FRAMEWORK(memview, suture_ndarray_memview, "memoryview")
SUTURE_FRAMEWORK(array_api, suture_ndarray_array_api, "ArrayLike")
#undef SUTURE_FRAMEWORK

namespace detail {

/// Element types. To be specialised for others than numbers:
///
///     template <> struct dtype_traits<half> {
///         static constexpr dlpack::dtype value{(uint8_t) dlpack::dtype_code::Float, 16, 1};
///         static constexpr auto name = const_name("float16");
///     };
///
/// A structured type has record_dtype<T>() for a value, and `fields`, which arrays are held
/// against.
template <class T, class = void> struct dtype_traits {
    static constexpr bool is_missing = true;
};
/// Which class has the facts about T: dtype_traits, unless a dialect's specialisation says
/// otherwise.
template <class T, class = void> struct dtype_choice {
    using type = dtype_traits<T>;
};
template <class T> using dtype_facts = typename dtype_choice<T>::type;

template <class T>
struct dtype_traits<T, std::enable_if_t<std::is_arithmetic_v<T> && !is_character_v<T>>> {
    static constexpr bool is_bool = std::is_same_v<std::remove_cv_t<T>, bool>;
    static constexpr dlpack::dtype value{
        (uint8_t) (std::is_floating_point_v<T> ? dlpack::dtype_code::Float
                   : is_bool                   ? dlpack::dtype_code::Bool
                   : std::is_signed_v<T>       ? dlpack::dtype_code::Int
                                               : dlpack::dtype_code::UInt),
        (uint8_t) (sizeof(T) * 8), 1};
    static constexpr auto number = const_name<sizeof(T) * 8>();
    static constexpr auto name = const_name<is_bool>(
        const_name("bool"), const_name<std::is_floating_point_v<T>>(
                                const_name("float") + number,
                                const_name<std::is_signed_v<T>>(const_name("int") + number,
                                                                const_name("uint") + number)));
};

/// std::complex<T> without <complex>: any template of that shape whose value_type is its argument.
template <template <class> class C, class T>
struct dtype_traits<
    C<T>, std::enable_if_t<std::is_same_v<typename C<T>::value_type, T> &&
                           sizeof(C<T>) == 2 * sizeof(T) &&
                           dtype_facts<T>::value.code == (uint8_t) dlpack::dtype_code::Float>> {
    static constexpr dlpack::dtype value{(uint8_t) dlpack::dtype_code::Complex,
                                         (uint8_t) (sizeof(T) * 16), 1};
    static constexpr auto name = const_name("complex") + const_name<sizeof(T) * 16>();
};

template <class T, class = void> inline constexpr bool has_dtype_v = false;
template <class T>
inline constexpr bool
    has_dtype_v<T, std::void_t<decltype(dtype_facts<std::remove_cv_t<T>>::value)>> = true;

template <class T, class = void> struct dtype_fields {
    static constexpr const suture_ndarray_field *value = nullptr;
    static constexpr size_t count = 0;
};
template <class T> struct dtype_fields<T, std::void_t<decltype(dtype_facts<T>::fields)>> {
    static constexpr const suture_ndarray_field *value = dtype_facts<T>::fields;
    static constexpr size_t count = sizeof(dtype_facts<T>::fields) / sizeof(suture_ndarray_field);
    static_assert(count < 256, "suture: a structured dtype has at most 255 fields");
};

/// The template arguments, merged from the last to the first.
template <class... Args> struct ndarray_arguments;
struct unshaped {};
template <> struct ndarray_arguments<> {
    using scalar = void;
    using shape = unshaped;
    using device_tag = device::none;
    using framework = no_framework;
    static constexpr char order = 0;
    static constexpr bool read_only = false;
};

template <class T, class = void> inline constexpr bool is_device_v = false;
template <class T> inline constexpr bool is_device_v<T, std::enable_if_t<T::is_device>> = true;
template <class T, class = void> inline constexpr bool is_framework_v = false;
template <class T>
inline constexpr bool is_framework_v<T, std::enable_if_t<(T::framework < 255)>> = true;

template <class T, class Rest, class = void> struct ndarray_argument : Rest {
    static_assert(has_dtype_v<T>,
                  "suture::ndarray<...>: an argument is neither a tag nor an element type; for an "
                  "element type of your own, specialise suture::detail::dtype_traits");
    using scalar = T;
    static constexpr bool read_only = Rest::read_only || std::is_const_v<T>;
};
template <class T, class Rest>
struct ndarray_argument<T, Rest, std::enable_if_t<is_device_v<T>>> : Rest {
    using device_tag = T;
};
template <class T, class Rest>
struct ndarray_argument<T, Rest, std::enable_if_t<is_framework_v<T>>> : Rest {
    using framework = T;
};
template <class Rest> struct ndarray_argument<ro, Rest> : Rest {
    static constexpr bool read_only = true;
};
template <class Rest> struct ndarray_argument<c_contig, Rest> : Rest {
    static constexpr char order = 'C';
};
template <class Rest> struct ndarray_argument<f_contig, Rest> : Rest {
    static constexpr char order = 'F';
};
template <class Rest> struct ndarray_argument<any_contig, Rest> : Rest {
    static constexpr char order = 'A';
};
template <Py_ssize_t... Sizes, class Rest> struct ndarray_argument<shape<Sizes...>, Rest> : Rest {
    using shape = suture::shape<Sizes...>;
};
template <class T, class... Rest>
struct ndarray_arguments<T, Rest...> : ndarray_argument<T, ndarray_arguments<Rest...>> {};

/// A shape as constants and as text.
template <class Shape> struct shape_facts {
    static constexpr int32_t ndim = -1;
    static constexpr const int64_t *sizes = nullptr;
    static constexpr bool fixed = false;
};
constexpr auto size_name_join() { return const_name(""); }
template <Py_ssize_t N> constexpr auto size_name() {
    if constexpr (N < 0)
        return const_name("*");
    else
        return const_name<(size_t) N>();
}
template <Py_ssize_t... Sizes> struct shape_facts<shape<Sizes...>> {
    static_assert(((Sizes >= -1) && ...), "suture: a size of suture::shape<> is a number or -1");
    static constexpr int32_t ndim = (int32_t) sizeof...(Sizes);
    static constexpr int64_t list[sizeof...(Sizes) + 1] = {(int64_t) Sizes..., 0};
    static constexpr const int64_t *sizes = list;
    static constexpr bool fixed = ((Sizes >= 0) && ...);
    static constexpr auto name =
        const_name("shape=(") + concat(size_name<Sizes>()...) + const_name(")");
};

/// "first, second", or one of them where the other is empty.
template <size_t N, size_t M> constexpr auto joined(const descr<N> &a, const descr<M> &b) {
    if constexpr (N == 0)
        return b;
    else if constexpr (M == 0)
        return a;
    else
        return a + const_name(", ") + b;
}

/// The type text, in upstream's words: ndarray[dtype=float32, shape=(*, 3), order='C'].
template <class A> constexpr auto ndarray_name() {
    constexpr auto dtype = [] {
        if constexpr (std::is_void_v<typename A::scalar>)
            return const_name("");
        else
            return const_name("dtype=") + dtype_facts<std::remove_cv_t<typename A::scalar>>::name;
    }();
    constexpr auto shape = [] {
        if constexpr (std::is_same_v<typename A::shape, unshaped>)
            return const_name("");
        else
            return shape_facts<typename A::shape>::name;
    }();
    constexpr auto order = [] {
        if constexpr (A::order == 0)
            return const_name("");
        else
            return const_name("order='") + descr<1>{{A::order, 0}} + const_name("'");
    }();
    constexpr auto place = [] {
        if constexpr (A::device_tag::value == 0)
            return const_name("");
        else
            return const_name("device='") + A::device_tag::name + const_name("'");
    }();
    constexpr auto access = const_name<A::read_only>("writable=False", "");
    constexpr auto all = joined(joined(joined(joined(dtype, shape), order), place), access);
    if constexpr (sizeof(all.text) == 1)
        return A::framework::name;
    else
        return A::framework::name + const_name("[") + all + const_name("]");
}

template <class T> struct dtype_text {
    static constexpr auto value = dtype_facts<T>::name;
};

template <class A> constexpr suture_ndarray_config make_ndarray_config() {
    using Shape = shape_facts<typename A::shape>;
    suture_ndarray_config c{};
    c.ndim = Shape::ndim;
    c.shape = Shape::sizes;
    c.device_type = A::device_tag::value;
    c.order = (uint8_t) A::order;
    c.read_only = A::read_only;
    c.framework = A::framework::framework;
    if constexpr (!std::is_void_v<typename A::scalar>) {
        using T = std::remove_cv_t<typename A::scalar>;
        c.dtype = dtype_facts<T>::value;
        c.fields = dtype_fields<T>::value;
        c.nfields = (uint8_t) dtype_fields<T>::count;
        c.dtype_name = dtype_text<T>::value.text;
    }
    return c;
}
template <class A> inline constexpr suture_ndarray_config ndarray_config = make_ndarray_config<A>();

/// dtype of a structured type: opaque, of its size.
template <class T> constexpr dlpack::dtype record_dtype() {
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) < 65536,
                  "suture: an array element is trivially copyable and smaller than 64 KiB");
    return {(uint8_t) dlpack::dtype_code::Handle, 8, (uint16_t) sizeof(T)};
}

} // namespace detail

/// The DLPack type of T.
template <class T> constexpr dlpack::dtype dtype() {
    if constexpr (std::is_void_v<T>) {
        return {};
    } else {
        static_assert(detail::has_dtype_v<T>, "suture::dtype<T>(): not an element type; specialise "
                                              "suture::detail::dtype_traits<T>");
        return detail::dtype_facts<std::remove_cv_t<T>>::value;
    }
}

} // namespace suture
