// SPDX-License-Identifier: BSD-3-Clause
// What bound iterators and containers of all element types share.
#ifndef SUTURE_GLUE_CONTAINERS_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_CONTAINERS_CPP

#include "../../include/suture/detail/containers.h"

#include "../../include/suture/error.h"
#include "../../include/suture/low_level.h"

namespace suture::detail {

SUTURE_GLUE void release_class_name(PyObject *scope, const char *name) {
    if (!scope || !PyObject_HasAttrString(scope, name))
        return;
    object known = getattr(scope, name);
    if (type_check(known))
        delattr(scope, name);
}

SUTURE_GLUE size_t item_index(Py_ssize_t index, size_t size) {
    if (index < 0)
        index += (Py_ssize_t) size;
    if (index < 0 || (size_t) index >= size)
        throw index_error("index out of range");
    return (size_t) index;
}

SUTURE_GLUE size_t insertion_index(Py_ssize_t index, size_t size) {
    if (index < 0)
        index += (Py_ssize_t) size;
    if (index < 0 || (size_t) index > size)
        throw index_error("index out of range");
    return (size_t) index;
}

SUTURE_GLUE void check_slice_size(size_t given, size_t wanted) {
    if (given != wanted)
        raise(PyExc_ValueError,
              "attempt to assign sequence of size %zu to extended slice of size "
              "%zu",
              given, wanted);
}

SUTURE_GLUE object as_list_items(handle iterable) {
    if (PyList_Check(iterable.ptr()) || PyTuple_Check(iterable.ptr()))
        return borrow(iterable);
    return steal(checked(PySequence_List(iterable.ptr())));
}

/// "pkg.mod.Name(" + body + ")"
static inline str with_type_name(handle self, handle body) {
    return steal<str>(checked(PyUnicode_FromFormat("%U(%U)", inst_name(self).ptr(), body.ptr())));
}

SUTURE_GLUE str sequence_repr(handle self) {
    object items = steal(checked(PySequence_List(self.ptr())));
    return with_type_name(self, repr(items));
}

SUTURE_GLUE str mapping_repr(handle self, handle items) {
    list parts;
    for (handle item : iter(items))
        parts.append(steal(checked(PyUnicode_FromFormat("%R: %R", PyTuple_GetItem(item.ptr(), 0),
                                                        PyTuple_GetItem(item.ptr(), 1)))));
    str joined = steal<str>(checked(PyUnicode_Join(str(", ").ptr(), parts.ptr())));
    return with_type_name(self, steal(checked(PyUnicode_FromFormat("{%U}", joined.ptr()))));
}

SUTURE_GLUE void raise_missing_key(handle key) {
    PyErr_SetObject(PyExc_KeyError, key.ptr());
    raise_python_error();
}

SUTURE_GLUE void raise_map_changed(bool size) {
    throw runtime_error(size ? "the map changed size during iteration"
                             : "the map's keys changed during iteration");
}

} // namespace suture::detail

#endif
