// SPDX-License-Identifier: BSD-3-Clause
// What include/suture/low_level.h reaches of any Python class or object: slots and dictionaries;
// the Python class of a C++ type; and the interpreter's switches.
#include "../enum/record.h"
#include "access.h"
#include "create.h"
#include "machinery.h"

SUTURE_RUNTIME_BEGIN

PyObject *type_find(suture_type_ref *ref) {
    interpreter *interp = interpreter_current();
    type_entry *entry = interp ? type_entry_of(interp, ref) : nullptr; // NULL at its end
    if (!entry)
        return nullptr;
    type_record *record = type_record_for(entry, ref);
    if (record)
        return (PyObject *) record->type;
    return entry->enumeration ? enum_class(entry->enumeration) : nullptr;
}

void *type_slot(PyObject *object, int slot) {
    PyTypeObject *type = (PyTypeObject *) object;
    if (const type_record *record = bound_class(object)) {
        if (slot == Py_tp_traverse && record->slot_traverse)
            return (void *) record->slot_traverse;
        if (slot == Py_tp_clear && record->slot_clear)
            return (void *) record->slot_clear;
    }
#if PY_VERSION_HEX < 0x030A0000
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) // CPython 3.9 refuses these
        return nullptr;
#endif
    return PyType_GetSlot(type, slot);
}

/// The entry of that name in the class or the first of its bases that has one; borrowed.
static PyObject *lookup(PyTypeObject *type, PyObject *name) {
    PyObject *mro = type->tp_mro;
    for (Py_ssize_t i = 0; mro && i < PyTuple_GET_SIZE(mro); ++i) {
        PyObject *base = PyTuple_GET_ITEM(mro, i);
        reference dict(object_part(base, suture_part_type_dict, nullptr));
        PyObject *found = dict ? PyDict_GetItemWithError(dict, name) : nullptr;
        if (found)
            return found;
        PyErr_Clear();
    }
    return nullptr;
}

static PyObject *type_dictionary(PyTypeObject *type) {
#if PY_VERSION_HEX >= 0x030C0000 // static types keep theirs elsewhere
    return PyType_GetDict(type);
#else
    return Py_XNewRef(type->tp_dict);
#endif
}

static PyObject *instance_dictionary(PyObject *object) {
#if PY_VERSION_HEX >= 0x030B0000
    const bool managed = Py_TYPE(object)->tp_flags & Py_TPFLAGS_MANAGED_DICT;
#else
    const bool managed = false;
#endif
    if (!managed && !Py_TYPE(object)->tp_dictoffset)
        return nullptr;
    PyObject *dict = PyObject_GenericGetDict(object, nullptr);
    if (!dict)
        PyErr_Clear();
    return dict;
}

PyObject *object_part(PyObject *object, int part, PyObject *name) {
    switch (part) {
        case suture_part_type_dict:
            return PyType_Check(object) ? type_dictionary((PyTypeObject *) object) : nullptr;
        case suture_part_type_lookup:
            return PyType_Check(object) ? Py_XNewRef(lookup((PyTypeObject *) object, name))
                                        : nullptr;
        case suture_part_instance_dict: return instance_dictionary(object);
        default: return nullptr;
    }
}

int runtime_flag(int flag, int value) {
    interpreter *interp = interpreter_current();
    if (!interp || flag < 0 || flag > suture_flag_implicit_warnings)
        return 0;
    const int was = interp->flags[flag];
    if (value >= 0)
        interp->flags[flag] = value;
    return was;
}

SUTURE_RUNTIME_END
