// SPDX-License-Identifier: BSD-3-Clause
// std::filesystem::path from str, bytes or os.PathLike, and as a pathlib.Path.
#pragma once

#include <filesystem>

#include "../detail/items.h"

namespace suture::detail {

SUTURE_GLUE bool path_load(PyObject *source, std::filesystem::path &path) noexcept;
SUTURE_GLUE PyObject *path_store(const std::filesystem::path &path) noexcept;

template <> struct type_caster<std::filesystem::path> {
    SUTURE_TYPE_CASTER(std::filesystem::path, io_name("str | bytes | os.PathLike", "pathlib.Path"))
    bool from_python(handle src, uint32_t, cleanup_list *) noexcept {
        return path_load(src.ptr(), value);
    }
    static handle from_cpp(const std::filesystem::path &src, rv_policy, cleanup_list *) noexcept {
        return path_store(src);
    }
};

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/filesystem.cpp"
#endif
