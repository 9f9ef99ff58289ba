// SPDX-License-Identifier: BSD-3-Clause
// The runtime as the one file that hand-written builds compile into an extension. Where nothing
// says that the runtime is linked (SUTURE_LINKED), the file with NB_MODULE emits it, and this one
// is empty.
#ifdef SUTURE_LINKED
#    include "../../../src/suture.cpp"
#endif
