// SPDX-License-Identifier: BSD-3-Clause
// Eigen's dense types: by value, by reference to an array, as results.
#include <suture/eigen/dense.h>
#include <suture/suture.h>

namespace st = suture;
using namespace st::literals;

namespace {

using row_matrix = Eigen::Matrix<uint32_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using column_matrix = Eigen::Matrix<uint32_t, Eigen::Dynamic, Eigen::Dynamic>;

struct buffer {
    Eigen::Matrix<double, 2, 3> m{{1, 2, 3}, {4, 5, 6}};
    Eigen::Map<const Eigen::MatrixXd> map() const { return {m.data(), 2, 3}; }
    const Eigen::Matrix<double, 2, 3> &reference() const { return m; }
};

} // namespace

SUTURE_MODULE(test_eigen_ext, m) {
    m.def("add_v3", [](const Eigen::Vector3i &a, const Eigen::Vector3i &b) -> Eigen::Vector3i {
        return a + b;
    });
    m.def("add_expression",
          [](const Eigen::Array3i &a, const Eigen::Array3i &b) { return (a + b).eval(); });
    m.def("add_rows", [](const row_matrix &a, const row_matrix &b) -> row_matrix { return a + b; });
    m.def("add_columns",
          [](const column_matrix &a, const column_matrix &b) -> column_matrix { return a + b; });
    m.def(
        "add_strict",
        [](const column_matrix &a, const column_matrix &b) -> column_matrix { return a + b; },
        "a"_a.noconvert(), "b"_a.noconvert());
    m.def("sum_map", [](const Eigen::Map<const column_matrix> &a) { return a.sum(); });
    m.def("double_map", [](Eigen::Map<row_matrix> a) { a *= 2; });
    m.def("double_ref", [](Eigen::Ref<column_matrix> a) { a *= 2; });
    m.def("double_dref", [](st::DRef<column_matrix> a) { a *= 2; });
    m.def("double_dref1", [](st::DRef1<row_matrix> a) { a *= 2; });
    m.def("sum_ref", [](const Eigen::Ref<const column_matrix> &a) { return a.sum(); });
    m.def("sum_dref", [](const st::DRef<const column_matrix> &a) { return a.sum(); });
    m.def(
        "sum_ref_strict", [](const Eigen::Ref<const column_matrix> &a) { return a.sum(); },
        "a"_a.noconvert());
    m.def("data_of", [](const Eigen::Ref<const column_matrix> &a) { return (uintptr_t) a.data(); });
    m.def("set_vector", [](Eigen::Ref<Eigen::VectorXi> a) { a[2] = 123; });
    m.def("large", [] { return Eigen::MatrixXd(Eigen::MatrixXd::Constant(20, 30, 7)); });
    m.def("small", [] { return Eigen::MatrixXd(Eigen::MatrixXd::Constant(1, 2, 7)); });
    st::class_<buffer>(m, "Buffer")
        .def(st::init<>())
        .def("map", &buffer::map, st::rv_policy::reference_internal)
        .def("reference", &buffer::reference, st::rv_policy::reference_internal)
        .def("copy", &buffer::reference);
}
