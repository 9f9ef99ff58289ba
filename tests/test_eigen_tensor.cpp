// SPDX-License-Identifier: BSD-3-Clause
// Eigen's tensors, by value and by reference to the elements of an array.
#include <suture/eigen/tensor.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

using by_column = Eigen::Tensor<double, 3>;
using by_row = Eigen::Tensor<double, 3, Eigen::RowMajor>;
using point = Eigen::Tensor<double, 0>;

struct holder {
    by_column tensor{2, 1, 2};
    holder() { tensor.setConstant(1); }
};

} // namespace

SUTURE_MODULE(test_eigen_tensor_ext, m) {
    m.def("add", [](const by_column &a, const by_column &b) { return a + b; });
    m.def(
        "add_exact", [](const by_column &a, const by_column &b) { return a + b; },
        st::arg().noconvert(), st::arg().noconvert());
    m.def("square", [](const by_row &a) { return a.square(); });
    m.def("same", [](const by_row &a) { return a; });
    m.def("scale_map", [](Eigen::TensorMap<by_column> a, double f) { a = a * f; });
    m.def("sum_map", [](Eigen::TensorMap<const by_column> a) { return ((point) a.sum())(); });
    m.def("aligned", [](Eigen::TensorMap<const by_row, Eigen::Aligned> a) { return a.size(); });
    m.def("set_first", [](Eigen::TensorRef<by_column> a) { a.coeffRef(0, 0, 0) = 42; });
    m.def("point", [](const point &p) { return p() + 1; });
    st::class_<holder>(m, "Holder")
        .def(st::init<>())
        .def_rw("tensor", &holder::tensor)
        .def(
            "map", [](holder &h) { return Eigen::TensorMap<by_column>(h.tensor); },
            st::rv_policy::reference_internal);
}
