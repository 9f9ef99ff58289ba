// SPDX-License-Identifier: BSD-3-Clause
// What an object offers: DLPack's C exchange table, __dlpack__, the buffer protocol, a capsule.
#include "dtype.h"
#include "load.h"
#include "wrapper.h"

SUTURE_RUNTIME_BEGIN

void candidate_drop(candidate &c) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (c.capsule) {
        Py_DECREF(c.capsule); // unused, it ends the tensor
    } else if (c.origin == origin_buffer) {
        PyBuffer_Release((Py_buffer *) c.managed);
        spare_buffer.give(c.managed);
    } else if (c.origin == origin_versioned) {
        auto *managed = (dlpack::managed_tensor_versioned *) c.managed;
        if (managed->deleter)
            managed->deleter(managed);
    }
    PyErr_Restore(type, value, traceback);
}

/// The tensor's dimensions as ours: a producer may leave out the strides of an array in C order.
static bool take_tensor(candidate &c, const dlpack::tensor &t) {
    if (t.ndim < 0 || t.ndim > max_ndim) {
        PyErr_Format(PyExc_TypeError, "it has %d dimensions, %d are the most", (int) t.ndim,
                     max_ndim);
        return false;
    }
    c.tensor = t;
    c.tensor.shape = c.sizes;
    c.tensor.strides = c.sizes + max_ndim;
    for (int32_t i = 0; i < t.ndim; ++i)
        c.sizes[i] = t.shape[i];
    if (t.strides)
        for (int32_t i = 0; i < t.ndim; ++i)
            c.tensor.strides[i] = t.strides[i];
    else
        dense_strides(t.ndim, c.tensor.shape, 'C', c.tensor.strides);
    return true;
}

static bool take_versioned(candidate &c, dlpack::managed_tensor_versioned *managed) {
    if (managed->version.major != 1) {
        PyErr_Format(PyExc_TypeError, "its DLPack version is %u.%u, not 1.x",
                     managed->version.major, managed->version.minor);
        return false;
    }
    c.origin = origin_versioned;
    c.managed = managed;
    c.read_only = (managed->flags & dlpack::flag_read_only) != 0;
    return take_tensor(c, managed->tensor);
}

/// A capsule, borrowed, of a tensor that nobody has consumed.
static bool from_capsule(PyObject *capsule, candidate &c) {
    if (PyCapsule_IsValid(capsule, capsule_versioned)) {
        if (!take_versioned(c, (dlpack::managed_tensor_versioned *) PyCapsule_GetPointer(
                                   capsule, capsule_versioned)))
            return false;
    } else if (PyCapsule_IsValid(capsule, capsule_legacy)) {
        auto *managed = (dlpack::managed_tensor *) PyCapsule_GetPointer(capsule, capsule_legacy);
        c.origin = origin_managed;
        c.managed = managed;
        c.read_only = false; // it cannot say so
        if (!take_tensor(c, managed->tensor))
            return false;
    } else {
        const char *name = PyCapsule_GetName(capsule);
        PyErr_Format(PyExc_TypeError, "%s",
                     name && !strncmp(name, "used_dltensor", 13)
                         ? "the DLPack capsule has been consumed"
                         : "the capsule is not one of DLPack");
        return false;
    }
    c.capsule = Py_NewRef(capsule);
    return true;
}

/// The table of a type's library, or NULL without an error.
static const dlpack::exchange_api *exchange_of(PyObject *attribute) {
    auto *header =
        PyCapsule_IsValid(attribute, "dlpack_exchange_api")
            ? (dlpack::exchange_header *) PyCapsule_GetPointer(attribute, "dlpack_exchange_api")
            : nullptr;
    while (header && header->version.major > 1)
        header = header->previous;
    return header && header->version.major == 1 ? (const dlpack::exchange_api *) header : nullptr;
}

static bool from_exchange(const dlpack::exchange_api *api, PyObject *source, candidate &c) {
    dlpack::managed_tensor_versioned *managed = nullptr;
    if (api->from_object(source, &managed) < 0 || !managed)
        return false;
    if (take_versioned(c, managed))
        return true;
    if (managed->deleter)
        managed->deleter(managed);
    return false;
}

/// Calls __dlpack__, which says more in 1.0: whether the array is read only. A legacy producer does
/// not know the keyword.
static PyObject *call_dlpack(array_state *state, PyObject *source, bool versioned) {
    PyObject *stack[3] = {nullptr, source, state->version};
    if (!versioned)
        return PyObject_VectorcallMethod(state->name_dlpack, stack + 1,
                                         1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
    return PyObject_VectorcallMethod(state->name_dlpack, stack + 1,
                                     1 | PY_VECTORCALL_ARGUMENTS_OFFSET, state->versioned_call);
}

static bool from_dlpack(array_state *state, PyObject *source, bool read_only, candidate &c) {
    // Where the array may be read only, what the older call cannot say does not matter.
    reference capsule(call_dlpack(state, source, !read_only));
    if (!capsule) {
        const bool keyword = !read_only && PyErr_ExceptionMatches(PyExc_TypeError);
        const bool access = read_only && PyErr_ExceptionMatches(PyExc_Exception);
        if (!keyword && !access)
            return false;
        PyErr_Clear();
        capsule.reset(call_dlpack(state, source, read_only));
    }
    if (!capsule)
        return false;
    if (PyCapsule_CheckExact(capsule.object))
        return from_capsule(capsule, c);
    PyErr_Format(PyExc_TypeError, "__dlpack__() returned %.200s, not a capsule",
                 Py_TYPE(capsule.object)->tp_name);
    return false;
}

static bool take_buffer(candidate &c, Py_buffer *view) {
    dlpack::dtype type;
    if (!dtype_of_format(view->format, (size_t) view->itemsize, &type)) {
        PyErr_Format(PyExc_TypeError, "its format is '%s'", view->format ? view->format : "");
        return false;
    }
    if (view->ndim > max_ndim || view->suboffsets) {
        PyErr_SetString(PyExc_TypeError, "its memory is not strided");
        return false;
    }
    c.tensor = {view->buf, {1, 0}, view->ndim, type, c.sizes, c.sizes + max_ndim, 0};
    c.read_only = view->readonly != 0;
    c.format = type.code == (uint8_t) dlpack::dtype_code::Handle ? view->format : nullptr;
    for (int i = 0; i < view->ndim; ++i)
        c.sizes[i] =
            view->shape ? view->shape[i] : view->len / (view->itemsize ? view->itemsize : 1);
    if (!view->strides) {
        dense_strides(view->ndim, c.sizes, 'C', c.tensor.strides);
        return true;
    }
    for (int i = 0; i < view->ndim; ++i) {
        if (view->itemsize && view->strides[i] % view->itemsize) {
            PyErr_Format(PyExc_TypeError,
                         "its stride of %zd bytes is no multiple of the %zd bytes of an element",
                         view->strides[i], view->itemsize);
            return false;
        }
        c.tensor.strides[i] = view->itemsize ? view->strides[i] / view->itemsize : 0;
    }
    return true;
}

static bool from_buffer(PyObject *source, candidate &c) {
    auto *view = (Py_buffer *) spare_buffer.take();
    if (!view) {
        PyErr_NoMemory();
        return false;
    }
    if (PyObject_GetBuffer(source, view, PyBUF_FULL_RO) < 0) {
        spare_buffer.give(view);
        return false;
    }
    if (!take_buffer(c, view)) {
        PyBuffer_Release(view);
        spare_buffer.give(view);
        return false;
    }
    c.origin = origin_buffer;
    c.managed = view;
    return true;
}

/// What an error says about the object, rather than about the interpreter.
static bool is_refusal() {
    return PyErr_ExceptionMatches(PyExc_Exception) && !PyErr_ExceptionMatches(PyExc_MemoryError);
}

bool candidate_find(array_state *state, PyObject *source, bool read_only, candidate &c) {
    c.origin = origin_none;
    c.managed = nullptr;
    c.capsule = nullptr;
    c.format = nullptr;
    PyTypeObject *type = Py_TYPE(source);
    if (PyCapsule_CheckExact(source))
        return from_capsule(source, c);
    const bool buffer = type->tp_as_buffer && type->tp_as_buffer->bf_getbuffer;
    if (buffer &&
        (type == &PyMemoryView_Type || type == &PyBytes_Type || type == &PyByteArray_Type))
        return from_buffer(source, c);
    if (PyObject *attribute = _PyType_Lookup(type, state->name_exchange)) { // REF: borrowed
        if (const dlpack::exchange_api *api = exchange_of(attribute))
            return from_exchange(api, source, c);
    }
    if (_PyType_Lookup(type, state->name_dlpack)) {
        if (from_dlpack(state, source, read_only, c))
            return true;
        if (!buffer || !PyErr_Occurred() || !is_refusal())
            return false;
        PyObject *error, *value, *traceback;
        PyErr_Fetch(&error, &value, &traceback);
        const bool found = from_buffer(source, c); // structured elements, as a rule
        if (found || PyErr_Occurred()) {           // what the buffer says is of more use
            Py_XDECREF(error);
            Py_XDECREF(value);
            Py_XDECREF(traceback);
        } else {
            PyErr_Restore(error, value, traceback);
        }
        return found;
    }
    return buffer && from_buffer(source, c);
}

SUTURE_RUNTIME_END
