// SPDX-License-Identifier: BSD-3-Clause
// Arrays to Python: whose memory it is, whether it is copied, and the library that gets it.
#include "dtype.h"
#include "load.h"
#include "numpy.h"
#include "wrapper.h"

SUTURE_RUNTIME_BEGIN

/// How a library takes an array in.
struct library {
    const char *name; ///< for messages
    const char *module, *function;
    bool takes_capsule; ///< else an object with __dlpack__
    bool always_copies;
    const char *copy_method; ///< NULL: it has none
};

static const library libraries[suture_ndarray_frameworks] = {
    {"no framework", nullptr, nullptr, true, false, nullptr},
    {"numpy", nullptr, nullptr, false, false, "copy"},
    {"pytorch", "torch.utils.dlpack", "from_dlpack", true, false, "clone"},
    {"tensorflow", "tensorflow.experimental.dlpack", "from_dlpack", true, false, nullptr},
    {"jax", "jax.dlpack", "from_dlpack", false, false, "copy"},
    {"cupy", "cupy", "from_dlpack", false, false, "copy"},
    {"mlx", "mlx.core", "array", false, true, nullptr},
    {"memview", nullptr, nullptr, false, false, nullptr},
    {"array_api", nullptr, nullptr, false, false, nullptr}};

static PyObject *library_store(array_state *state, array_object *array, int framework, bool copy) {
    const library &l = libraries[framework];
    PyObject *&maker = state->makers[framework];
    if (!maker) {
        reference module(PyImport_ImportModule(l.module));
        maker = module ? PyObject_GetAttrString(module, l.function) : nullptr;
        if (!maker)
            return nullptr;
    }
    reference given(l.takes_capsule ? capsule_new(array, false) : wrapper_new(state, array));
    reference made(given ? PyObject_CallOneArg(maker, given) : nullptr);
    if (!made || !copy || l.always_copies)
        return made.release();
    return PyObject_CallMethod(made, l.copy_method, nullptr);
}

static SUTURE_COLD PyObject *refuse_copy(int framework) {
    PyErr_Format(PyExc_RuntimeError,
                 "suture::ndarray: the array has to be copied, for it has no owner or the policy "
                 "says so, which is not supported for this framework (%s)",
                 libraries[framework].name);
    return nullptr;
}

/// The policy reference_internal: `self` becomes the owner. False with an error. An array that came
/// from Python is kept alive by where it came from, as that of a data member is.
static bool own_by_self(array_object *array, PyObject *self) {
    if (array->self || (array->owner && (!self || array->owner == self)))
        return true;
    if (!self) {
        PyErr_SetString(PyExc_RuntimeError,
                        "suture::ndarray: reference_internal policy cannot be applied (there is no "
                        "object that the ndarray is a part of)");
        return false;
    }
    if (array->owner) {
        PyErr_SetString(PyExc_RuntimeError,
                        "suture::ndarray: reference_internal policy cannot be applied (ndarray "
                        "already has an owner)");
        return false;
    }
    array->owner = Py_NewRef(self);
    return true;
}

/// Whether the object that an array came from is what this framework would give.
static bool is_of_framework(array_state *state, PyObject *object, int framework) {
    switch (framework) {
        case suture_ndarray_none: return true;
        case suture_ndarray_memview: return PyMemoryView_Check(object);
        case suture_ndarray_array_api: return !PyCapsule_CheckExact(object);
        default: return framework_of(state, Py_TYPE(object)) == framework;
    }
}

static PyObject *array_to_python(const suture_table *core, suture_ndarray *array_, int framework,
                                 int policy, suture_context *context) {
    auto *array = (array_object *) array_;
    array_state *state = state_get(core);
    if (SUTURE_UNLIKELY(!state))
        return nullptr;
    bool copy = false;
    PyObject *self = context ? context->self : nullptr;
    switch (policy) {
        case suture_policy_none:
            if (array->self)
                return Py_NewRef(array->self);
            PyErr_SetString(PyExc_TypeError, "suture::ndarray: the policy none gives only an array "
                                             "that came from Python");
            return nullptr;
        case suture_policy_copy:
        case suture_policy_move: copy = true; break;
        case suture_policy_reference_internal:
            if (!own_by_self(array, self))
                return nullptr;
            break;
        case suture_policy_reference:
            if (self && !array->owner && !array->self)
                array->owner = Py_NewRef(self);
            break;
        case suture_policy_reference_raw: break;
        default: copy = !array->owner && !array->self; break;
    }
    if (!copy && array->self && is_of_framework(state, array->self, framework))
        return Py_NewRef(array->self);
    if (framework == suture_ndarray_numpy)
        return numpy_store(state, array, copy);
    if (framework < 0 || framework >= suture_ndarray_frameworks)
        framework = suture_ndarray_none;
    const library &l = libraries[framework];
    if (l.module)
        return copy && !l.copy_method && !l.always_copies
                   ? refuse_copy(framework)
                   : library_store(state, array, framework, copy);
    if (copy && framework == suture_ndarray_none && array->self) {
        // Whatever it is, its own library copies it.
        const int own = framework_of(state, Py_TYPE(array->self));
        if (own == suture_ndarray_numpy)
            return numpy_store(state, array, true);
        if (libraries[own].module)
            return array_to_python(core, array, own, policy, context);
    }
    if (copy)
        return refuse_copy(framework);
    if (framework == suture_ndarray_none)
        return capsule_new(array, false);
    reference wrapper(wrapper_new(state, array));
    if (!wrapper || framework == suture_ndarray_array_api)
        return wrapper.release();
    return PyMemoryView_FromObject(wrapper);
}

static suture_ndarray *array_describe(const suture_table *core, const suture_ndarray_spec *spec) {
    if (SUTURE_UNLIKELY(spec->ndim > (size_t) max_ndim || !spec->dtype.lanes)) {
        PyErr_Format(PyExc_ValueError,
                     spec->dtype.lanes ? "suture::ndarray: %zu dimensions, %d are the most"
                                       : "suture::ndarray: the dtype is missing",
                     spec->ndim, max_ndim);
        return nullptr;
    }
    const auto n = (int32_t) spec->ndim;
    array_state *state = state_get(core);
    array_object *array = state ? array_new(state->home, n) : nullptr;
    if (!array)
        return nullptr;
    array->tensor.data = spec->data;
    array->tensor.device = {spec->device_type, spec->device_id};
    array->tensor.dtype = spec->dtype;
    array->tensor.byte_offset = spec->byte_offset;
    for (int32_t i = 0; i < n; ++i)
        array->tensor.shape[i] = spec->shape[i];
    if (spec->strides)
        for (int32_t i = 0; i < n; ++i)
            array->tensor.strides[i] = spec->strides[i];
    else
        dense_strides(n, array->tensor.shape, spec->order == 'F' ? 'F' : 'C',
                      array->tensor.strides);
    array->read_only = spec->read_only;
    array->fields = spec->fields;
    array->nfields = spec->nfields;
    array->owner = Py_XNewRef(spec->owner);
    return array;
}

static PyObject *array_python_object(const suture_ndarray *array_, int sole) {
    auto *array = (const array_object *) array_;
    if (sole && array->count.load(std::memory_order_acquire) != 1)
        return nullptr;
    return array->self ? array->self : array->owner;
}

const suture_ndarray_service array_service = {(uint32_t) sizeof(suture_ndarray_service),
                                              array_from_python,
                                              array_describe,
                                              array_to_python,
                                              array_retain,
                                              array_release,
                                              array_python_object,
                                              array_check};

SUTURE_RUNTIME_END
