// SPDX-License-Identifier: BSD-3-Clause
// Operator methods in the slots of the Python class: one C function per slot, which finds the
// bound method by the operand's record and calls it without a look-up by name. Python classes
// derived from bound ones get CPython's own functions in these slots.
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

/// The operand's method, or NULL.
SUTURE_HOT_INLINE function *operator_of(PyObject *operand, unsigned index) {
    return type_is_bound(Py_TYPE(operand)) ? find_operator(type_record_of(Py_TYPE(operand)), index)
                                           : nullptr;
}

static PyObject *call_two(function *f, PyObject *self, PyObject *other) {
    PyObject *args[2] = {self, other};
    return f->vectorcall((PyObject *) f, args, 2, nullptr);
}

/// The result, or NULL where the next candidate should be asked.
SUTURE_HOT_INLINE PyObject *unless_not_implemented(PyObject *result, bool *asked) {
    *asked = result != Py_NotImplemented;
    if (SUTURE_UNLIKELY(!*asked))
        Py_DECREF(result);
    return result;
}

/// Operands of two classes, one or both bound: the left one's method, then the right one's
/// reflected method; the other way round where the right class derives from the left one and
/// overrides the method, as in Python.
SUTURE_COLD static PyObject *mixed_operands(PyObject *a, PyObject *b, unsigned index) {
    function *left = operator_of(a, index);
    function *right = Py_TYPE(a) == Py_TYPE(b) ? nullptr : operator_of(b, op_count + index);
    bool right_first = left && right && PyType_IsSubtype(Py_TYPE(b), Py_TYPE(a)) &&
                       right != operator_of(a, op_count + index);
    for (int i = 0; i < 2; ++i) {
        bool reflected = (i == 0) == right_first;
        function *f = reflected ? right : left;
        if (!f)
            continue;
        bool asked;
        PyObject *result =
            unless_not_implemented(reflected ? call_two(f, b, a) : call_two(f, a, b), &asked);
        if (asked)
            return result;
    }
    return Py_NewRef(Py_NotImplemented);
}

/// `a OP b`: CPython calls it for either operand's class, once if both have it.
template <operator_index Index> static PyObject *slot_binary(PyObject *a, PyObject *b) {
    if (SUTURE_LIKELY(Py_TYPE(a) == Py_TYPE(b) || !Py_TYPE(b)->tp_as_number ||
                      !type_is_bound(Py_TYPE(b))))
        if (function *f = operator_of(a, Index))
            return call_two(f, a, b);
    return mixed_operands(a, b, Index);
}

template <operator_index Index> static PyObject *slot_in_place(PyObject *a, PyObject *b) {
    function *f = operator_of(a, Index);
    return f ? call_two(f, a, b) : Py_NewRef(Py_NotImplemented);
}

/// `a ** b` and pow(a, b, c); the latter has no reflected form.
template <operator_index Index>
static PyObject *slot_power(PyObject *a, PyObject *b, PyObject *modulus) {
    if (modulus == Py_None)
        return slot_binary<Index>(a, b);
    function *f = operator_of(a, Index);
    if (!f)
        return Py_NewRef(Py_NotImplemented);
    PyObject *args[3] = {a, b, modulus};
    return f->vectorcall((PyObject *) f, args, 3, nullptr);
}

template <operator_index Index>
static PyObject *slot_in_place_power(PyObject *a, PyObject *b, PyObject *) {
    return slot_in_place<Index>(a, b);
}

/// A slot without another operand to ask: NotImplemented is an error.
static PyObject *call_one(PyObject *a, unsigned index, const char *name) {
    function *f = operator_of(a, index);
    PyObject *result = f ? f->vectorcall((PyObject *) f, &a, 1, nullptr) : Py_NewRef(Py_NotImplemented);
    if (SUTURE_UNLIKELY(result == Py_NotImplemented)) {
        Py_DECREF(result);
        PyErr_Format(PyExc_TypeError, "%s() does not take an object of type %s", name,
                     Py_TYPE(a)->tp_name);
        return nullptr;
    }
    return result;
}

template <operator_index Index> static PyObject *slot_unary(PyObject *a);
template <operator_index Index> static int slot_truth(PyObject *a);

struct operator_info {
    const char *name, *reflected;
    void *slot;
    size_t offset; ///< in PyNumberMethods
};

static const operator_info operators[op_count] = {
#define SUTURE_OPERATOR(id, name, rname, kind, member)                                             \
    {name, rname, (void *) (slot_##kind<op_##id>), offsetof(PyNumberMethods, member)},
#include "operators.inc"
#undef SUTURE_OPERATOR
};

template <operator_index Index> static PyObject *slot_unary(PyObject *a) {
    return call_one(a, Index, operators[Index].name);
}

template <operator_index Index> static int slot_truth(PyObject *a) {
    PyObject *result = call_one(a, Index, operators[Index].name);
    if (!result)
        return -1;
    int truth = result == Py_True;
    if (SUTURE_UNLIKELY(!PyBool_Check(result))) {
        PyErr_Format(PyExc_TypeError, "__bool__ should return bool, returned %s",
                     Py_TYPE(result)->tp_name);
        truth = -1;
    }
    Py_DECREF(result);
    return truth;
}

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
    Py_INCREF(f); // the class's dictionary may lose it
    Py_XDECREF(record->operators[at]);
    record->operators[at] = f;
    char *number = (char *) record->type->tp_as_number;
    memcpy(number + operators[index].offset, &operators[index].slot, sizeof(void *));
    return 1;
}

SUTURE_RUNTIME_END
