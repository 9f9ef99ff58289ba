// SPDX-License-Identifier: BSD-3-Clause
// Include-only linking: where nothing says that the runtime is linked, its sources are part of the
// header. All of it is inline or in an unnamed namespace, so that only the translation unit that
// uses it, the one with SUTURE_MODULE, emits code.
#pragma once

#if defined(__GNUC__)
#    pragma GCC system_header // unused functions are the point
#endif

#define SUTURE_RUNTIME_INLINE
#include "../../../src/suture.cpp"
