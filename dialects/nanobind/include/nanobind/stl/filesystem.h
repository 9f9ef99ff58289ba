// SPDX-License-Identifier: BSD-3-Clause
// nanobind's name of <suture/cast/filesystem.h>.
#pragma once

#include "../../../../../include/suture/cast/filesystem.h"
#include "../nanobind.h"

namespace nanobind::detail {
/// The conversion is Suture's, its type text nanobind's.
template <>
struct type_caster<std::filesystem::path> : suture::detail::type_caster<std::filesystem::path> {
    static constexpr auto Name = suture::detail::io_name("str | os.PathLike", "pathlib.Path");
};
} // namespace nanobind::detail
