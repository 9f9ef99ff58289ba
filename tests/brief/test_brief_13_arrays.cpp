// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 13: a conversion of at::Tensor, here without PyTorch's headers. The caster is
// what the brief has, a tensor class of the engine's own stands for at::Tensor; beside it the form
// that needs no caster at all.
#include <utility> // move

#include "library.h"

namespace at {

/// As much of at::Tensor as the engine needs: any number type, on any device.
class Tensor {
public:
    Tensor() = default;
    explicit Tensor(nb::ndarray<nb::ro> array) : m_array(std::move(array)) {}
    const nb::ndarray<nb::ro> &array() const { return m_array; }
    int64_t numel() const { return (int64_t) m_array.size(); }
    const void *data_ptr() const { return m_array.data(); }

private:
    nb::ndarray<nb::ro> m_array;
};

} // namespace at

// tensor_caster.h
template <> struct nb::detail::type_caster<at::Tensor> {
    // Custom caster for PyTorch tensors
    NB_TYPE_CASTER(at::Tensor, const_name("ndarray"))

    bool from_python(handle src, uint32_t flags, cleanup_list *cleanup) noexcept {
        make_caster<ndarray<ro>> array;
        if (!array.from_python(src, flags, cleanup) || !array.value.is_valid())
            return false;
        value = at::Tensor(std::move(array.value));
        return true;
    }
    static handle from_cpp(const at::Tensor &t, rv_policy policy, cleanup_list *cleanup) noexcept {
        return make_caster<ndarray<ro>>::from_cpp(t.array(), policy, cleanup);
    }
};

NB_MODULE(test_brief_13_arrays_ext, m) {
    // Through the caster.
    m.def("numel", [](const at::Tensor &t) { return t.numel(); });
    m.def("data_ptr", [](const at::Tensor &t) { return (uintptr_t) t.data_ptr(); });
    m.def("identity", [](const at::Tensor &t) { return t; });
    // Without one: the constraints are in the type.
    m.def(
        "scale",
        [](nb::ndarray<float, nb::ndim<2>, nb::device::cpu> t, float by) {
            auto v = t.view();
            for (size_t i = 0; i < v.shape(0); ++i)
                for (size_t j = 0; j < v.shape(1); ++j)
                    v(i, j) *= by;
            return t; // in the caller's framework
        },
        nb::arg("t").noconvert(), nb::arg("by"));
    m.def(
        "on_device", [](nb::ndarray<nb::ro, nb::device::cuda> t) { return t.device_id(); },
        nb::arg("t"));
    m.def("ones", [](size_t n) {
        float *data = new float[n];
        for (size_t i = 0; i < n; ++i)
            data[i] = 1;
        nb::capsule owner(data, [](void *p) { delete[] static_cast<float *>(p); });
        return nb::ndarray<nb::numpy, float, nb::ndim<1>>(data, {n}, owner);
    });
}
