// SPDX-License-Identifier: BSD-3-Clause
// Arrays of C++ as DLPack capsules and as an object of the array API.
#include "wrapper.h"

#include "dtype.h"

SUTURE_RUNTIME_BEGIN

struct array_wrapper {
    PyObject ob_base;
    array_object *array;
};

PyObject *wrapper_new(array_state *state, array_object *array) {
    auto *self = PyObject_New(array_wrapper, state->wrapper_type);
    if (!self)
        return nullptr;
    array_retain(array);
    self->array = array;
    return (PyObject *) self;
}

static void wrapper_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    array_release(((array_wrapper *) self)->array);
    PyObject_Free(self);
    Py_DECREF((PyObject *) type);
}

// --- capsules ------------------------------------------------------------------------------------

static spare_memory spare_managed{{nullptr}, sizeof(dlpack::managed_tensor_versioned)};

// A consumer calls these on any thread, attached or not.
static void managed_delete(dlpack::managed_tensor *self) {
    array_release((suture_ndarray *) self->context);
    spare_managed.give(self);
}
static void versioned_delete(dlpack::managed_tensor_versioned *self) {
    array_release((suture_ndarray *) self->context);
    spare_managed.give(self);
}

/// A capsule that nobody consumed: a consumer has given it another name.
static void legacy_capsule_destroy(PyObject *capsule) {
    if (PyCapsule_IsValid(capsule, capsule_legacy))
        managed_delete((dlpack::managed_tensor *) PyCapsule_GetPointer(capsule, capsule_legacy));
}
static void versioned_capsule_destroy(PyObject *capsule) {
    if (PyCapsule_IsValid(capsule, capsule_versioned))
        versioned_delete(
            (dlpack::managed_tensor_versioned *) PyCapsule_GetPointer(capsule, capsule_versioned));
}

PyObject *capsule_new(array_object *array, bool versioned) {
    static_assert(sizeof(dlpack::managed_tensor) <= sizeof(dlpack::managed_tensor_versioned), "");
    void *memory = spare_managed.take();
    if (!memory)
        return PyErr_NoMemory();
    PyObject *capsule;
    if (versioned) {
        new (memory) dlpack::managed_tensor_versioned{
            {1, 1},
            array,
            versioned_delete,
            array->read_only ? (uint64_t) dlpack::flag_read_only : 0,
            array->tensor};
        capsule = PyCapsule_New(memory, capsule_versioned, versioned_capsule_destroy);
    } else {
        new (memory) dlpack::managed_tensor{array->tensor, array, managed_delete};
        capsule = PyCapsule_New(memory, capsule_legacy, legacy_capsule_destroy);
    }
    if (!capsule) {
        spare_managed.give(memory);
        return nullptr;
    }
    array_retain(array);
    return capsule;
}

// --- methods -------------------------------------------------------------------------------------

static PyObject *wrapper_device(PyObject *self, PyObject *) {
    const dlpack::device &device = ((array_wrapper *) self)->array->tensor.device;
    return Py_BuildValue("(ii)", (int) device.type, (int) device.id);
}

/// Two ints of a tuple; false with an error of this text.
static bool int_pair(PyObject *value, const char *what, long *first, long *second) {
    if (PyTuple_Check(value) && PyTuple_GET_SIZE(value) == 2 &&
        PyLong_Check(PyTuple_GET_ITEM(value, 0)) && PyLong_Check(PyTuple_GET_ITEM(value, 1))) {
        *first = PyLong_AsLong(PyTuple_GET_ITEM(value, 0));
        *second = PyLong_AsLong(PyTuple_GET_ITEM(value, 1));
        return !PyErr_Occurred();
    }
    PyErr_Format(PyExc_TypeError, "__dlpack__(): %s must be None or tuple[int, int]", what);
    return false;
}

/// One keyword argument; 0, or -1 with an error.
static int read_keyword(const array_object *array, PyObject *name, PyObject *value,
                        bool *versioned) {
    auto is = [name](const char *text) {
        return PyUnicode_CompareWithASCIIString(name, text) == 0;
    };
    long first, second;
    if (is("max_version")) {
        if (value == Py_None)
            return 0;
        if (!int_pair(value, "max_version", &first, &second))
            return -1;
        *versioned = first >= 1;
        return 0;
    }
    if (is("dl_device")) {
        if (value == Py_None)
            return 0;
        if (!int_pair(value, "dl_device", &first, &second))
            return -1;
        if (first == array->tensor.device.type && second == array->tensor.device.id)
            return 0;
        PyErr_Format(PyExc_BufferError,
                     "__dlpack__(): the array is on device (%d, %d) and cannot be copied to "
                     "(%ld, %ld)",
                     (int) array->tensor.device.type, (int) array->tensor.device.id, first, second);
        return -1;
    }
    if (is("copy")) {
        int copy = value == Py_None ? 0 : PyObject_IsTrue(value);
        if (copy > 0)
            PyErr_SetString(PyExc_BufferError, "__dlpack__(): the array cannot be copied");
        return copy ? -1 : 0;
    }
    if (is("stream"))
        return 0; // what the device has still to do is the author's to wait for
    PyErr_Format(PyExc_TypeError, "__dlpack__() got an unexpected keyword argument '%U'", name);
    return -1;
}

static PyObject *wrapper_dlpack(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                PyObject *kwnames) {
    array_object *array = ((array_wrapper *) self)->array;
    if (nargs) {
        PyErr_SetString(PyExc_TypeError, "__dlpack__() does not accept positional arguments");
        return nullptr;
    }
    bool versioned = false;
    const Py_ssize_t n = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
    for (Py_ssize_t i = 0; i < n; ++i)
        if (read_keyword(array, PyTuple_GET_ITEM(kwnames, i), args[i], &versioned) < 0)
            return nullptr;
    if (array->read_only && !versioned) {
        PyErr_SetString(PyExc_BufferError, "__dlpack__(): before DLPack 1.0 an array cannot be "
                                           "read only; pass max_version=(1, 0)");
        return nullptr;
    }
    return capsule_new(array, versioned);
}

// --- buffer protocol -----------------------------------------------------------------------------

/// What a Py_buffer's `internal` owns: the strides in bytes, and a format.
struct buffer_memory {
    char *format;
    Py_ssize_t strides[small_ndim]; // or ndim
};
static spare_memory spare_strides{{nullptr}, sizeof(buffer_memory)};

static void buffer_free(buffer_memory *memory, int ndim) {
    PyMem_RawFree(memory->format);
    if (ndim > small_ndim)
        PyMem_RawFree(memory);
    else
        spare_strides.give(memory);
}

/// Why a buffer with these flags cannot be had, or NULL.
static const char *buffer_refusal(const array_object *array, int flags) {
    if (!device_is_host(array->tensor.device.type))
        return "the array is not in memory that the CPU reaches";
    if ((flags & PyBUF_WRITABLE) && array->read_only)
        return "the array is read only";
    const bool c = tensor_is_dense(array->tensor, 'C');
    if ((flags & PyBUF_STRIDES) != PyBUF_STRIDES && !c)
        return "the array is not C-contiguous";
    if ((flags & PyBUF_C_CONTIGUOUS) == PyBUF_C_CONTIGUOUS && !c)
        return "the array is not C-contiguous";
    if ((flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS && !tensor_is_dense(array->tensor, 'F'))
        return "the array is not Fortran contiguous";
    if ((flags & PyBUF_ANY_CONTIGUOUS) == PyBUF_ANY_CONTIGUOUS &&
        !tensor_is_dense(array->tensor, 'A'))
        return "the array is not contiguous";
    return nullptr;
}

static int wrapper_getbuffer(PyObject *self, Py_buffer *view, int flags) {
    array_object *array = ((array_wrapper *) self)->array;
    view->obj = nullptr;
    if (const char *why = buffer_refusal(array, flags)) {
        PyErr_SetString(PyExc_BufferError, why);
        return -1;
    }
    const dlpack::tensor &t = array->tensor;
    auto *memory = (buffer_memory *) (t.ndim > small_ndim
                                          ? PyMem_RawMalloc(sizeof(buffer_memory) +
                                                            (size_t) t.ndim * sizeof(Py_ssize_t))
                                          : spare_strides.take());
    if (!memory) {
        PyErr_NoMemory();
        return -1;
    }
    const char *format = format_of_dtype(array, &memory->format);
    if (!format) {
        buffer_free(memory, t.ndim);
        reference name(dtype_text(t.dtype));
        if (name)
            PyErr_Format(PyExc_BufferError, "the buffer protocol has no format for dtype %U",
                         name.object);
        return -1;
    }
    const auto size = (Py_ssize_t) item_size(t.dtype);
    view->len = size;
    for (int32_t i = 0; i < t.ndim; ++i) {
        view->len *= (Py_ssize_t) t.shape[i];
        memory->strides[i] = (Py_ssize_t) t.strides[i] * size;
    }
    view->buf = array_data(array);
    view->itemsize = size;
    view->readonly = array->read_only;
    view->ndim = t.ndim;
    view->format = flags & PyBUF_FORMAT ? const_cast<char *>(format) : nullptr;
    view->shape = flags & PyBUF_ND ? (Py_ssize_t *) t.shape : nullptr;
    view->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? memory->strides : nullptr;
    view->suboffsets = nullptr;
    view->internal = memory;
    view->obj = Py_NewRef(self);
    return 0;
}

static void wrapper_releasebuffer(PyObject *self, Py_buffer *view) {
    buffer_free((buffer_memory *) view->internal, ((array_wrapper *) self)->array->tensor.ndim);
}

PyTypeObject *wrapper_type_new() {
    static PyMethodDef methods[] = {
        {"__dlpack__", (PyCFunction) (void (*)()) wrapper_dlpack, METH_FASTCALL | METH_KEYWORDS,
         "DLPack capsule of the array."},
        {"__dlpack_device__", wrapper_device, METH_NOARGS, "(device type, device id)"},
        {nullptr, nullptr, 0, nullptr}};
    // Static, or its initial value would be in a section that every module keeps.
    static PyType_Slot slots[] = {{Py_tp_dealloc, (void *) wrapper_dealloc},
                                  {Py_tp_methods, methods},
                                  {Py_tp_doc, (void *) "An array of C++."},
                                  {Py_bf_getbuffer, (void *) wrapper_getbuffer},
                                  {Py_bf_releasebuffer, (void *) wrapper_releasebuffer},
                                  {0, nullptr}};
    PyType_Spec spec = {"suture.ndarray", (int) sizeof(array_wrapper), 0, Py_TPFLAGS_DEFAULT,
                        slots};
    auto *type = (PyTypeObject *) PyType_FromSpec(&spec);
    if (type)
        type->tp_new = nullptr; // only C++ makes them
    return type;
}

SUTURE_RUNTIME_END
