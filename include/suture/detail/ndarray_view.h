// SPDX-License-Identifier: BSD-3-Clause
// Access to the elements of an array on the CPU, for hot loops: what is known when the code is
// compiled is constant, the rest fits into registers.
#pragma once

#include "ndarray_traits.h"

namespace suture {

/// A view of an ndarray, which has to outlive it. What the view's type says of shape and order is
/// taken for granted.
template <class T, class Shape, char Order> class ndarray_view;

template <class T, Py_ssize_t... Sizes, char Order> class ndarray_view<T, shape<Sizes...>, Order> {
    static constexpr size_t N = sizeof...(Sizes);
    static constexpr bool is_dense = Order == 'C' || Order == 'F';
    static constexpr int64_t fixed[N + 1] = {(int64_t) Sizes..., 0};

public:
    using Scalar = T;

    ndarray_view() = default;
    explicit ndarray_view(const dlpack::tensor &t)
        : m_data((T *) ((char *) t.data + t.byte_offset)) {
        for (size_t i = 0; i < N; ++i) {
            m_shape[i] = t.shape[i];
            m_strides[i] = t.strides[i];
        }
    }
    T *data() const { return m_data; }
    constexpr size_t ndim() const { return N; }
    size_t shape(size_t i) const { return (size_t) (fixed[i] >= 0 ? fixed[i] : m_shape[i]); }
    int64_t stride(size_t i) const {
        if constexpr (is_dense) {
            int64_t result = 1;
            for (size_t k = Order == 'C' ? i + 1 : 0; k < (Order == 'C' ? N : i); ++k)
                result *= (int64_t) shape(k);
            return result;
        } else {
            return m_strides[i];
        }
    }
    /// The element at these indices, which are not checked.
    template <class... I> SUTURE_INLINE T &operator()(I... index) const {
        static_assert(sizeof...(I) == N, "suture::ndarray_view: one index per dimension");
        return at(std::make_index_sequence<N>(), index...);
    }

private:
    template <size_t... K, class... I>
    SUTURE_INLINE T &at(std::index_sequence<K...>, I... index) const {
        int64_t offset = 0;
        ((offset += (int64_t) index * stride(K)), ...);
        return m_data[offset];
    }
    T *m_data = nullptr;
    int64_t m_shape[N ? N : 1] = {};
    int64_t m_strides[N ? N : 1] = {};
};

} // namespace suture
