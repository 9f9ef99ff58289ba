// SPDX-License-Identifier: BSD-3-Clause
// The snippets of docs/guide/arrays.md.
#include <suture/ndarray.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

namespace {

// [record]
struct particle {
    double x;
    int32_t charge;
};
// [end]

struct matrix {
    float data[2][2] = {{1, 2}, {3, 4}};
};

} // namespace

// [record_traits]
template <> struct nb::detail::dtype_traits<particle> {
    static constexpr dlpack::dtype value = record_dtype<particle>();
    static constexpr auto name = const_name("particle");
    static constexpr suture_ndarray_field fields[] = {
        {"x", offsetof(particle, x), dtype<double>()},
        {"charge", offsetof(particle, charge), dtype<int32_t>()}};
};
// [end]

SUTURE_MODULE(test_guide_arrays_ext, m) {
    // [argument]
    using Points = nb::ndarray<float, nb::shape<-1, 3>, nb::c_contig, nb::device::cpu>;
    m.def(
        "scale",
        [](Points points, float by) {
            auto v = points.view();
            for (size_t i = 0; i < v.shape(0); ++i)
                for (size_t k = 0; k < 3; ++k)
                    v(i, k) *= by;
        },
        "points"_a.noconvert(), "by"_a);
    // [end]
    // [convert]
    m.def("mean", [](nb::ndarray<const double, nb::ndim<1>> values) {
        double sum = 0;
        for (size_t i = 0; i < values.shape(0); ++i)
            sum += values(i);
        return sum / (double) values.size();
    });
    // [end]
    // [inspect]
    m.def("is_float", [](const nb::ndarray<nb::ro> &a) { return a.dtype() == nb::dtype<float>(); });
    // [end]
    // [result]
    m.def("squares", [](size_t n) {
        double *data = new double[n];
        for (size_t i = 0; i < n; ++i)
            data[i] = (double) (i * i);
        nb::capsule owner(data, [](void *p) { delete[] static_cast<double *>(p); });
        return nb::ndarray<nb::memview, double, nb::ndim<1>>(data, {n}, owner);
    });
    // [end]
    // [internal]
    nb::class_<matrix>(m, "Matrix")
        .def(nb::init<>())
        .def(
            "view",
            [](matrix &self) {
                return nb::ndarray<nb::memview, float, nb::shape<2, 2>>(self.data);
            },
            nb::rv_policy::reference_internal);
    // [end]
    // [record_use]
    m.def("charge", [](nb::ndarray<const particle, nb::ndim<1>> particles) {
        int total = 0;
        for (size_t i = 0; i < particles.shape(0); ++i)
            total += particles(i).charge;
        return total;
    });
    // [end]
}
