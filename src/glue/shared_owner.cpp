// SPDX-License-Identifier: BSD-3-Clause
// Control blocks of shared pointers whose object belongs to a Python object.
#ifndef SUTURE_GLUE_SHARED_OWNER_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_SHARED_OWNER_CPP

#include "../../include/suture/cast/shared_ptr.h"

namespace suture::detail {

SUTURE_GLUE std::shared_ptr<void> shared_owner(PyObject *source) {
    object_owner *owner = owner_new(source);
    if (!owner) {
        PyErr_Clear();
        throw std::bad_alloc();
    }
    return std::shared_ptr<void>(owner, owner_deleter{owner});
}

} // namespace suture::detail

#endif
