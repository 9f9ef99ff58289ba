// SPDX-License-Identifier: BSD-3-Clause
// std::complex: a complex as it is; by conversion whatever complex() takes but text.
#pragma once

#include <complex>

#include "../detail/complex_parts.h"

namespace suture::detail {

template <class T> struct type_caster<std::complex<T>> {
    SUTURE_TYPE_CASTER(std::complex<T>, const_name("complex"))
    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        double parts[2];
        if (!complex_load(src.ptr(), flags, parts))
            return false;
        value = std::complex<T>((T) parts[0], (T) parts[1]);
        // Without conversion the value must survive, as that of a float does.
        return sizeof(T) >= sizeof(double) || (flags & suture_load_convert) ||
               (survives((T) parts[0], parts[0]) && survives((T) parts[1], parts[1]));
    }
    static handle from_cpp(const std::complex<T> &src, rv_policy, cleanup_list *) noexcept {
        return PyComplex_FromDoubles((double) src.real(), (double) src.imag());
    }

private:
    static bool survives(T narrow, double wide) {
        return !((double) narrow < wide) && !((double) narrow > wide);
    }
};

} // namespace suture::detail
