// SPDX-License-Identifier: BSD-3-Clause
// Include-only linking of the array service: a part of the runtime that only ndarray.h brings.
#pragma once

#if defined(__GNUC__)
#    pragma GCC system_header // unused functions are the point
#endif

#include "../../../src/glue/ndarray.cpp"
#include "../../../src/ndarray/array.cpp"
#include "../../../src/ndarray/candidate.cpp"
#include "../../../src/ndarray/convert.cpp"
#include "../../../src/ndarray/dtype.cpp"
#include "../../../src/ndarray/load.cpp"
#include "../../../src/ndarray/numpy.cpp"
#include "../../../src/ndarray/state.cpp"
#include "../../../src/ndarray/store.cpp"
#include "../../../src/ndarray/wrapper.cpp"
#include "../suture.h" // the rest of the runtime
