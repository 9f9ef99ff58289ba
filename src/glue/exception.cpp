// SPDX-License-Identifier: BSD-3-Clause
// Exception classes of a module: the Python class, and its instances made from C++ exceptions.
#include "../../include/suture/exception.h"

#include <cstdlib> // malloc

#include "../../include/suture/text.h"
#include "error.h"

namespace suture::detail {

static inline void exception_release(void *record_) {
    auto *record = (exception_record *) record_;
    while (exception_attribute *attribute = record->attributes) {
        record->attributes = attribute->next;
        attribute->destroy(attribute);
    }
    Py_DECREF(record->type);
    free(record);
}

/// The class, named as one written in Python would be. NULL with an error set.
static inline PyObject *exception_class(PyObject *scope, const char *name, PyObject *base,
                                        const char *doc) noexcept {
    bool nested = PyType_Check(scope);
    PyObject *module = PyObject_GetAttrString(scope, nested ? "__module__" : "__name__");
    PyObject *outer = module && nested ? PyObject_GetAttrString(scope, "__qualname__") : nullptr;
    PyObject *type = nullptr;
    if (module && (outer || !nested)) {
        PyObject *full = PyUnicode_FromFormat("%U.%s", module, name);
        const char *text = full ? str_utf8_or_null(full, nullptr) : nullptr;
        type = text ? PyErr_NewExceptionWithDoc(text, doc, base, nullptr) : nullptr;
        Py_XDECREF(full);
    }
    if (type && nested) {
        PyObject *qualname = PyUnicode_FromFormat("%U.%s", outer, name);
        if (!qualname || PyObject_SetAttrString(type, "__qualname__", qualname) < 0)
            Py_CLEAR(type);
        Py_XDECREF(qualname);
    }
    Py_XDECREF(outer);
    Py_XDECREF(module);
    return type;
}

SUTURE_GLUE exception_record *exception_new(PyObject *scope, const char *name, PyObject *base,
                                            const char *doc,
                                            int (*translate)(const void *pointer, void *payload),
                                            bool local) {
    if (!scope || !base) {
        PyErr_Format(PyExc_ImportError, "exception '%s': the %s is null", name,
                     scope ? "base class" : "scope");
        raise_python_error();
    }
    if (PyObject *existing = PyObject_GetAttrString(scope, name)) {
        // A class may have inherited it.
        bool own = !PyType_Check(scope);
        if (!own) {
            PyObject *dict = PyObject_GetAttrString(scope, "__dict__");
            own = dict && PyMapping_HasKeyString(dict, name);
            Py_XDECREF(dict);
        }
        Py_DECREF(existing);
        if (own) {
            PyErr_Format(PyExc_ImportError, "exception '%s': %R already has an attribute '%s'",
                         name, scope, name);
            raise_python_error();
        }
    }
    PyErr_Clear();
    PyObject *type = checked(exception_class(scope, name, base, doc));
    auto *record = (exception_record *) malloc(sizeof(exception_record));
    if (record)
        *record = {type, nullptr};
    if (!record || PyObject_SetAttrString(scope, name, type) < 0 ||
        rt::error_register(&this_module, translate, record, exception_release, local) < 0) {
        if (!record)
            PyErr_NoMemory();
        Py_DECREF(type);
        free(record);
        raise_python_error();
    }
    return record;
}

/// Sets one attribute of the exception. What fails is reported, and the exception goes on.
static inline void exception_read(PyObject *instance, const exception_attribute *attribute,
                                  const void *exception) noexcept {
    PyObject *value = nullptr;
    try {
        value = attribute->read(attribute, exception);
    } catch (...) {
        translate_current_exception();
    }
    if (!value || PyObject_SetAttrString(instance, attribute->name, value) < 0)
        PyErr_WriteUnraisable(instance);
    Py_XDECREF(value);
}

SUTURE_GLUE int exception_set(const void *record_, const void *exception,
                              const char *text) noexcept {
    auto *record = (const exception_record *) record_;
    set_error_text(record->type, text);
    if (!record->attributes)
        return 1;
    PyObject *instance = error_take();
    // Its own constructor may have failed: that error is not the exception.
    if (instance && PyObject_IsInstance(instance, record->type) > 0)
        for (const exception_attribute *a = record->attributes; a; a = a->next)
            exception_read(instance, a, exception);
    PyErr_Clear();
    if (instance)
        error_put(instance);
    return 1;
}

SUTURE_GLUE void translator_new(int (*translate)(const void *pointer, void *payload), void *payload,
                                void (*release)(void *payload), bool local) {
    if (rt::error_register(&this_module, translate, payload, release, local) < 0) {
        release(payload);
        raise_python_error();
    }
}

} // namespace suture::detail
