// SPDX-License-Identifier: BSD-3-Clause
// Metaclasses. A native class keeps the metaclass `type` until it has a static property, so that
// abc.ABC, Protocol and Generic mix in. A dialect may have one for all its classes, which checks
// the Python classes that derive from them.
#include "metaclass.h"

#include "static_property.h"

SUTURE_RUNTIME_BEGIN

/// `Cls.x = value`, which a static property of that name takes unless it is replaced by another.
static int set_attribute(PyObject *type, PyObject *name, PyObject *value) {
    PyObject *found = _PyType_Lookup((PyTypeObject *) type, name); // REF: borrowed
    if (found && static_property_check(found) && !(value && static_property_check(value)))
        return static_property_assign(found, type, value);
    return PyType_Type.tp_setattro(type, name, value);
}

static int checked_set_attribute(PyObject *type, PyObject *name, PyObject *value) {
    return class_refused((PyTypeObject *) type) ? -1 : set_attribute(type, name, value);
}

/// Runs for Python classes only, and not where `type.__new__` is called: see class_refused.
static int checked_init(PyObject *type, PyObject *args, PyObject *kwargs) {
    if (PyType_Type.tp_init(type, args, kwargs) < 0)
        return -1;
    return class_refused((PyTypeObject *) type) ? -1 : 0;
}

/// Lets the dialect of a class's metaclass say what is wrong.
static void say(PyTypeObject *type, int what, const char *name) {
    for (const dialect_types &dialect : interpreter_current()->dialects)
        if (dialect.metaclass && PyType_IsSubtype(Py_TYPE(type), dialect.metaclass) &&
            dialect.texts)
            return dialect.texts->trouble(what, (PyObject *) type, name);
}

bool class_refused(PyTypeObject *type) {
    if (Py_TYPE(type)->tp_init != checked_init || type_is_bound(type))
        return false;
    PyTypeObject *bound = nullptr;
    unsigned count = 0;
    PyObject *bases = type->tp_bases;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); ++i) {
        PyTypeObject *base = (PyTypeObject *) PyTuple_GET_ITEM(bases, i);
        if (type_primary(base)) {
            bound = base;
            ++count;
        }
    }
    if (count != 1) {
        say(type, count ? suture_trouble_several_bases : suture_trouble_unbound_base,
            type->tp_name);
        return true;
    }
    if (!type_is_bound(bound))
        return class_refused(bound);
    const type_record *record = type_record_of(bound);
    if (!(record->flags & suture_type_final))
        return false;
    say(type, suture_trouble_final, record->name);
    return true;
}

bool metaclass_has_static_properties(const PyTypeObject *metaclass) {
    return metaclass->tp_setattro == set_attribute ||
           metaclass->tp_setattro == checked_set_attribute;
}

static PyTypeObject *metaclass_create(const suture_texts *texts) {
    const bool checks = texts && texts->metaclass;
    PyType_Slot slots[] = {
        {Py_tp_setattro, checks ? (void *) checked_set_attribute : (void *) set_attribute},
        {checks ? Py_tp_init : 0, (void *) checked_init},
        {0, nullptr}};
    // With the flag classes are called as those of `type` are: before CPython 3.12 it is not
    // inherited.
    unsigned flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL;
#if PY_VERSION_HEX >= 0x030A0000
    flags |= Py_TPFLAGS_IMMUTABLETYPE;
#endif
    PyType_Spec spec = {checks ? texts->metaclass : "suture.type_with_static_properties", 0, 0,
                        flags, slots};
    reference bases(PyTuple_Pack(1, (PyObject *) &PyType_Type));
    return bases ? (PyTypeObject *) PyType_FromSpecWithBases(&spec, bases) : nullptr;
}

PyTypeObject *metaclass_of(interpreter *interp, const suture_texts *texts) {
    dialect_types *types = dialect_types_of(interp, texts);
    if (!types)
        return nullptr;
    if (!types->metaclass)
        types->metaclass = metaclass_create(texts);
    return types->metaclass;
}

SUTURE_RUNTIME_END
