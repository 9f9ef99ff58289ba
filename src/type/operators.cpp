// SPDX-License-Identifier: BSD-3-Clause
// Operator methods in the slots of the Python class: one C function per slot, which finds the
// bound method by the operand's record and calls it without a look-up by name.
#include "../call/dispatch.h"
#include "../function/define.h"
#include "instance.h"

SUTURE_RUNTIME_BEGIN

/// Bound method of an operator, inherited from C++ bases too.
static function *find_operator(const type_record *record, unsigned index) {
    if (record->operators && record->operators[index])
        return record->operators[index];
    for (uint32_t i = 0; i < record->nbases; ++i)
        if (function *f = find_operator(record->bases[i].record, index))
            return f;
    return nullptr;
}

static PyObject *call_binary(PyObject *self, PyObject *other, unsigned index) {
    if (type_is_bound(Py_TYPE(self))) {
        function *f = find_operator(type_record_of(Py_TYPE(self)), index);
        if (f) {
            PyObject *args[2] = {self, other};
            return f->vectorcall((PyObject *) f, args, 2, nullptr);
        }
    }
    return Py_NewRef(Py_NotImplemented);
}

/// `a OP b`: CPython calls it for either operand's class, once if both have it.
template <operator_index Index> static PyObject *slot_binary(PyObject *a, PyObject *b) {
    PyObject *result = call_binary(a, b, Index);
    if (SUTURE_LIKELY(result != Py_NotImplemented) || !result)
        return result;
    if (Py_TYPE(a) == Py_TYPE(b))
        return result;
    Py_DECREF(result);
    return call_binary(b, a, op_count + Index);
}

template <operator_index Index> static PyObject *slot_unary(PyObject *a) {
    function *f = find_operator(type_record_of(Py_TYPE(a)), Index);
    if (SUTURE_UNLIKELY(!f)) {
        PyErr_SetString(PyExc_TypeError, "bad operand type");
        return nullptr;
    }
    return f->vectorcall((PyObject *) f, &a, 1, nullptr);
}

struct operator_info {
    const char *name, *reflected;
    void *slot;
    size_t offset; ///< in PyNumberMethods
};

#define number_offset(member) offsetof(PyNumberMethods, member)
static const operator_info operators[op_count] = {
#define SUTURE_OPERATOR(id, name, rname, kind)                                                     \
    {name, rname, (void *) (slot_##kind<op_##id>), slot_offset_##id},
    // The members of PyNumberMethods are named after the C API, the operators after Python.
#define slot_offset_add number_offset(nb_add)
#define slot_offset_subtract number_offset(nb_subtract)
#define slot_offset_multiply number_offset(nb_multiply)
#define slot_offset_true_divide number_offset(nb_true_divide)
#define slot_offset_floor_divide number_offset(nb_floor_divide)
#define slot_offset_remainder number_offset(nb_remainder)
#define slot_offset_matrix_multiply number_offset(nb_matrix_multiply)
#define slot_offset_lshift number_offset(nb_lshift)
#define slot_offset_rshift number_offset(nb_rshift)
#define slot_offset_and_ number_offset(nb_and)
#define slot_offset_or_ number_offset(nb_or)
#define slot_offset_xor_ number_offset(nb_xor)
#define slot_offset_inplace_add number_offset(nb_inplace_add)
#define slot_offset_inplace_subtract number_offset(nb_inplace_subtract)
#define slot_offset_inplace_multiply number_offset(nb_inplace_multiply)
#define slot_offset_negative number_offset(nb_negative)
#define slot_offset_positive number_offset(nb_positive)
#define slot_offset_invert number_offset(nb_invert)
#define slot_offset_absolute number_offset(nb_absolute)
#include "operators.inc"
#undef SUTURE_OPERATOR
};

int operator_add(type_record *record, const char *name, function *f) {
    unsigned index = 0, at = 0;
    for (; index < op_count; ++index) {
        if (!strcmp(name, operators[index].name)) {
            at = index;
            break;
        }
        if (operators[index].reflected && !strcmp(name, operators[index].reflected)) {
            at = op_count + index;
            break;
        }
    }
    // With Python subclasses there already, CPython has to update their slots too.
    if (index == op_count || record->type->tp_subclasses)
        return 0;
    if (!record->operators) {
        record->operators =
            (function **) PyMem_RawCalloc(2 * (size_t) op_count, sizeof(function *));
        if (!record->operators) {
            PyErr_NoMemory();
            return -1;
        }
    }
    record->operators[at] = f; // REF: borrowed from the class's dictionary, which keeps it
    char *number = (char *) record->type->tp_as_number;
    memcpy(number + operators[index].offset, &operators[index].slot, sizeof(void *));
    return 1;
}

SUTURE_RUNTIME_END
