// SPDX-License-Identifier: BSD-3-Clause
// NumPy's arrays by NumPy's C interface, which is checked against the buffer protocol before its
// first use: a NumPy of another layout is dealt with by the protocols alone.
#include "numpy.h"

#include "dtype.h"
#include "wrapper.h"

SUTURE_RUNTIME_BEGIN

// Positions in NumPy's table of functions, part of its ABI.
enum numpy_function : size_t {
    numpy_abi_version = 0,
    numpy_array_type = 2,
    numpy_dtype_from_number = 45,
    numpy_new_copy = 85,
    numpy_new_from_dtype = 94,
    numpy_set_base = 282
};

template <class F> static F function_of(const array_state *state, numpy_function index) {
    return (F) state->numpy_api[index];
}

/// Whether the fields of an array that NumPy made say what its buffer says.
static bool layout_is_known(PyObject *numpy, PyTypeObject *type) {
    reference array(PyObject_CallMethod(numpy, "zeros", "(ii)s", 2, 3, "float32"));
    if (!array || Py_TYPE(array.object) != type)
        return false;
    Py_buffer view;
    if (PyObject_GetBuffer(array, &view, PyBUF_RECORDS) < 0)
        return false;
    auto *f = (const numpy_array_fields *) array.object;
    auto *d = (const numpy_dtype_fields *) f->descr;
    const bool same = f->data == view.buf && f->ndim == 2 && f->dimensions[0] == 2 &&
                      f->dimensions[1] == 3 && f->strides[0] == view.strides[0] &&
                      f->strides[1] == view.strides[1] && (f->flags & numpy_writable) &&
                      d->kind == 'f' && d->type == 'f' && d->byte_order == '=' &&
                      d->type_number == 11;
    PyBuffer_Release(&view);
    return same;
}

static bool use_numpy(array_state *state, PyObject *numpy) {
    reference core(PyImport_ImportModule("numpy._core._multiarray_umath"));
    if (!core) { // before 2.0
        PyErr_Clear();
        core.reset(PyImport_ImportModule("numpy.core._multiarray_umath"));
    }
    reference capsule(core ? PyObject_GetAttrString(core, "_ARRAY_API") : nullptr);
    void **api = capsule ? (void **) PyCapsule_GetPointer(capsule, nullptr) : nullptr;
    if (!api)
        return false;
    const unsigned version = ((unsigned (*)()) api[numpy_abi_version])();
    auto *type = (PyTypeObject *) api[numpy_array_type];
    if ((version >> 24) != 1 && (version >> 24) != 2)
        return false;
    if (!layout_is_known(numpy, type))
        return false;
    state->numpy_api = api;
    state->numpy_array = (PyTypeObject *) Py_NewRef((PyObject *) type);
    return true;
}

int numpy_find(array_state *state, bool import) {
    if (state->numpy_array)
        return 1;
    if (state->numpy_refused)
        return 0;
    reference name(PyUnicode_FromString("numpy"));
    if (!name)
        return -1;
    reference numpy(import ? PyImport_Import(name) : PyImport_GetModule(name));
    if (!numpy)
        return PyErr_Occurred() ? -1 : 0;
    if (!import && !PyObject_HasAttrString(numpy, "zeros"))
        return 0; // in the middle of its import, or no NumPy at all
    if (use_numpy(state, numpy))
        return 1;
    PyErr_Clear();
    state->numpy_refused = true;
    return 0;
}

// NumPy's numbers of types; `long` is an index like the others but differs by platform.
static constexpr int numpy_half = 23;

bool numpy_dtype(const numpy_array_fields *array, dlpack::dtype *type) {
    using dlpack::dtype_code;
    struct entry {
        uint8_t code, bits;
    };
    constexpr uint8_t i = 0, u = 1, f = 2, c = 5, b = 6, l = (uint8_t) sizeof(long) * 8,
                      g = (uint8_t) sizeof(long double) * 8;
    static constexpr entry table[] = {{b, 8},  {i, 8}, {u, 8},  {i, 16}, {u, 16}, {i, 32},
                                      {u, 32}, {i, l}, {u, l},  {i, 64}, {u, 64}, {f, 32},
                                      {f, 64}, {f, g}, {c, 64}, {c, 128}};
    auto *d = (const numpy_dtype_fields *) array->descr;
    const unsigned number = (unsigned) d->type_number;
    if (SUTURE_UNLIKELY(d->byte_order != '=' && d->byte_order != '|'))
        return false;
    if (SUTURE_LIKELY(number < sizeof table / sizeof *table))
        *type = {table[number].code, table[number].bits, 1};
    else if (number == numpy_half)
        *type = {f, 16, 1};
    else
        return false;
    return true;
}

/// NumPy's number of a type, or -1.
static int numpy_number_of(dlpack::dtype t) {
    using dlpack::dtype_code;
    constexpr int int64 = sizeof(long) == 8 ? 7 : 9;
    if (t.lanes != 1)
        return -1;
    switch ((dtype_code) t.code) {
        case dtype_code::Bool: return t.bits == 8 ? 0 : -1;
        case dtype_code::Int:
        case dtype_code::UInt: {
            const int u = t.code;
            return t.bits == 8    ? 1 + u
                   : t.bits == 16 ? 3 + u
                   : t.bits == 32 ? 5 + u
                   : t.bits == 64 ? int64 + u
                                  : -1;
        }
        case dtype_code::Float:
            return t.bits == 32                              ? 11
                   : t.bits == 64                            ? 12
                   : t.bits == 16                            ? numpy_half
                   : t.bits == (int) sizeof(long double) * 8 ? 13
                                                             : -1;
        case dtype_code::Complex: return t.bits == 64 ? 14 : t.bits == 128 ? 15 : -1;
        default: return -1;
    }
}

/// numpy.dtype of a structured type: {'names': ..., 'formats': ..., 'offsets': ..., 'itemsize': n}.
static PyObject *record_dtype(const array_object *array) {
    reference numpy(PyImport_ImportModule("numpy"));
    if (!numpy)
        return nullptr;
    const size_t size = item_size(array->tensor.dtype);
    if (!array->nfields)
        return PyObject_CallMethod(numpy, "dtype", "N",
                                   PyUnicode_FromFormat("V%u", (unsigned) size));
    reference names(PyList_New(0)), formats(PyList_New(0)), offsets(PyList_New(0));
    if (!names || !formats || !offsets)
        return nullptr;
    auto add = [](PyObject *list, PyObject *stolen) {
        reference item(stolen);
        return item && PyList_Append(list, item) == 0;
    };
    for (size_t i = 0; i < array->nfields; ++i) {
        const suture_ndarray_field &f = array->fields[i];
        dlpack::dtype one = f.dtype;
        const bool opaque = one.code == (uint8_t) dlpack::dtype_code::Handle;
        one.lanes = 1;
        reference name(opaque ? PyUnicode_FromFormat("V%u", (unsigned) f.dtype.lanes)
                              : dtype_text(one));
        if (!name || !add(names, PyUnicode_FromString(f.name)) ||
            !add(formats,
                 opaque || f.dtype.lanes == 1
                     ? Py_NewRef(name.object)
                     : PyUnicode_FromFormat("(%u,)%U", (unsigned) f.dtype.lanes, name.object)) ||
            !add(offsets, PyLong_FromUnsignedLong(f.offset)))
            return nullptr;
    }
    return PyObject_CallMethod(numpy, "dtype", "{sOsOsOsn}", "names", names.object, "formats",
                               formats.object, "offsets", offsets.object, "itemsize",
                               (Py_ssize_t) size);
}

/// A NumPy array over the memory of `array`; nothing keeps that alive yet.
static PyObject *bare_view(array_state *state, array_object *array) {
    const dlpack::tensor &t = array->tensor;
    const int number = numpy_number_of(t.dtype);
    PyObject *descr;
    if (number >= 0) {
        descr = function_of<PyObject *(*) (int)>(state, numpy_dtype_from_number)(number);
    } else if (t.dtype.code == (uint8_t) dlpack::dtype_code::Handle) {
        descr = record_dtype(array);
    } else {
        reference name(dtype_text(t.dtype));
        if (name)
            PyErr_Format(PyExc_TypeError, "suture::ndarray: NumPy has no dtype %U", name.object);
        return nullptr;
    }
    if (!descr)
        return nullptr;
    Py_ssize_t strides[max_ndim];
    const Py_ssize_t size = (Py_ssize_t) item_size(t.dtype);
    for (int32_t i = 0; i < t.ndim; ++i)
        strides[i] = (Py_ssize_t) t.strides[i] * size;
    static char nothing;
    void *data = array_data(array); // without one, NumPy would allocate
    // REF: steals descr, also where it fails.
    return function_of<PyObject *(*) (PyTypeObject *, PyObject *, int, const Py_ssize_t *,
                                      const Py_ssize_t *, void *, int, PyObject *)>(
        state, numpy_new_from_dtype)(state->numpy_array, descr, t.ndim,
                                     (const Py_ssize_t *) t.shape, strides, data ? data : &nothing,
                                     array->read_only ? 0 : numpy_writable, nullptr);
}

/// By numpy.asarray and the buffer protocol, for a NumPy that is not as we know it.
static SUTURE_COLD PyObject *store_by_protocol(array_state *state, array_object *array, bool copy) {
    reference numpy(PyImport_ImportModule("numpy"));
    reference wrapper(numpy ? wrapper_new(state, array) : nullptr);
    return wrapper ? PyObject_CallMethod(numpy, copy ? "array" : "asarray", "O", wrapper.object)
                   : nullptr;
}

PyObject *numpy_store(array_state *state, array_object *array, bool copy) {
    static_assert(sizeof(Py_ssize_t) == sizeof(int64_t), "suture: arrays need 64 bits");
    if (SUTURE_UNLIKELY(!device_is_host(array->tensor.device.type))) {
        PyErr_Format(PyExc_TypeError,
                     "suture::ndarray: memory on device '%s' cannot become a numpy.ndarray",
                     device_text(array->tensor.device.type));
        return nullptr;
    }
    if (SUTURE_UNLIKELY(!state->numpy_array)) {
        int found = numpy_find(state, true);
        if (found <= 0)
            return found < 0 ? nullptr : store_by_protocol(state, array, copy);
    }
    reference view(bare_view(state, array));
    if (!view)
        return nullptr;
    if (copy) {
        constexpr int keep_order = 2;
        return function_of<PyObject *(*) (PyObject *, int)>(state, numpy_new_copy)(view,
                                                                                   keep_order);
    }
    PyObject *base = nullptr;
    if (array->origin == origin_none && !array->self)
        base = Py_XNewRef(array->owner);
    else if (!(base = wrapper_new(state, array)))
        return nullptr;
    // REF: steals base, also where it fails.
    if (base && function_of<int (*)(PyObject *, PyObject *)>(state, numpy_set_base)(view, base) < 0)
        return nullptr;
    return view.release();
}

SUTURE_RUNTIME_END
