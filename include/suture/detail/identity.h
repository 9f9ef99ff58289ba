// SPDX-License-Identifier: BSD-3-Clause
// What a module shares types and exception translators by: its domain, and the C++ library it is
// compiled for. The platform's usual library without a domain costs a type nothing.
#pragma once

#include <cstddef> // the C++ library's macros

#include "macros.h"

#define SUTURE_STRING_1(x) #x
#define SUTURE_STRING(x) SUTURE_STRING_1(x)

// Modules share a runtime only where C++ objects and exceptions mean the same to both.
#if defined(__GLIBCXX__)
#    if defined(_GLIBCXX_USE_CXX11_ABI) && !_GLIBCXX_USE_CXX11_ABI
#        define SUTURE_STDLIB "libstdcxx-old"
#        define SUTURE_UNUSUAL_STDLIB 1
#    else
#        define SUTURE_STDLIB "libstdcxx"
#    endif
#elif defined(_LIBCPP_VERSION)
#    define SUTURE_STDLIB "libcxx" SUTURE_STRING(_LIBCPP_ABI_VERSION)
#elif defined(_MSC_VER)
#    define SUTURE_STDLIB "msvc"
#else
#    define SUTURE_STDLIB "unknown"
#endif
#if defined(_GLIBCXX_DEBUG) || (defined(_MSC_VER) && defined(_DEBUG))
#    define SUTURE_STDLIB_MODE "-debug"
#    define SUTURE_UNUSUAL_STDLIB 1
#else
#    define SUTURE_STDLIB_MODE ""
#endif
#if defined(__GXX_ABI_VERSION)
#    define SUTURE_CPP_ABI "itanium-" SUTURE_STDLIB SUTURE_STDLIB_MODE
#else
#    define SUTURE_CPP_ABI SUTURE_STDLIB SUTURE_STDLIB_MODE
#endif

namespace suture::detail {

// One runtime may serve modules of several C++ libraries: what a source file can choose by a macro
// is part of the domain.
#if defined(SUTURE_UNUSUAL_STDLIB)
#    if !defined(SUTURE_DOMAIN)
#        define SUTURE_DOMAIN ""
#    endif
inline constexpr SUTURE_HIDDEN char domain_text[] = SUTURE_CPP_ABI "/" SUTURE_DOMAIN;
#elif defined(SUTURE_DOMAIN)
/// The module's domain, with which the references to its types start.
inline constexpr SUTURE_HIDDEN char domain_text[] = SUTURE_DOMAIN;
#else
/// "": the references stay zero.
inline constexpr const char *domain_text = nullptr;
#endif

} // namespace suture::detail

#if defined(SUTURE_DOMAIN)
/// In PyInit_NAME, before the module is attached.
#    define SUTURE_SET_IDENTITY                                                                    \
        ::suture::detail::this_module.domain = ::suture::detail::domain_text;                      \
        ::suture::detail::this_module.cpp_abi = SUTURE_CPP_ABI;
#else
#    define SUTURE_SET_IDENTITY
#endif
