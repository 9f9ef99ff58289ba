// SPDX-License-Identifier: BSD-3-Clause
// The kinds of call with arrays, bound with pybind11.

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include "arrays.h"

namespace py = pybind11;

using input = py::array_t<double, py::array::c_style>;
using output = py::array_t<double>;

PYBIND11_MODULE(arrays_pybind11, m) {
    m.def("total", [](const input &values) { return arrays::total(values.data(), values.size()); });
    m.def("four", [] {
        double *values = arrays::four();
        return output(4, values, py::capsule(values, arrays::release));
    });
}
