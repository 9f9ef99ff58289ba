// SPDX-License-Identifier: BSD-3-Clause
// Paths there and back.
#include <suture/cast/filesystem.h>
#include <suture/cast/optional.h>
#include <suture/cast/string.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;
namespace fs = std::filesystem;

SUTURE_MODULE(test_casts_filesystem_ext, m) {
    m.def("path", [](const fs::path &p) { return p; });
    m.def("parent", [](fs::path p) { return p.parent_path(); });
    m.def("size", [](const fs::path &p) { return p.native().size(); });
    m.def("exists", [](const fs::path &p) { return fs::exists(p); });
    m.def("optional", [](const std::optional<fs::path> &p) { return p; });
    m.def("paths", [](const std::vector<fs::path> &v) { return v; });
    m.def("overloaded", [](const std::string &) { return "str"; });
    m.def("overloaded", [](const fs::path &) { return "path"; });
}
