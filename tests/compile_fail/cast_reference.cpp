// SPDX-License-Identifier: BSD-3-Clause
// cast<T &>() to what lives in the conversion. Compiles with TWIN defined.
#include <string>

#include <suture/cast/string.h>
#include <suture/suture.h>

namespace nb = suture;
using namespace nb::literals;

SUTURE_MODULE(cast_reference, m) {
    m.def("f", [](nb::handle h) {
#if !defined(TWIN)
        // [refused]
        auto &text = nb::cast<std::string &>(h);
        // [end]
#else
        // [accepted]
        auto text = nb::cast<std::string>(h);
        // [end]
#endif
        return text.size();
    });
}
