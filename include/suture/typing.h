// SPDX-License-Identifier: BSD-3-Clause
// Type variables and what else of Python's module `typing` signatures mention.
#pragma once

#include "builtins.h"

namespace suture {
namespace detail {
/// An attribute of `typing`, else of `typing_extensions`; throws python_error: AttributeError.
object typing_attribute(const char *name);
} // namespace detail

/// Python's module `typing`.
object typing();

/// typing.Any
object any_type();
/// typing.TypeVar: the name, constraints, "bound"_a, "covariant"_a, "contravariant"_a, ...
template <class... Args> object type_var(Args &&...args) {
    return detail::typing_attribute("TypeVar")(std::forward<Args>(args)...);
}
/// typing.TypeVarTuple, of Python 3.11 or typing_extensions.
template <class... Args> object type_var_tuple(Args &&...args) {
    return detail::typing_attribute("TypeVarTuple")(std::forward<Args>(args)...);
}
/// typing.ParamSpec, of Python 3.10 or typing_extensions.
template <class... Args> object param_spec(Args &&...args) {
    return detail::typing_attribute("ParamSpec")(std::forward<Args>(args)...);
}

} // namespace suture

#if !defined(SUTURE_LINKED)
#    include "../../src/glue/typing.cpp"
#endif
