// SPDX-License-Identifier: BSD-3-Clause
// What ndarray does through the array service, which it brings to the interpreter's runtime.
#ifndef SUTURE_GLUE_NDARRAY_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_NDARRAY_CPP

#include "../../include/suture/ndarray.h"

#if !defined(SUTURE_SHARED)
#    include "../ndarray/service.h"
#endif

namespace suture::detail {

/// The service that this module found first. Another interpreter may have another: what they make
/// is alike, and each array knows its own.
SUTURE_GLUE_DATA const suture_ndarray_service *array_service_found = nullptr;

/// NULL with an error.
static const suture_ndarray_service *array_service() noexcept {
    if (array_service_found)
        return array_service_found;
#if defined(SUTURE_SHARED)
    const void *own = nullptr;
#else
    const void *own = &::suture::rt::array_service;
#endif
    array_service_found =
        (const suture_ndarray_service *) rt::service_attach("suture.ndarray.1", own);
    return array_service_found;
}

SUTURE_GLUE bool ndarray_load(const suture_ndarray_config *config, PyObject *source, uint32_t flags,
                              suture_ndarray **result) noexcept {
    const suture_ndarray_service *service = array_service();
    return service && service->load(table, config, source, flags, result) > 0;
}

SUTURE_GLUE suture_ndarray *ndarray_create(suture_ndarray_spec &spec,
                                           const suture_ndarray_config *config, const void *data,
                                           const size_t *shape, PyObject *owner) {
    static_assert(sizeof(size_t) == sizeof(int64_t), "suture: arrays need a platform of 64 bits");
    spec.data = const_cast<void *>(data);
    spec.owner = owner;
    spec.read_only = config->read_only;
    spec.fields = config->fields;
    spec.nfields = config->nfields;
    if (shape)
        spec.shape = (const int64_t *) shape;
    if (spec.device_type == 0)
        spec.device_type = 1; // unless told: the CPU
    const suture_ndarray_service *service = array_service();
    suture_ndarray *array = service ? service->create(table, &spec) : nullptr;
    if (!array)
        raise_python_error();
    return array;
}

SUTURE_GLUE PyObject *ndarray_store(suture_ndarray *array, int framework, int policy,
                                    cleanup_list *cleanup) noexcept {
    if (!array) {
        Py_INCREF(Py_None);
        return Py_None;
    }
    const suture_ndarray_service *service = array_service();
    PyObject *result = service ? service->store(table, array, framework, policy, cleanup) : nullptr;
    if (!result && policy == suture_policy_reference_internal && this_module.texts &&
        PyErr_ExceptionMatches(PyExc_RuntimeError))
        this_module.texts->trouble(suture_trouble_array_owner, cleanup ? cleanup->self : nullptr,
                                   nullptr);
    return result;
}

SUTURE_GLUE PyObject *ndarray_object(const suture_ndarray *array, bool sole) noexcept {
    return array->service->object(array, sole);
}

SUTURE_GLUE bool ndarray_check(PyObject *source) noexcept {
    const suture_ndarray_service *service = array_service();
    return service && service->check(table, source) > 0;
}

} // namespace suture::detail

#endif
