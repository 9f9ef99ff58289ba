// SPDX-License-Identifier: BSD-3-Clause
// The kinds of call with arrays, bound with Suture.

#include <suture/ndarray.h>
#include <suture/suture.h>

#include "arrays.h"

namespace sn = suture;

using input = sn::ndarray<const double, sn::ndim<1>, sn::c_contig, sn::device::cpu>;
using output = sn::ndarray<sn::numpy, double, sn::ndim<1>>;

SUTURE_MODULE(arrays_suture, m) {
    m.def("total", [](input values) { return arrays::total(values.data(), values.size()); });
    m.def("four", [] {
        double *values = arrays::four();
        return output(values, {4}, sn::capsule(values, arrays::release));
    });
}
