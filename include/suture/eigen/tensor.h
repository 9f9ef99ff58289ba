// SPDX-License-Identifier: BSD-3-Clause
// Eigen's tensors. Tensor and expressions travel by value, as arrays of NumPy; TensorMap and
// TensorRef refer to the elements of an array without gaps in the tensor's own order.
#pragma once

#include <unsupported/Eigen/CXX11/Tensor> // Tensor, TensorMap, TensorRef

#include "../capsule.h"
#include "../detail/array_result.h"
#include "../ndarray.h"

namespace suture::detail {

template <class T>
inline constexpr bool is_eigen_tensor_v =
    std::is_base_of_v<Eigen::TensorBase<T, Eigen::ReadOnlyAccessors>, T>;
template <class T> inline constexpr bool is_eigen_tensor_plain_v = false;
template <class S, int N, int Options, class I>
inline constexpr bool is_eigen_tensor_plain_v<Eigen::Tensor<S, N, Options, I>> = true;
template <class T> inline constexpr bool is_eigen_tensor_map_v = false;
template <class T, int Options, template <class> class Pointer>
inline constexpr bool is_eigen_tensor_map_v<Eigen::TensorMap<T, Options, Pointer>> = true;
template <class T> inline constexpr bool is_eigen_tensor_ref_v = false;
template <class T> inline constexpr bool is_eigen_tensor_ref_v<Eigen::TensorRef<T>> = true;

/// Arrays that a plain tensor type, which may be const, stands for.
template <class T> struct eigen_tensor_facts {
    static constexpr size_t rank = (size_t) T::NumIndices;
    static constexpr bool row_major = (int) T::Layout == (int) Eigen::RowMajor;
    using Index = typename T::Index;
    using Scalar =
        std::conditional_t<std::is_const_v<T>, const typename T::Scalar, typename T::Scalar>;
    using Order = std::conditional_t<row_major, c_contig, f_contig>;
    using Shape = ndim<rank>;
    using Array = ndarray<numpy, Scalar, Shape, Order>;
    using Dimensions = Eigen::DSizes<Index, (int) rank>;

    static Dimensions dimensions(const Array &a) {
        Dimensions result;
        for (size_t i = 0; i < rank; ++i)
            result[i] = (Index) a.shape(i);
        return result;
    }
    /// Array over the elements of `t`, which `owner` keeps alive.
    template <class Tensor> static Array view(Tensor &t, handle owner) {
        size_t sizes[rank + 1] = {};
        for (size_t i = 0; i < rank; ++i)
            sizes[i] = (size_t) t.dimension(i);
        return Array((typename Array::VoidPtr) t.data(), rank, sizes, owner);
    }
};

/// Tensor: an argument is a copy, a result is moved to the heap.
template <class T>
struct type_caster<T, std::enable_if_t<is_eigen_tensor_plain_v<T>>> : value_caster<T> {
    using Facts = eigen_tensor_facts<T>;
    static constexpr bool IsRowMajor = Facts::row_major;
    static constexpr auto Name = Facts::Array::Name;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        using Source = eigen_tensor_facts<const T>;
        make_caster<typename Source::Array> caster;
        if (!caster.from_python(src, flags & ~(uint32_t) suture_load_accepts_none, cleanup))
            return false;
        try {
            this->value =
                Eigen::TensorMap<const T>(caster.value.data(), Source::dimensions(caster.value));
            return true;
        } catch (...) {
            return conversion_threw();
        }
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&t, rv_policy policy, cleanup_list *cleanup) noexcept {
        using Own = eigen_tensor_facts<std::remove_reference_t<U>>;
        return guarded_result([&]() -> handle {
            if (std::is_lvalue_reference_v<U>) {
                return make_caster<typename Own::Array>::from_cpp(
                    Own::view(t, handle()), chosen_policy(policy, rv_policy::copy), cleanup);
            }
            T *kept = new T(std::forward<U>(t));
            capsule owner(kept, [](void *p) { delete (T *) p; });
            return make_caster<typename Facts::Array>::from_cpp(Facts::view(*kept, owner),
                                                                rv_policy::automatic, cleanup);
        });
    }
    static handle from_cpp(const T *t, rv_policy policy, cleanup_list *cleanup) noexcept {
        return t ? from_cpp(*t, policy, cleanup) : handle(Py_None).inc_ref();
    }
};

/// Expressions: results only, evaluated.
template <class T>
struct type_caster<T, std::enable_if_t<is_eigen_tensor_v<T> && !is_eigen_tensor_plain_v<T> &&
                                       !is_eigen_tensor_map_v<T> && !is_eigen_tensor_ref_v<T>>> {
    using Known = Eigen::internal::traits<T>;
    using Plain = Eigen::Tensor<std::remove_const_t<typename Known::Scalar>, Known::NumDimensions,
                                Known::Layout, typename Known::Index>;
    using Value = T;
    static constexpr auto Name = make_caster<Plain>::Name;
    template <class A> using Cast = movable_cast_t<A>;
    static handle from_cpp(const T &t, rv_policy, cleanup_list *cleanup) noexcept {
        return guarded_result([&]() -> handle {
            return make_caster<Plain>::from_cpp(Plain(t), rv_policy::move, cleanup);
        });
    }
};

/// What TensorMap and TensorRef have in common: an array that is never a copy.
template <class T> struct eigen_tensor_view {
    using Facts = eigen_tensor_facts<T>;
    using Array = typename Facts::Array;
    static constexpr auto Name = Array::Name;
    using Traits = caster_facts<true>;
    template <class A> static constexpr bool can_cast() { return true; }

protected:
    /// `alignment` in bytes, 0: any.
    bool load(handle src, uint32_t flags, cleanup_list *cleanup, uintptr_t alignment) noexcept {
        make_caster<Array> caster;
        const uint32_t exact = flags & ~(uint32_t) (suture_load_convert | suture_load_accepts_none);
        if (!caster.from_python(src, exact, cleanup))
            return false;
        m_array = std::move(caster.value);
        if (alignment == 0 || (uintptr_t) m_array.data() % alignment == 0)
            return true;
        if (flags & suture_load_explain)
            PyErr_Format(PyExc_TypeError, "its elements are not aligned to %d bytes",
                         (int) alignment);
        return false;
    }
    Eigen::TensorMap<T> map() const {
        return Eigen::TensorMap<T>(m_array.data(), Facts::dimensions(m_array));
    }
    Array m_array;
};

template <class T, int Options>
struct type_caster<Eigen::TensorMap<T, Options>> : eigen_tensor_view<T> {
    using Value = Eigen::TensorMap<T, Options>;
    using Facts = eigen_tensor_facts<T>;
    template <class A> using Cast = Value;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        return this->load(src, flags, cleanup, (uintptr_t) Options & Eigen::AlignedMask);
    }
    static handle from_cpp(const Value &t, rv_policy policy, cleanup_list *cleanup) noexcept {
        policy = chosen_policy(policy, rv_policy::reference);
        return guarded_result([&]() -> handle {
            return make_caster<typename Facts::Array>::from_cpp(Facts::view(t, handle()), policy,
                                                                cleanup);
        });
    }
    explicit operator Value() {
        return Value(this->m_array.data(), Facts::dimensions(this->m_array));
    }
};

template <class T> struct type_caster<Eigen::TensorRef<T>> : eigen_tensor_view<T> {
    using Value = Eigen::TensorRef<T>;
    using Plain = std::remove_const_t<T>;
    template <class A> using Cast = Value;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        return this->load(src, flags, cleanup, 0);
    }
    /// What it refers to may be an expression: a result is evaluated.
    static handle from_cpp(const Value &t, rv_policy, cleanup_list *cleanup) noexcept {
        return guarded_result([&]() -> handle {
            return make_caster<Plain>::from_cpp(Plain(t), rv_policy::move, cleanup);
        });
    }
    explicit operator Value() { return Value(this->map()); }
};

} // namespace suture::detail
