// SPDX-License-Identifier: BSD-3-Clause
// The snippets of docs/guide/containers.md.
#include <map>    // a map to bind
#include <string> // keys
#include <vector> // vectors to bind

#include <suture/bind_map.h>
#include <suture/bind_vector.h>
#include <suture/cast/string.h>
#include <suture/eval.h>
#include <suture/make_iterator.h>
#include <suture/suture.h>

namespace nb = suture;

struct Sample {
    double value;
};

// [opaque]
SUTURE_MAKE_OPAQUE(std::vector<Sample>)
SUTURE_MAKE_OPAQUE(std::vector<long>)
SUTURE_MAKE_OPAQUE(std::map<std::string, double>)
// [end]

namespace {

// [ring]
struct Ring {
    std::vector<Sample> samples{{0.5}, {1.5}};
    auto begin() const { return samples.begin(); }
    auto end() const { return samples.end(); }
};
// [end]

} // namespace

SUTURE_MODULE(test_guide_containers_ext, m) {
    nb::class_<Sample>(m, "Sample").def(nb::init<double>()).def_rw("value", &Sample::value);
    // [vector]
    nb::bind_vector<std::vector<Sample>>(m, "Samples");
    nb::bind_vector<std::vector<long>>(m, "Counts", "How often.");
    m.def("total", [](const std::vector<long> &counts) {
        long sum = 0;
        for (long count : counts)
            sum += count;
        return sum;
    });
    // [end]
    // [map]
    nb::bind_map<std::map<std::string, double>>(m, "Weights");
    // [end]
    // [iterator]
    nb::class_<Ring>(m, "Ring")
        .def(nb::init<>())
        .def(
            "__iter__",
            [](const Ring &ring) {
                return nb::make_iterator(nb::type<Ring>(), "Iterator", ring.begin(), ring.end());
            },
            nb::keep_alive<0, 1>());
    // [end]
    // [eval]
    m.def("area", [](double radius) {
        nb::dict scope;
        nb::exec(R"(
            import math
            def area(r):
                return math.pi * r ** 2
            )",
                 scope);
        scope["radius"] = radius;
        return nb::cast<double>(nb::eval("area(radius)", scope));
    });
    // [end]
}
