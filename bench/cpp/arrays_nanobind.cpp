// SPDX-License-Identifier: BSD-3-Clause
// The kinds of call with arrays, bound with nanobind.

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include "arrays.h"

namespace nb = nanobind;

using input = nb::ndarray<const double, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using output = nb::ndarray<nb::numpy, double, nb::ndim<1>>;

NB_MODULE(arrays_nanobind, m) {
    m.def("total", [](input values) { return arrays::total(values.data(), values.size()); });
    m.def("four", [] {
        double *values = arrays::four();
        return output(values, {4}, nb::capsule(values, arrays::release));
    });
}
