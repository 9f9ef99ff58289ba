// SPDX-License-Identifier: BSD-3-Clause
// Eigen's sparse matrices. SparseMatrix travels by value, as scipy.sparse.csr_matrix where it is
// row-major, else csc_matrix; Map refers to the arrays of one. A matrix whose indices would lead
// out of it is refused.
#pragma once

#include <Eigen/SparseCore> // SparseMatrix, Map

#include "../detail/sparse_parts.h"
#include "dense.h"

namespace suture::detail {

template <class T> inline constexpr bool is_eigen_sparse_matrix_v = false;
template <class S, int Options, class I>
inline constexpr bool is_eigen_sparse_matrix_v<Eigen::SparseMatrix<S, Options, I>> = true;

/// What a dialect may want otherwise: it specialises this for the matrices T.
template <class T, class = void> struct eigen_sparse_rules {
    /// ValueError of a result that is not compressed; NULL: a copy of it is compressed.
    static constexpr const char *uncompressed = nullptr;
    /// Whether the arrays of a constant matrix can be written to.
    static constexpr bool const_is_writable = false;
    /// Whether a Map puts the caller's matrix in order where its indices are not.
    static constexpr bool sorts_in_place = false;
};

/// What both casters need of a matrix type; T may be const.
template <class T> struct eigen_sparse_facts {
    using Scalar = typename T::Scalar;
    using Index = typename T::StorageIndex;
    using Rules = eigen_sparse_rules<std::remove_const_t<T>>;
    static constexpr bool row_major = T::IsRowMajor;
    template <class E> using vector = ndarray<numpy, E, shape<-1>, c_contig>;
    static constexpr auto Name =
        const_name<row_major>("scipy.sparse.csr_matrix[dtype=", "scipy.sparse.csc_matrix[dtype=") +
        dtype_facts<Scalar>::name + const_name("]");

    /// Python's matrix over the arrays of `m`, which is compressed; `owner` keeps them alive.
    template <class M>
    static handle store(M &m, handle owner, rv_policy policy, cleanup_list *cleanup) {
        constexpr bool is_const =
            (std::is_const_v<M> || std::is_const_v<T>) && !Rules::const_is_writable;
        using S = std::conditional_t<is_const, const Scalar, Scalar>;
        using I = std::conditional_t<is_const, const Index, Index>;
        const size_t n = (size_t) m.nonZeros(), outer = (size_t) m.outerSize() + 1;
        auto array = [&](auto *data, size_t size) {
            using A = vector<std::remove_pointer_t<decltype(data)>>;
            return steal(make_caster<A>::from_cpp(A((typename A::VoidPtr) data, 1, &size, owner),
                                                  policy, cleanup));
        };
        const object data = array((S *) m.valuePtr(), n),
                     indices = array((I *) m.innerIndexPtr(), n),
                     indptr = array((I *) m.outerIndexPtr(), outer);
        if (!data.is_valid() || !indices.is_valid() || !indptr.is_valid())
            return handle();
        return sparse_make(row_major, data.ptr(), indices.ptr(), indptr.ptr(), (int64_t) m.rows(),
                           (int64_t) m.cols());
    }
};

/// What is wrong with indices: those that lead out of the matrix would break memory, those out of
/// order (or given twice) what Eigen takes for granted.
enum class sparse_order { right, wrong, outside };

/// Of `outer` rows (columns) of `inner` places with room for `entries`.
template <class I>
sparse_order check_sparse(const I *p, const I *i, size_t points, size_t entries, int64_t outer,
                          int64_t inner) noexcept {
    if ((int64_t) points != outer + 1 || p[0] != 0)
        return sparse_order::outside;
    for (int64_t o = 0; o < outer; ++o)
        if (p[o + 1] < p[o])
            return sparse_order::outside;
    if ((uint64_t) p[outer] > entries)
        return sparse_order::outside;
    bool right = true;
    for (int64_t o = 0; o < outer; ++o) {
        I last = -1;
        for (I k = p[o]; k < p[o + 1]; ++k) {
            if (i[k] < 0 || (int64_t) i[k] >= inner)
                return sparse_order::outside;
            right = right && i[k] > last;
            last = i[k];
        }
    }
    return right ? sparse_order::right : sparse_order::wrong;
}

/// The three arrays of Python's matrix, held against each other.
template <class S, class I> struct sparse_arrays {
    template <class E> using vector = ndarray<numpy, E, shape<-1>, c_contig>;
    vector<S> data;
    vector<I> indices, indptr;

    bool load_data(const sparse_parts &parts, uint32_t flags, cleanup_list *cleanup) noexcept {
        return take(parts.data, flags, cleanup, data) || sparse_name(flags, "data");
    }
    bool load_indices(const sparse_parts &parts, uint32_t flags, cleanup_list *cleanup) noexcept {
        return (take(parts.indices, flags, cleanup, indices) || sparse_name(flags, "indices")) &&
               (take(parts.indptr, flags, cleanup, indptr) || sparse_name(flags, "indptr"));
    }
    sparse_order check(int64_t outer, int64_t inner) const noexcept {
        const size_t n = indices.size(), m = data.is_valid() ? data.size() : n;
        return check_sparse(indptr.data(), indices.data(), indptr.size(), n < m ? n : m, outer,
                            inner);
    }

private:
    template <class E>
    static bool take(const object &source, uint32_t flags, cleanup_list *cleanup,
                     vector<E> &result) noexcept {
        make_caster<vector<E>> caster;
        if (!caster.from_python(source, flags, cleanup))
            return false;
        result = std::move(caster.value);
        return true;
    }
};

/// SparseMatrix: an argument is a copy, a result is moved.
template <class T>
struct type_caster<T, std::enable_if_t<is_eigen_sparse_matrix_v<T>>> : value_caster<T> {
    using Facts = eigen_sparse_facts<T>;
    using Index = typename Facts::Index;
    static constexpr auto Name = Facts::Name;

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        sparse_parts parts;
        if (!sparse_open(src.ptr(), Facts::row_major, flags, parts))
            return false;
        const int64_t outer = Facts::row_major ? parts.rows : parts.columns;
        const int64_t inner = Facts::row_major ? parts.columns : parts.rows;
        if (parts.largest() > (int64_t) std::numeric_limits<Index>::max())
            return sparse_refuse(flags, "it is too large for the integers of the matrix");
        const uint32_t own = flags & ~(uint32_t) suture_load_accepts_none;
        sparse_arrays<const typename T::Scalar, const Index> a;
        sparse_order order;
        if (!a.load_data(parts, own, cleanup) ||
            !load_indices(parts, own, outer, inner, cleanup, a, order))
            return false;
        if (order == sparse_order::wrong &&
            (!sparse_sort(parts, false) || !a.load_data(parts, own, cleanup) ||
             !load_indices(parts, own, outer, inner, cleanup, a, order)))
            return false;
        if (order != sparse_order::right)
            return sparse_refuse(flags, "its indices lead out of it");
        try {
            this->value =
                Eigen::Map<const T>((Eigen::Index) parts.rows, (Eigen::Index) parts.columns,
                                    (Eigen::Index) a.indptr.data()[outer], a.indptr.data(),
                                    a.indices.data(), a.data.data());
            return true;
        } catch (...) {
            return conversion_threw();
        }
    }
    template <class U, std::enable_if_t<!std::is_pointer_v<std::decay_t<U>>, int> = 0>
    static handle from_cpp(U &&m, rv_policy policy, cleanup_list *cleanup) noexcept {
        return guarded_result([&]() -> handle {
            if (!m.isCompressed()) {
                if constexpr (Facts::Rules::uncompressed != nullptr) {
                    PyErr_SetString(PyExc_ValueError, Facts::Rules::uncompressed);
                    return handle();
                }
                T compressed(m);
                compressed.makeCompressed();
                return from_cpp(std::move(compressed), rv_policy::move, cleanup);
            }
            const bool refer =
                std::is_lvalue_reference_v<U> &&
                (policy == rv_policy::reference || policy == rv_policy::reference_raw ||
                 policy == rv_policy::reference_internal);
            if (refer)
                return Facts::store(m, handle(), policy, cleanup);
            T *kept = new T();
            if constexpr (std::is_lvalue_reference_v<U> || std::is_const_v<U>)
                *kept = m;
            else
                kept->swap(m); // Eigen 3 has no move constructor
            capsule owner(kept, [](void *p) { delete (T *) p; });
            return Facts::store(*kept, owner, rv_policy::automatic, cleanup);
        });
    }
    static handle from_cpp(const T *m, rv_policy policy, cleanup_list *cleanup) noexcept {
        return m ? from_cpp(*m, policy, cleanup) : handle(Py_None).inc_ref();
    }

private:
    /// Which integers hold the indices is SciPy's choice: others convert, also where noconvert()
    /// is given, but are looked at before, since a narrower type would cut them off.
    template <class Arrays>
    static bool load_indices(sparse_parts &parts, uint32_t flags, int64_t outer, int64_t inner,
                             cleanup_list *cleanup, Arrays &a, sparse_order &order) noexcept {
        const uint32_t exact = flags & ~(uint32_t) (suture_load_convert | suture_load_explain);
        if (!a.load_indices(parts, exact, cleanup)) {
            sparse_arrays<const char, const int64_t> wide;
            if (PyErr_Occurred() || !sparse_widen(parts.indices) || !sparse_widen(parts.indptr))
                return sparse_refuse(flags, "its indices are no integers");
            if (!wide.load_indices(parts, flags, cleanup))
                return false;
            order = wide.check(outer, inner);
            if (order == sparse_order::outside)
                return true;
            if (!a.load_indices(parts, flags | (uint32_t) suture_load_convert, cleanup))
                return false;
        }
        order = a.check(outer, inner);
        return true;
    }
};

/// Map of a sparse matrix: never a copy, and indices of the type's own integers.
template <class T> struct eigen_sparse_map_caster {
    using Facts = eigen_sparse_facts<T>;
    using Value = Eigen::Map<T>;
    static constexpr bool is_const = std::is_const_v<T>;
    static constexpr auto Name = Facts::Name;
    using Traits = caster_facts<true>;
    template <class A> using Cast = Value;
    template <class A> static constexpr bool can_cast() { return true; }

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        const uint32_t exact = flags & ~(uint32_t) (suture_load_convert | suture_load_accepts_none);
        sparse_order order;
        if (!sparse_open(src.ptr(), Facts::row_major, exact, m_parts) ||
            !load_arrays(exact, cleanup, order))
            return false;
        if constexpr (Facts::Rules::sorts_in_place)
            if (order == sparse_order::wrong &&
                (!sparse_sort(m_parts, true) || !load_arrays(exact, cleanup, order)))
                return false;
        return order == sparse_order::right ||
               sparse_refuse(flags, order == sparse_order::wrong
                                        ? "its indices are not sorted, or one is given twice"
                                        : "its indices lead out of it");
    }
    static handle from_cpp(const Value &m, rv_policy policy, cleanup_list *cleanup) noexcept {
        policy = chosen_policy(policy, rv_policy::reference);
        return guarded_result([&]() -> handle {
            return Facts::store(const_cast<Value &>(m), handle(), policy, cleanup);
        });
    }
    explicit operator Value() {
        return Value((Eigen::Index) m_parts.rows, (Eigen::Index) m_parts.columns,
                     (Eigen::Index) m_arrays.indptr.data()[outer()], m_arrays.indptr.data(),
                     m_arrays.indices.data(), m_arrays.data.data());
    }

private:
    int64_t outer() const { return Facts::row_major ? m_parts.rows : m_parts.columns; }
    bool load_arrays(uint32_t flags, cleanup_list *cleanup, sparse_order &order) noexcept {
        if (!m_arrays.load_data(m_parts, flags, cleanup) ||
            !m_arrays.load_indices(m_parts, flags, cleanup))
            return false;
        order = m_arrays.check(outer(), Facts::row_major ? m_parts.columns : m_parts.rows);
        return true;
    }
    sparse_parts m_parts;
    sparse_arrays<
        std::conditional_t<is_const, const typename Facts::Scalar, typename Facts::Scalar>,
        std::conditional_t<is_const, const typename Facts::Index, typename Facts::Index>>
        m_arrays;
};
template <class S, int Options, class I>
struct type_caster<Eigen::Map<Eigen::SparseMatrix<S, Options, I>>>
    : eigen_sparse_map_caster<Eigen::SparseMatrix<S, Options, I>> {};
template <class S, int Options, class I>
struct type_caster<Eigen::Map<const Eigen::SparseMatrix<S, Options, I>>>
    : eigen_sparse_map_caster<const Eigen::SparseMatrix<S, Options, I>> {};

} // namespace suture::detail
