// SPDX-License-Identifier: BSD-3-Clause
// Arrays from Python: NumPy's by its fields, others by what they offer; held against the
// constraints, converted where that is allowed, and refused with the reason.
#include "load.h"

#include "dtype.h"
#include "numpy.h"
#include "wrapper.h"

SUTURE_RUNTIME_BEGIN

/// A NumPy array of numbers by its fields. False: go by the protocols.
SUTURE_HOT_INLINE bool numpy_candidate(PyObject *source, candidate &c) {
    auto *a = (const numpy_array_fields *) source;
    if (SUTURE_UNLIKELY(!numpy_dtype(a, &c.tensor.dtype) || a->ndim > max_ndim))
        return false;
    c.tensor.data = a->data;
    c.tensor.device = {1, 0};
    c.tensor.ndim = a->ndim;
    c.tensor.byte_offset = 0;
    c.tensor.shape = c.sizes;
    c.tensor.strides = c.sizes + max_ndim;
    c.read_only = !(a->flags & numpy_writable);
    c.origin = origin_none;
    c.managed = nullptr;
    c.capsule = nullptr;
    c.format = nullptr;
    const auto size = (Py_ssize_t) (c.tensor.dtype.bits >> 3);
    int shift = 0; // sizes of numbers are powers of two
    while (((Py_ssize_t) 1 << shift) < size)
        ++shift;
    Py_ssize_t rest = 0;
    for (int i = 0; i < a->ndim; ++i) {
        c.sizes[i] = a->dimensions[i];
        c.tensor.strides[i] = a->strides[i] >> shift;
        rest |= a->strides[i] & (size - 1);
    }
    return rest == 0;
}

/// The constraints that are not met.
SUTURE_HOT_INLINE unsigned candidate_mismatch(const suture_ndarray_config *config,
                                              const candidate &c) {
    const dlpack::tensor &t = c.tensor;
    unsigned wrong = 0;
    if (config->dtype.lanes &&
        (config->dtype != t.dtype ||
         (config->nfields &&
          !(c.format && format_has_fields(c.format, config->fields, config->nfields)))))
        wrong |= wrong_dtype;
    if (config->ndim >= 0) {
        if (config->ndim != t.ndim) {
            wrong |= wrong_shape;
        } else {
            for (int32_t i = 0; i < t.ndim; ++i)
                if (config->shape[i] >= 0 && config->shape[i] != t.shape[i])
                    wrong |= wrong_shape;
        }
    }
    if (config->order && !tensor_is_dense(t, (char) config->order))
        wrong |= wrong_order;
    if (config->device_type && config->device_type != t.device.type)
        wrong |= wrong_device;
    if (c.read_only && !config->read_only)
        wrong |= wrong_access;
    return wrong;
}

/// The array of a candidate that fits; takes over what the candidate holds. NULL with an error.
SUTURE_HOT_INLINE array_object *array_of(array_state *state, const suture_ndarray_config *config,
                                         PyObject *source, candidate &c) {
    array_object *array = array_new(state->home, c.tensor.ndim);
    if (SUTURE_UNLIKELY(!array)) {
        candidate_drop(c);
        return nullptr;
    }
    array->tensor.data = c.tensor.data;
    array->tensor.device = c.tensor.device;
    array->tensor.dtype = c.tensor.dtype;
    array->tensor.byte_offset = c.tensor.byte_offset;
    for (int32_t i = 0; i < c.tensor.ndim; ++i) {
        array->tensor.shape[i] = c.tensor.shape[i];
        array->tensor.strides[i] = c.tensor.strides[i];
    }
    array->read_only = c.read_only || config->read_only;
    array->self = source;
    array->buffered_self = c.origin == origin_buffer && ((Py_buffer *) c.managed)->obj == source;
    if (!array->buffered_self)
        Py_INCREF(source);
    array->origin = c.origin;
    array->managed = c.managed;
    array->fields = config->fields;
    array->nfields = config->nfields;
    if (c.capsule) {
        // From here on the tensor is the array's.
        PyCapsule_SetName(c.capsule, c.origin == origin_versioned ? capsule_versioned_used
                                                                  : capsule_legacy_used);
        Py_DECREF(c.capsule);
    }
    return array;
}

/// "shape is (2, 2), it is read-only": a TypeError of what was found where it does not fit.
static SUTURE_COLD void explain_mismatch(const candidate &c, const suture_ndarray_config *config,
                                         unsigned wrong) {
    const dlpack::tensor &t = c.tensor;
    reference text(PyUnicode_FromString(""));
    auto add = [&text](PyObject *stolen) {
        reference piece(stolen);
        if (text && piece)
            text.reset(PyUnicode_FromFormat(PyUnicode_GET_LENGTH(text.object) ? "%U, %U" : "%U%U",
                                            text.object, piece.object));
        else
            text.reset(nullptr);
    };
    if (wrong & wrong_dtype) {
        reference name(dtype_text(t.dtype));
        if (c.format && config->dtype == t.dtype)
            add(PyUnicode_FromFormat("its fields are '%s'", c.format));
        else
            add(name ? PyUnicode_FromFormat("dtype is %U", name.object) : nullptr);
    }
    if (wrong & wrong_shape) {
        reference sizes(sizes_text(t.shape, t.ndim));
        add(sizes ? PyUnicode_FromFormat("shape is %U", sizes.object) : nullptr);
    }
    if (wrong & wrong_order) {
        if (tensor_is_dense(t, 'A')) {
            add(PyUnicode_FromFormat("order is '%c'", config->order == 'F' ? 'C' : 'F'));
        } else {
            reference strides(sizes_text(t.strides, t.ndim));
            add(strides
                    ? PyUnicode_FromFormat("it is not contiguous: strides are %U", strides.object)
                    : nullptr);
        }
    }
    if (wrong & wrong_device)
        add(PyUnicode_FromFormat("device is '%s'", device_text(t.device.type)));
    if (wrong & wrong_access)
        add(PyUnicode_FromString("it is read-only"));
    if (text)
        PyErr_SetObject(PyExc_TypeError, text);
}

/// The load failed: an error that is set becomes the reason, unless it is none of the object's.
static SUTURE_COLD int load_failed(uint32_t flags) {
    if (!PyErr_Occurred() || !PyErr_ExceptionMatches(PyExc_Exception) ||
        PyErr_ExceptionMatches(PyExc_MemoryError))
        return 0;
    if (!(flags & suture_load_explain)) {
        PyErr_Clear();
        return 0;
    }
    if (PyErr_ExceptionMatches(PyExc_TypeError))
        return 0;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    reference text(PyObject_Str(value ? value : Py_None));
    if (text)
        PyErr_Format(PyExc_TypeError, "%s: %U", ((PyTypeObject *) type)->tp_name, text.object);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return 0;
}

static bool is_complex(dlpack::dtype t) { return t.code == (uint8_t) dlpack::dtype_code::Complex; }

/// Whether a copy could meet the constraints: never from complex numbers to others, nor from or to
/// elements that are no numbers.
static bool can_convert(const suture_ndarray_config *config, const candidate &c, unsigned wrong,
                        uint32_t flags) {
    constexpr auto opaque = (uint8_t) dlpack::dtype_code::Handle;
    if (!(flags & suture_load_convert) || (wrong & ~(unsigned) (wrong_dtype | wrong_order)))
        return false;
    if (!(wrong & wrong_dtype))
        return c.tensor.dtype.code != opaque;
    return c.tensor.dtype.code != opaque && config->dtype.code != opaque &&
           !(is_complex(c.tensor.dtype) && !is_complex(config->dtype));
}

static SUTURE_NOINLINE int load_mismatched(const suture_table *core, array_state *state,
                                           const suture_ndarray_config *config, PyObject *source,
                                           uint32_t flags, suture_ndarray **result, candidate &c,
                                           unsigned wrong) {
    if (can_convert(config, c, wrong, flags)) {
        const dlpack::dtype found = c.tensor.dtype;
        reference converted(candidate_convert(state, config, source, found, wrong));
        if (converted) {
            candidate_drop(c);
            return array_from_python(core, config, converted,
                                     flags & ~(uint32_t) suture_load_convert, result);
        }
        if (PyErr_Occurred()) {
            candidate_drop(c);
            return load_failed(flags);
        }
    }
    if (flags & suture_load_explain)
        explain_mismatch(c, config, wrong);
    candidate_drop(c);
    return 0;
}

int array_from_python(const suture_table *core, const suture_ndarray_config *config,
                      PyObject *source, uint32_t flags, suture_ndarray **result) {
    array_state *state = state_get(core);
    if (SUTURE_UNLIKELY(!state))
        return 0;
    candidate c;
    bool found = Py_TYPE(source) == state->numpy_array && numpy_candidate(source, c);
    if (SUTURE_UNLIKELY(!found)) {
        if (!state->numpy_array && !strcmp(Py_TYPE(source)->tp_name, "numpy.ndarray")) {
            const int known = numpy_find(state, false);
            if (known < 0)
                return load_failed(flags);
            found = known && Py_TYPE(source) == state->numpy_array && numpy_candidate(source, c);
        }
        if (!found && !candidate_find(state, source, config->read_only != 0, c))
            return load_failed(flags);
    }
    const unsigned wrong = candidate_mismatch(config, c);
    if (SUTURE_UNLIKELY(wrong))
        return load_mismatched(core, state, config, source, flags, result, c, wrong);
    *result = array_of(state, config, source, c);
    return *result != nullptr;
}

int array_check(const suture_table *core, PyObject *source) {
    array_state *state = state_get(core);
    if (!state) {
        PyErr_Clear();
        return 0;
    }
    PyTypeObject *type = Py_TYPE(source);
    return (type->tp_as_buffer && type->tp_as_buffer->bf_getbuffer) ||
           PyCapsule_IsValid(source, capsule_legacy) ||
           PyCapsule_IsValid(source, capsule_versioned) ||
           _PyType_Lookup(type, state->name_dlpack) || _PyType_Lookup(type, state->name_exchange);
}

SUTURE_RUNTIME_END
