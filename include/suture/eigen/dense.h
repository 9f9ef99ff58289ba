// SPDX-License-Identifier: BSD-3-Clause
// Eigen's dense types. Matrix, Array and expressions travel by value, as arrays of NumPy; Map and
// Ref refer to the elements of an array. The strides of a Map or Ref are those of its type: what an
// array does not have is refused, but for Ref<const T>, which then gets a copy.
#pragma once

#include <Eigen/Core> // Matrix, Array, Map, Ref

#include "../capsule.h"
#include "../detail/array_result.h"
#include "../ndarray.h"

namespace suture {

/// Any strides; the types that have them.
using DStride = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
template <class T> using DRef = Eigen::Ref<T, 0, DStride>;
template <class T> using DMap = Eigen::Map<T, 0, DStride>;
/// Any outer stride, elements of a row (or column) side by side.
using DStride1 = Eigen::Stride<Eigen::Dynamic, 1>;
template <class T> using DRef1 = Eigen::Ref<T, 0, DStride1>;
template <class T> using DMap1 = Eigen::Map<T, 0, DStride1>;

namespace detail {

template <class T>
inline constexpr bool is_eigen_dense_v = std::is_base_of_v<Eigen::DenseBase<T>, T>;
template <class T>
inline constexpr bool is_eigen_plain_v =
    std::is_base_of_v<Eigen::PlainObjectBase<std::remove_const_t<T>>, std::remove_const_t<T>>;
template <class T> struct is_eigen_view : std::false_type {};
template <class T, int Options, class Stride>
struct is_eigen_view<Eigen::Map<T, Options, Stride>> : std::true_type {};
template <class T, int Options, class Stride>
struct is_eigen_view<Eigen::Ref<T, Options, Stride>> : std::true_type {};

/// Shape and element type of an Eigen type, in ndarray's words.
template <class T> struct eigen_facts {
    static constexpr bool is_vector = T::IsVectorAtCompileTime;
    static constexpr bool is_const = std::is_const_v<T>;
    using scalar = std::conditional_t<is_const, const typename T::Scalar, typename T::Scalar>;
    using shape = std::conditional_t<is_vector, suture::shape<T::SizeAtCompileTime>,
                                     suture::shape<T::RowsAtCompileTime, T::ColsAtCompileTime>>;
    using order = std::conditional_t<T::IsRowMajor || is_vector, c_contig, f_contig>;
    /// As a result, or where any strides will do.
    using array = ndarray<numpy, scalar, shape>;
    /// Without gaps in the type's own order.
    using dense_array = ndarray<numpy, scalar, shape, order>;
};

/// Array over the elements of `t`, which `owner` keeps alive.
template <class Array, class T> Array eigen_view(T &t, handle owner) {
    const size_t shape[2] = {(size_t) (T::IsVectorAtCompileTime ? t.size() : t.rows()),
                             (size_t) t.cols()};
    int64_t strides[2] = {t.innerStride(), t.outerStride()};
    if constexpr (!T::IsVectorAtCompileTime && T::IsRowMajor) {
        strides[0] = t.outerStride();
        strides[1] = t.innerStride();
    }
    return Array((typename Array::VoidPtr) t.data(), T::IsVectorAtCompileTime ? 1 : 2, shape, owner,
                 strides);
}

template <class Array>
handle eigen_store(const Array &array, rv_policy policy, cleanup_list *cleanup) noexcept {
    return make_caster<Array>::from_cpp(array, policy, cleanup);
}

/// Matrix and Array: an argument is a copy; a large result is moved to the heap, a small one
/// copied.
template <class T>
struct type_caster<T, std::enable_if_t<is_eigen_plain_v<T> && has_dtype_v<typename T::Scalar>>>
    : value_caster<T> {
    using Facts = eigen_facts<T>;
    using Source = ndarray<numpy, const typename T::Scalar, typename Facts::shape>;
    static constexpr auto Name = Facts::array::Name;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        make_caster<Source> caster;
        if (!caster.from_python(src, flags & ~(uint32_t) suture_load_accepts_none, cleanup))
            return false;
        try {
            assign(caster.value.view());
            return true;
        } catch (...) {
            return conversion_threw();
        }
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&t, rv_policy policy, cleanup_list *cleanup) noexcept {
        using Array = typename eigen_facts<std::remove_reference_t<U>>::array;
        if (!std::is_lvalue_reference_v<U>)
            policy = rv_policy::move;
        else
            policy = chosen_policy(policy, rv_policy::copy);
        return guarded_result([&]() -> handle {
            constexpr size_t worth_moving = 1024;
            const bool large = T::SizeAtCompileTime == Eigen::Dynamic &&
                               (size_t) t.size() * sizeof(typename T::Scalar) >= worth_moving;
            if (policy == rv_policy::move && large) {
                T *kept = new T(std::forward<U>(t));
                capsule owner(kept, [](void *p) { delete (T *) p; });
                return eigen_store(eigen_view<Array>(*kept, owner), rv_policy::automatic, cleanup);
            }
            return eigen_store(eigen_view<Array>(t, handle()), policy, cleanup);
        });
    }
    static handle from_cpp(const T *t, rv_policy policy, cleanup_list *cleanup) noexcept {
        return t ? from_cpp(*t, policy, cleanup) : handle(Py_None).inc_ref();
    }

private:
    /// Not by a Map: an array's strides may be negative.
    template <class View> void assign(const View &v) {
        if constexpr (T::IsVectorAtCompileTime) {
            const auto n = (Eigen::Index) v.shape(0);
            this->value.resize(n);
            for (Eigen::Index i = 0; i < n; ++i)
                this->value(i) = v(i);
        } else {
            const auto rows = (Eigen::Index) v.shape(0), columns = (Eigen::Index) v.shape(1);
            this->value.resize(rows, columns);
            const Eigen::Index outer = T::IsRowMajor ? rows : columns;
            const Eigen::Index inner = T::IsRowMajor ? columns : rows;
            for (Eigen::Index o = 0; o < outer; ++o)
                for (Eigen::Index i = 0; i < inner; ++i) {
                    const Eigen::Index row = T::IsRowMajor ? o : i, column = T::IsRowMajor ? i : o;
                    this->value(row, column) = v(row, column);
                }
        }
    }
};

/// Expressions: results only, evaluated.
template <class T>
struct type_caster<
    T, std::enable_if_t<is_eigen_dense_v<T> && !is_eigen_plain_v<T> && !is_eigen_view<T>::value>> {
    using Plain = typename T::PlainObject;
    using Value = T;
    static constexpr auto Name = make_caster<Plain>::Name;
    template <class A> using Cast = movable_cast_t<A>;
    static handle from_cpp(const T &t, rv_policy, cleanup_list *cleanup) noexcept {
        return guarded_result([&]() -> handle {
            return make_caster<Plain>::from_cpp(Plain(t), rv_policy::move, cleanup);
        });
    }
};

/// What Map and Ref have in common: the array, and its strides as the type wants them.
template <class View, class T, class Stride> struct eigen_view_caster {
    using Facts = eigen_facts<T>;
    using Value = View;
    static constexpr int inner_fixed = Stride::InnerStrideAtCompileTime;
    static constexpr int outer_fixed = Stride::OuterStrideAtCompileTime;
    static constexpr bool is_dense = inner_fixed == 0 && outer_fixed == 0;
    /// What is taken without a copy. Strides are looked at here, but for dense types.
    using Array = std::conditional_t<is_dense, typename Facts::dense_array, typename Facts::array>;
    static constexpr auto Name = Array::Name;
    using Traits = caster_facts<true>;
    template <class A> using Cast = Value;
    template <class A> static constexpr bool can_cast() { return true; }

    static handle from_cpp(const View &v, rv_policy policy, cleanup_list *cleanup) noexcept {
        policy = chosen_policy(policy, rv_policy::reference);
        return guarded_result([&]() -> handle {
            return eigen_store(eigen_view<typename Facts::array>(const_cast<View &>(v), handle()),
                               policy, cleanup);
        });
    }

protected:
    static constexpr bool is_vector = Facts::is_vector;

    bool load(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        make_caster<Array> caster;
        if (!caster.from_python(src, flags & ~(uint32_t) suture_load_accepts_none, cleanup))
            return false;
        m_array = std::move(caster.value);
        if (strides_fit())
            return true;
        if (flags & suture_load_explain)
            PyErr_Format(PyExc_TypeError, "its inner stride is %lld, its outer stride %lld",
                         (long long) inner(), (long long) outer());
        return false;
    }
    size_t inner_axis() const { return is_vector || !T::IsRowMajor ? 0 : 1; }
    size_t inner_size() const { return m_array.shape(inner_axis()); }
    size_t outer_size() const { return is_vector ? 1 : m_array.shape(1 - inner_axis()); }
    /// The stride of one element, or of none, is what the type wants.
    int64_t inner() const {
        if (inner_size() <= 1)
            return inner_fixed > 0 ? inner_fixed : 1;
        return m_array.stride(inner_axis());
    }
    int64_t outer() const {
        if (outer_size() <= 1)
            return outer_fixed > 0 ? outer_fixed : inner() * (int64_t) inner_size();
        return m_array.stride(1 - inner_axis());
    }
    bool strides_fit() const {
        if (m_array.size() == 0)
            return true;
        const int64_t i = inner(), o = outer();
        const int64_t unit = inner_fixed > 0 ? inner_fixed : 1;
        const bool inner_fits = inner_fixed == Eigen::Dynamic || i == unit;
        const bool outer_fits = is_vector || outer_fixed == Eigen::Dynamic ||
                                o == (outer_fixed > 0 ? outer_fixed : i * (int64_t) inner_size());
        return inner_fits && outer_fits;
    }
    template <class E> using map_type = Eigen::Map<E, Eigen::Unaligned, Stride>;
    Stride stride_value() const {
        if constexpr (is_dense) {
            return Stride();
        } else {
            const bool empty = m_array.size() == 0;
            const Eigen::Index i = empty ? 1 : (Eigen::Index) inner();
            const Eigen::Index o = empty ? 0 : (Eigen::Index) outer();
            return make_stride(inner_fixed == Eigen::Dynamic ? i : inner_fixed,
                               outer_fixed == Eigen::Dynamic ? o : outer_fixed, (Stride *) nullptr);
        }
    }
    template <int Outer, int Inner>
    static Stride make_stride(Eigen::Index i, Eigen::Index o, Eigen::Stride<Outer, Inner> *) {
        if constexpr (std::is_constructible_v<Stride, Eigen::Index, Eigen::Index>)
            return Stride(o, i);
        else if constexpr (Outer == 0)
            return Stride(i);
        else
            return Stride(o);
    }
    template <class E, class... Sizes> auto map_as(Sizes... sizes) const {
        return map_type<E>(m_array.data(), sizes..., stride_value());
    }
    Array m_array;
};

/// Map: never a copy.
template <class T, int Options, class Stride>
struct type_caster<Eigen::Map<T, Options, Stride>>
    : eigen_view_caster<Eigen::Map<T, Options, Stride>, T, Stride> {
    using Value = Eigen::Map<T, Options, Stride>;
    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        return this->load(src, flags & ~(uint32_t) suture_load_convert, cleanup);
    }
    explicit operator Value() {
        if constexpr (eigen_facts<T>::is_vector)
            return Value(this->m_array.data(), (Eigen::Index) this->m_array.shape(0),
                         this->stride_value());
        else
            return Value(this->m_array.data(), (Eigen::Index) this->m_array.shape(0),
                         (Eigen::Index) this->m_array.shape(1), this->stride_value());
    }
};

/// Ref: never a copy, unless of constant elements.
template <class T, int Options, class Stride>
struct type_caster<Eigen::Ref<T, Options, Stride>>
    : eigen_view_caster<Eigen::Ref<T, Options, Stride>, T, Stride> {
    using Value = Eigen::Ref<T, Options, Stride>;
    using Plain = std::remove_const_t<T>;
    static constexpr bool may_copy = std::is_const_v<T>;
    /// Whether a Ref of such strides can hold a copy itself.
    static constexpr bool can_own =
        may_copy && Stride::InnerStrideAtCompileTime >= 0 && Stride::InnerStrideAtCompileTime <= 1;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        uint32_t exact = flags & ~(uint32_t) suture_load_convert;
        if (may_copy)
            exact &= ~(uint32_t) suture_load_explain;
        m_copied = false;
        m_manual = flags & suture_load_manual;
        if (this->load(src, exact, cleanup))
            return true;
        if (!may_copy || (m_manual && !can_own) || PyErr_Occurred())
            return false;
        // Other strides are no conversion that noconvert() forbids; another dtype is.
        m_copied = m_copy.from_python(src, flags, cleanup);
        return m_copied;
    }
    explicit operator Value() {
        if constexpr (can_own) {
            // What outlives the caster, as the result of cast<T>() does, has its own copy inside:
            // of an expression without storage.
            if (m_copied && m_manual)
                return Value(
                    m_copy.value.unaryExpr([](const typename Plain::Scalar &s) { return s; }));
        }
        if constexpr (may_copy) {
            if (m_copied)
                return Value(m_copy.value);
        }
        if constexpr (eigen_facts<T>::is_vector)
            return Value(this->template map_as<T>((Eigen::Index) this->m_array.shape(0)));
        else
            return Value(this->template map_as<T>((Eigen::Index) this->m_array.shape(0),
                                                  (Eigen::Index) this->m_array.shape(1)));
    }

private:
    make_caster<Plain> m_copy;
    bool m_copied = false, m_manual = false;
};

} // namespace detail
} // namespace suture
