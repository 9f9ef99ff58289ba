// SPDX-License-Identifier: BSD-3-Clause
// The brief's execute: an iterable under a guard that releases the lock. Compiles with TWIN
// defined.
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

struct FusionExecutorCache {
    std::vector<double> execute(std::vector<double> inputs) { return inputs; }
};

SUTURE_MODULE(guard_iterable, m) {
    nb::class_<FusionExecutorCache>(m, "FusionExecutorCache")
        .def(
            "execute",
#if !defined(TWIN)
            // [refused]
            [](FusionExecutorCache &self, const nb::iterable &inputs) {
                std::vector<double> values;
                for (nb::handle item : inputs)
                    values.push_back(nb::cast<double>(item));
                return self.execute(values);
            },
            nb::call_guard<nb::gil_scoped_release>(),
    // [end]
#else
            // [accepted]
            [](FusionExecutorCache &self, const std::vector<double> &inputs) {
                return self.execute(inputs);
            },
            nb::call_guard<nb::gil_scoped_release>(),
    // [end]
#endif
            "inputs"_a);
}
