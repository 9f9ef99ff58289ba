// SPDX-License-Identifier: BSD-3-Clause
// Low-level access to bound classes and instances.
#ifndef SUTURE_GLUE_LOW_LEVEL_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_LOW_LEVEL_CPP

#include "../../include/suture/low_level.h"

#include "../../include/suture/error.h"

namespace suture {

SUTURE_GLUE bool type_check(handle h) {
    return h.is_valid() && detail::rt::type_fact(h.ptr(), suture_fact_bound) != 0;
}

SUTURE_GLUE size_t type_size(handle type) {
    return detail::rt::type_fact(type.ptr(), suture_fact_size);
}

SUTURE_GLUE size_t type_align(handle type) {
    return detail::rt::type_fact(type.ptr(), suture_fact_align);
}

SUTURE_GLUE const std::type_info &type_info(handle type) {
    const void *found = detail::rt::type_cpp(type.ptr());
    if (!found)
        raise_type_error("type_info(): expected a bound class");
    return *static_cast<const std::type_info *>(found);
}

SUTURE_GLUE str type_name(handle type) {
    object name = getattr(type, "__qualname__");
    object module = getattr(type, "__module__", none());
    if (!isinstance<str>(module) ||
        detail::compare_objects(module.ptr(), str("builtins").ptr(), Py_EQ))
        return str(name);
    return steal<str>(detail::checked(PyUnicode_FromFormat("%U.%U", module.ptr(), name.ptr())));
}

SUTURE_GLUE dict type_dict(handle type) noexcept {
    return steal<dict>(detail::rt::object_part(type.ptr(), suture_part_type_dict, nullptr));
}

SUTURE_GLUE object type_lookup(handle type, handle name) noexcept {
    return steal(detail::rt::object_part(type.ptr(), suture_part_type_lookup, name.ptr()));
}

SUTURE_GLUE object type_lookup(handle type, const char *name) noexcept {
    PyObject *text = PyUnicode_FromString(name);
    if (!text) {
        PyErr_Clear();
        return steal(handle());
    }
    object result = type_lookup(type, handle(text));
    Py_DECREF(text);
    return result;
}

SUTURE_GLUE bool type_freeze([[maybe_unused]] handle type) noexcept {
#if PY_VERSION_HEX >= 0x030F0000
    if (PyType_Freeze((PyTypeObject *) type.ptr()) == 0)
        return true;
    PyErr_Clear();
#endif
    return false;
}

SUTURE_GLUE void *type_get_slot(handle type, int slot) {
    return detail::rt::type_slot(type.ptr(), slot);
}

SUTURE_GLUE bool inst_check(handle h) {
    void *pointer;
    int ready, owned;
    if (!h.is_valid())
        return false;
    if (detail::rt::instance_state(h.ptr(), &pointer, &ready, &owned) == 0)
        return true;
    PyErr_Clear();
    return false;
}

SUTURE_GLUE str inst_name(handle h) { return type_name(h.type()); }

SUTURE_GLUE bool inst_python_derived(handle h) {
    int derived = detail::rt::instance_derived(h.ptr());
    detail::checked(derived);
    return derived != 0;
}

SUTURE_GLUE void *inst_pointer(handle h) {
    void *pointer;
    int ready, owned;
    detail::checked(detail::rt::instance_state(h.ptr(), &pointer, &ready, &owned));
    return pointer;
}

SUTURE_GLUE dict inst_dict(handle h) noexcept {
    return steal<dict>(detail::rt::object_part(h.ptr(), suture_part_instance_dict, nullptr));
}

SUTURE_GLUE object inst_alloc(handle type) {
    return steal(detail::checked(detail::rt::instance_alloc(type.ptr())));
}

SUTURE_GLUE object inst_alloc_zero(handle type) {
    object result = inst_alloc(type);
    inst_zero(result);
    return result;
}

SUTURE_GLUE object inst_reference(handle type, void *object, handle parent) {
    return steal(detail::checked(detail::rt::instance_put_as(
        type.ptr(), object, suture_policy_reference_raw, parent.ptr())));
}

SUTURE_GLUE object inst_take_ownership(handle type, void *object) {
    return steal(detail::checked(
        detail::rt::instance_put_as(type.ptr(), object, suture_policy_take_ownership, nullptr)));
}

SUTURE_GLUE void inst_zero(handle h) {
    detail::checked(detail::rt::instance_change(h.ptr(), suture_change_zero, nullptr));
}

SUTURE_GLUE bool inst_ready(handle h) { return inst_state(h).first; }

SUTURE_GLUE inst_flags inst_state(handle h) {
    void *pointer;
    int ready, owned;
    detail::checked(detail::rt::instance_state(h.ptr(), &pointer, &ready, &owned));
    return {ready != 0, owned != 0};
}

SUTURE_GLUE void inst_mark_ready(handle h) { inst_set_state(h, true, true); }

SUTURE_GLUE void inst_set_state(handle h, bool ready, bool destruct) {
    detail::checked(detail::rt::instance_set_state(h.ptr(), ready, destruct));
}

SUTURE_GLUE void inst_destruct(handle h) {
    detail::checked(detail::rt::instance_change(h.ptr(), suture_change_destruct, nullptr));
}

SUTURE_GLUE void inst_copy(handle to, handle from) {
    detail::checked(detail::rt::instance_change(to.ptr(), suture_change_copy, from.ptr()));
}

SUTURE_GLUE void inst_move(handle to, handle from) {
    detail::checked(detail::rt::instance_change(to.ptr(), suture_change_move, from.ptr()));
}

SUTURE_GLUE void inst_replace_copy(handle to, handle from) { inst_copy(to, from); }

SUTURE_GLUE void inst_replace_move(handle to, handle from) { inst_move(to, from); }

SUTURE_GLUE void keep_alive_obj(handle nurse, handle patient) {
    if (nurse.is_valid() && patient.is_valid())
        detail::checked(detail::rt::keep_alive(nurse.ptr(), patient.ptr()));
}

SUTURE_GLUE void keep_alive_cb(handle nurse, void *payload,
                               void (*release)(void *) noexcept) noexcept {
    if (detail::rt::keep_alive_payload(nurse.ptr(), payload, release) == 0)
        return;
    PyErr_WriteUnraisable(nurse.ptr());
    release(payload);
}

} // namespace suture

#endif
