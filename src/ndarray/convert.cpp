// SPDX-License-Identifier: BSD-3-Clause
// Conversion of an array by the library that it belongs to.
#include "dtype.h"
#include "load.h"
#include "numpy.h"

SUTURE_RUNTIME_BEGIN

int framework_of(array_state *state, PyTypeObject *type) {
    if (type == state->numpy_array)
        return suture_ndarray_numpy;
    struct {
        const char *package;
        int framework;
    } constexpr known[] = {{"numpy", suture_ndarray_numpy},
                           {"torch", suture_ndarray_pytorch},
                           {"tensorflow", suture_ndarray_tensorflow},
                           {"jaxlib", suture_ndarray_jax},
                           {"jax", suture_ndarray_jax},
                           {"cupy", suture_ndarray_cupy},
                           {"mlx", suture_ndarray_mlx}};
    reference module(PyObject_GetAttrString((PyObject *) type, "__module__"));
    const char *name =
        module && PyUnicode_Check(module.object) ? PyUnicode_AsUTF8(module) : nullptr;
    if (!name) {
        PyErr_Clear();
        return suture_ndarray_none;
    }
    for (const auto &k : known) {
        const size_t n = strlen(k.package);
        if (!strncmp(name, k.package, n) && (!name[n] || name[n] == '.'))
            return k.framework;
    }
    return suture_ndarray_none;
}

/// A library's dtype object, `package`.`name`.
static PyObject *library_dtype(const char *package, PyObject *name) {
    reference module(PyImport_ImportModule(package));
    return module ? PyObject_GetAttr(module, name) : nullptr;
}

PyObject *candidate_convert(array_state *state, const suture_ndarray_config *config,
                            PyObject *source, const dlpack::dtype &found, unsigned wrong) {
    const int framework = framework_of(state, Py_TYPE(source));
    if (framework == suture_ndarray_none)
        return nullptr;
    const bool retype = (wrong & wrong_dtype) != 0;
    const char order = (char) config->order;
    reference name(retype ? PyUnicode_FromString(config->dtype_name) : dtype_text(found));
    if (!name)
        return nullptr;
    switch (framework) {
        case suture_ndarray_numpy:
        case suture_ndarray_cupy:
            return PyObject_CallMethod(source, "astype", "OC", name.object, order ? order : 'K');
        case suture_ndarray_pytorch: {
            reference dtype(retype ? library_dtype("torch", name) : nullptr);
            if (retype && !dtype)
                return nullptr;
            reference made(retype ? PyObject_CallMethod(source, "to", "O", dtype.object)
                                  : Py_NewRef(source));
            if (!made || (order != 'C' && order != 'A'))
                return order == 'F' ? nullptr : made.release();
            return PyObject_CallMethod(made, "contiguous", nullptr);
        }
        case suture_ndarray_tensorflow: {
            reference module(PyImport_ImportModule("tensorflow"));
            return module && retype ? PyObject_CallMethod(module, "cast", "OO", source, name.object)
                                    : nullptr;
        }
        case suture_ndarray_jax:
            return retype ? PyObject_CallMethod(source, "astype", "O", name.object) : nullptr;
        case suture_ndarray_mlx: {
            reference dtype(library_dtype("mlx.core", name));
            return dtype && retype ? PyObject_CallMethod(source, "astype", "O", dtype.object)
                                   : nullptr;
        }
        default: return nullptr;
    }
}

SUTURE_RUNTIME_END
