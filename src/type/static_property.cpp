// SPDX-License-Identifier: BSD-3-Clause
// Static properties: a descriptor that calls its getter with the class, and the metaclass that
// lets `Cls.x = value` reach the setter. Classes without one keep the metaclass `type`.
#include "../function/define.h"
#include "create.h"

SUTURE_RUNTIME_BEGIN

struct static_property {
    PyObject_HEAD PyObject *get, *set;
    PyObject *doc; ///< str, or NULL
};

static PyObject *static_get(PyObject *self, PyObject *object, PyObject *type) {
    static_property *p = (static_property *) self;
    if (!p->get) {
        PyErr_SetString(PyExc_AttributeError, "the static property cannot be read");
        return nullptr;
    }
    return PyObject_CallFunctionObjArgs(p->get, type ? type : (PyObject *) Py_TYPE(object), NULL);
}

static int static_assign(static_property *p, PyObject *type, PyObject *value) {
    if (!p->set || !value) {
        PyErr_SetString(PyExc_AttributeError, value ? "the static property is read-only"
                                                    : "the static property cannot be deleted");
        return -1;
    }
    reference result(PyObject_CallFunctionObjArgs(p->set, type, value, NULL));
    return result ? 0 : -1;
}

static int static_set(PyObject *self, PyObject *object, PyObject *value) {
    return static_assign((static_property *) self, (PyObject *) Py_TYPE(object), value);
}

static void static_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Py_CLEAR(((static_property *) self)->get);
    Py_CLEAR(((static_property *) self)->set);
    Py_CLEAR(((static_property *) self)->doc);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static int static_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(((static_property *) self)->get);
    Py_VISIT(((static_property *) self)->set);
    Py_VISIT(Py_TYPE(self));
    return 0;
}

static PyObject *static_doc(PyObject *self, void *) {
    PyObject *doc = ((static_property *) self)->doc;
    if (!doc)
        Py_RETURN_NONE;
    return Py_NewRef(doc);
}
// Under the names that they have in a `property`.
static PyMemberDef static_members[] = {
    {"fget", T_OBJECT, offsetof(static_property, get), READONLY, nullptr},
    {"fset", T_OBJECT, offsetof(static_property, set), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr}};
static PyGetSetDef static_getset[] = {{"__doc__", static_doc, nullptr, nullptr, nullptr},
                                      {nullptr, nullptr, nullptr, nullptr, nullptr}};

/// `Cls.x = value` for a class with static properties.
static int meta_setattro(PyObject *type, PyObject *name, PyObject *value) {
    PyObject *found = _PyType_Lookup((PyTypeObject *) type, name); // REF: borrowed
    if (found && Py_TYPE(found)->tp_descr_get == static_get &&
        !(value && Py_TYPE(value)->tp_descr_get == static_get))
        return static_assign((static_property *) found, type, value);
    return PyType_Type.tp_setattro(type, name, value);
}

static bool make_types(interpreter *interp) {
    if (interp->static_meta_type)
        return true;
    PyType_Slot property_slots[] = {{Py_tp_dealloc, (void *) static_dealloc},
                                    {Py_tp_traverse, (void *) static_traverse},
                                    {Py_tp_descr_get, (void *) static_get},
                                    {Py_tp_descr_set, (void *) static_set},
                                    {Py_tp_getset, (void *) static_getset},
                                    {Py_tp_members, (void *) static_members},
                                    {0, nullptr}};
    PyType_Spec property_spec = {"suture.static_property", (int) sizeof(static_property), 0,
                                 Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, property_slots};
    interp->static_property_type = (PyTypeObject *) PyType_FromSpec(&property_spec);
    if (!interp->static_property_type)
        return false;
    PyType_Slot meta_slots[] = {{Py_tp_setattro, (void *) meta_setattro}, {0, nullptr}};
    PyType_Spec meta_spec = {"suture.type_with_static_properties", 0, 0,
                             Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, meta_slots};
    reference bases(PyTuple_Pack(1, (PyObject *) &PyType_Type));
    interp->static_meta_type =
        bases ? (PyTypeObject *) PyType_FromSpecWithBases(&meta_spec, bases) : nullptr;
    return interp->static_meta_type != nullptr;
}

int static_property_add(interpreter *interp, PyObject *scope, function *f, bool setter,
                        const char *doc) {
    if (!make_types(interp))
        return -1;
    PyObject *existing = scope_get(scope, f->name);
    static_property *p = nullptr;
    if (existing && Py_TYPE(existing) == interp->static_property_type)
        p = (static_property *) existing;
    reference made;
    if (!p) {
        p = PyObject_GC_New(static_property, interp->static_property_type);
        if (!p)
            return -1;
        p->get = p->set = nullptr;
        p->doc = doc ? PyUnicode_FromString(doc) : nullptr;
        made.reset((PyObject *) p);
        PyObject_GC_Track((PyObject *) p);
    }
    Py_INCREF(f);
    if (setter)
        Py_XSETREF(p->set, (PyObject *) f);
    else
        Py_XSETREF(p->get, (PyObject *) f);
    if (Py_TYPE(scope) == &PyType_Type) {
        // REF: a heap type counts its instances' references to it.
        Py_INCREF(interp->static_meta_type);
        Py_SET_TYPE(scope, interp->static_meta_type);
        PyType_Modified((PyTypeObject *) scope);
    } else if (!PyType_IsSubtype(Py_TYPE(scope), interp->static_meta_type) &&
               Py_TYPE(scope)->tp_setattro == PyType_Type.tp_setattro) {
        binding_error(scope, PyUnicode_AsUTF8(f->name),
                      "a class with a metaclass of its own cannot have static properties");
        return -1;
    }
    return made ? scope_set(scope, f->name, made, false) : 0;
}

SUTURE_RUNTIME_END
