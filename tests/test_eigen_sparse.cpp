// SPDX-License-Identifier: BSD-3-Clause
// Eigen's sparse matrices, by value and by reference to the arrays of SciPy's.
#include <complex> // complex

#include <suture/eigen/sparse.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

using by_column = Eigen::SparseMatrix<double>;
using by_row = Eigen::SparseMatrix<double, Eigen::RowMajor>;
using wide = Eigen::SparseMatrix<float, Eigen::ColMajor, int64_t>;

struct holder {
    by_row matrix{2, 3};
    holder() {
        matrix.insert(0, 1) = 1;
        matrix.insert(1, 2) = 2;
        matrix.makeCompressed();
    }
};

} // namespace

SUTURE_MODULE(test_eigen_sparse_ext, m) {
    m.def("by_column", [](const by_column &v) { return v; });
    m.def("by_row", [](const by_row &v) { return v; });
    m.def("wide", [](const wide &v) { return v; });
    m.def("complex", [](const Eigen::SparseMatrix<std::complex<double>> &v) { return v; });
    m.def("exact", [](const by_column &v) { return v.sum(); }, st::arg().noconvert());
    m.def("entries", [](const by_column &v) { return v.nonZeros(); });
    m.def("exact_entries", [](const by_column &v) { return v.nonZeros(); }, st::arg().noconvert());
    m.def("sparse_or_dense", [](const by_column &) { return "sparse"; });
    m.def("sparse_or_dense", [](const Eigen::MatrixXd &) { return "dense"; });
    m.def("sum_map", [](Eigen::Map<const by_column> v) { return v.sum(); });
    m.def("row_map", [](Eigen::Map<const by_row> v) { return v.sum(); });
    m.def("clear_map", [](Eigen::Map<by_column> v) { v.coeffs().setZero(); });
    m.def("uncompressed", [] {
        by_column v(3, 3);
        v.insert(2, 1) = 5;
        return v;
    });
    st::class_<holder>(m, "Holder")
        .def(st::init<>())
        .def("copied", [](holder &h) -> by_row & { return h.matrix; })
        .def(
            "referred", [](holder &h) -> by_row & { return h.matrix; },
            st::rv_policy::reference_internal)
        .def(
            "mapped",
            [](holder &h) {
                return Eigen::Map<by_row>(h.matrix.rows(), h.matrix.cols(), h.matrix.nonZeros(),
                                          h.matrix.outerIndexPtr(), h.matrix.innerIndexPtr(),
                                          h.matrix.valuePtr());
            },
            st::rv_policy::reference_internal)
        .def("sum", [](const holder &h) { return h.matrix.sum(); })
        .def("taken", [](holder &h) { return by_row(std::move(h.matrix.markAsRValue())); })
        .def("address", [](const holder &h) { return (uintptr_t) h.matrix.valuePtr(); });
}
