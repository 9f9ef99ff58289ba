// SPDX-License-Identifier: BSD-3-Clause
// complex, byte and bitset there and back.
#include <suture/cast/bitset.h>
#include <suture/cast/byte.h>
#include <suture/cast/complex.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;

SUTURE_MODULE(test_casts_numbers_ext, m) {
    m.def("complex", [](std::complex<double> z) { return z; });
    m.def("complex_strict", [](std::complex<double> z) { return z; }, st::arg("z").noconvert());
    m.def("complex_float", [](const std::complex<float> &z) { return z; });
    m.def(
        "complex_float_strict", [](std::complex<float> z) { return z; }, st::arg("z").noconvert());
    m.def("complex_list", [](const std::vector<std::complex<double>> &v) { return v; });
    m.def("overloaded", [](double) { return "float"; });
    m.def("overloaded", [](std::complex<double>) { return "complex"; });

    m.def("long_double", [](long double x) { return x / 2; });
    m.def("long_doubles", [](const std::vector<long double> &v) { return v; });

    m.def("byte", [](std::byte b) { return b; });
    m.def("bytes", [](const std::vector<std::byte> &v) { return v; });

    m.def("bits_8", [](std::bitset<8> b) { return b; });
    m.def("bits_8_strict", [](std::bitset<8> b) { return b; }, st::arg("b").noconvert());
    m.def("bits_0", [](std::bitset<0> b) { return b; });
    m.def("bits_70", [](const std::bitset<70> &b) { return b; });
    m.def("count", [](const std::bitset<70> &b) { return b.count(); });
}
