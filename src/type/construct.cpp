// SPDX-License-Identifier: BSD-3-Clause
// Construction the long way, tp_new and tp_init, and the common base class.
#include "../call/dispatch.h"
#include "../function/define.h"
#include "instance.h"

SUTURE_RUNTIME_BEGIN

SUTURE_COLD static PyObject *no_constructor(const type_record *record) {
    PyErr_Format(PyExc_TypeError, "%s: no constructor defined", record->name);
    return nullptr;
}

/// Constructors of a class: its own. C++ constructors are not inherited.
static function *constructors(type_record *record) { return record->init; }

PyObject *type_tp_new(PyTypeObject *type, PyObject *, PyObject *) {
    if (SUTURE_UNLIKELY(type->tp_flags & Py_TPFLAGS_IS_ABSTRACT)) {
        // object.__new__ names the abstract methods.
        reference none(PyTuple_New(0));
        return none ? PyBaseObject_Type.tp_new(type, none, nullptr) : nullptr;
    }
    return instance_alloc_any(type);
}

int type_tp_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    type_record *record = type_primary(Py_TYPE(self));
    function *init = record ? constructors(record) : nullptr;
    if (!init) {
        if (record)
            no_constructor(record);
        else
            internal_error("__init__", "not a bound class");
        return -1;
    }
    Py_ssize_t n = PyTuple_GET_SIZE(args);
    PyObject *small[8], **full = small;
    if (n + 1 > 8) {
        full = (PyObject **) PyMem_Malloc((size_t) (n + 1) * sizeof(PyObject *));
        if (!full) {
            PyErr_NoMemory();
            return -1;
        }
    }
    full[0] = self;
    for (Py_ssize_t i = 0; i < n; ++i)
        full[i + 1] = PyTuple_GET_ITEM(args, i);
    PyObject *result = PyObject_VectorcallDict((PyObject *) init, full, (size_t) n + 1, kwargs);
    if (full != small)
        PyMem_Free(full);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

/// A Python class replaced __init__ or __new__, or the call has an unusual shape: as `type` does.
SUTURE_COLD static PyObject *construct_generic(PyObject *type, PyObject *const *args, size_t nargsf,
                                               PyObject *kwnames) {
    Py_ssize_t n = PyVectorcall_NARGS(nargsf);
    reference tuple(PyTuple_New(n));
    if (!tuple)
        return nullptr;
    for (Py_ssize_t i = 0; i < n; ++i)
        PyTuple_SET_ITEM(tuple.object, i, Py_NewRef(args[i]));
    reference dict;
    if (kwnames) {
        dict.reset(PyDict_New());
        if (!dict)
            return nullptr;
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(kwnames); ++i)
            if (PyDict_SetItem(dict, PyTuple_GET_ITEM(kwnames, i), args[n + i]) < 0)
                return nullptr;
    }
    return PyType_Type.tp_call(type, tuple, dict);
}

PyObject *construct_any(PyObject *type_object, PyObject *const *args, size_t nargsf,
                        PyObject *kwnames) {
    PyTypeObject *type = (PyTypeObject *) type_object;
    if (SUTURE_UNLIKELY(type->tp_init != type_tp_init || type->tp_new != type_tp_new ||
                        !type_is_bound(type)))
        return construct_generic(type_object, args, nargsf, kwnames);
    type_record *record = type_record_of(type);
    function *init = constructors(record);
    if (SUTURE_UNLIKELY(!init))
        return no_constructor(record);
    PyObject *self = SUTURE_LIKELY(record->plain_size) ? (PyObject *) instance_new_plain(record)
                                                       : instance_alloc_any(type);
    if (SUTURE_UNLIKELY(!self))
        return nullptr;
    PyObject *result;
    size_t n = (size_t) PyVectorcall_NARGS(nargsf);
    if (SUTURE_LIKELY(nargsf & PY_VECTORCALL_ARGUMENTS_OFFSET)) {
        PyObject **shifted = (PyObject **) args - 1;
        PyObject *saved = shifted[0];
        shifted[0] = self;
        result = init->vectorcall((PyObject *) init, shifted, n + 1, kwnames);
        shifted[0] = saved;
    } else {
        size_t total = n + (kwnames ? (size_t) PyTuple_GET_SIZE(kwnames) : 0);
        PyObject *small[9], **full = small;
        if (total > 8) {
            full = (PyObject **) PyMem_Malloc((total + 1) * sizeof(PyObject *));
            if (!full) {
                Py_DECREF(self);
                return PyErr_NoMemory();
            }
        }
        full[0] = self;
        memcpy(full + 1, args, total * sizeof(PyObject *));
        result = init->vectorcall((PyObject *) init, full, n + 1, kwnames);
        if (full != small)
            PyMem_Free(full);
    }
    if (SUTURE_UNLIKELY(!result)) {
        Py_DECREF(self);
        return nullptr;
    }
    if (SUTURE_UNLIKELY(result != Py_None)) {
        // A factory returned a Python object of its own.
        Py_DECREF(self);
        return result;
    }
    Py_DECREF(result);
    return self;
}

// --- suture.object -------------------------------------------------------------------------------

/// Reached where a class has no __init__ any more.
static int object_init(PyObject *self, PyObject *, PyObject *) {
    if (type_record *record = type_primary(Py_TYPE(self)))
        no_constructor(record);
    else
        internal_error("__init__", "not a bound class");
    return -1;
}

static void object_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *object_get_class(PyObject *self, void *) { return Py_NewRef(Py_TYPE(self)); }

/// `a.__class__ = B`: all bound classes have one tp_basicsize, so CPython alone would allow it.
static int object_set_class(PyObject *self, PyObject *value, void *) {
    if (!value) {
        PyErr_SetString(PyExc_TypeError, "cannot delete __class__");
        return -1;
    }
    type_record *have = type_primary(Py_TYPE(self));
    type_record *want = PyType_Check(value) ? type_primary((PyTypeObject *) value) : nullptr;
    bool derived = PyType_Check(value) && !type_is_bound((PyTypeObject *) value) &&
                   !type_is_bound(Py_TYPE(self));
    if (!have || have != want || !derived || (((instance *) self)->state & state_many)) {
        PyErr_Format(PyExc_TypeError,
                     "cannot set __class__ of a '%.200s' object: it holds a C++ object of that "
                     "class",
                     Py_TYPE(self)->tp_name);
        return -1;
    }
    reference original(PyObject_GetAttrString((PyObject *) &PyBaseObject_Type, "__dict__"));
    if (!original)
        return -1;
    reference descriptor(PyObject_GetItem(original, reference(PyUnicode_FromString("__class__"))));
    if (!descriptor)
        return -1;
    return Py_TYPE(descriptor.object)->tp_descr_set(descriptor, self, value);
}

static PyGetSetDef object_getset[] = {
    {"__class__", object_get_class, object_set_class, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr}};

/// How tools that read classes learn what an attribute is: getset descriptors do not tell.
static PyMethodDef object_methods[] = {
    {"__suture_property__", property_signatures, METH_O | METH_STATIC, nullptr},
    {nullptr, nullptr, 0, nullptr}};

static PyType_Slot object_slots[] = {
    {Py_tp_new, (void *) type_tp_new},        {Py_tp_init, (void *) object_init},
    {Py_tp_dealloc, (void *) object_dealloc}, {Py_tp_getset, (void *) object_getset},
    {Py_tp_methods, (void *) object_methods}, {0, nullptr}};
static PyType_Spec object_spec = {"suture.object", (int) sizeof(instance), 0,
                                  Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, object_slots};

bool object_type_create(interpreter *interp) {
    if (!interp->object_type)
        interp->object_type = (PyTypeObject *) PyType_FromSpec(&object_spec);
    return interp->object_type != nullptr;
}

SUTURE_RUNTIME_END
