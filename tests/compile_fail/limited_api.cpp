// SPDX-License-Identifier: BSD-3-Clause
// The runtime in a build for the stable ABI. Compiles with TWIN defined.
#undef SUTURE_LINKED
#if !defined(TWIN)
#    define Py_LIMITED_API 0x030C0000
#endif
#include <suture/suture.h>

SUTURE_MODULE(limited_api, m) { (void) m; }
