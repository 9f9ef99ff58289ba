// SPDX-License-Identifier: BSD-3-Clause
// Scalars, text and plain Python objects. Strictness comes in the flags: see enum suture_load.
#include "scalar.h"

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

SUTURE_COLD int no_match() {
    if (!PyErr_ExceptionMatches(PyExc_Exception) || PyErr_ExceptionMatches(PyExc_MemoryError))
        return 0;
    PyErr_Clear();
    return 0;
}

// --- integers ------------------------------------------------------------------------------------

/// Bits and signedness of the integer codes, from suture_code_i8 on.
static const signed char integer_bits[] = {-8, 8, -16, 16, -32, 32, -64, 64};

void integer_range(int code, long long *low, unsigned long long *high) {
    int bits = integer_bits[code - suture_code_i8];
    if (bits < 0) {
        *high = ~0ull >> (65 + bits);
        *low = -(long long) *high - 1;
    } else {
        *low = 0;
        *high = ~0ull >> (64 - bits);
    }
}

static bool integer_fits(int code, int64_t v) { return integer_in_range((unsigned) code, v); }

/// `source` is an int or a subclass of it.
static int integer_from_int(int code, PyObject *source, suture_slot *slot) {
    if (code == suture_code_u64) {
        unsigned long long v = PyLong_AsUnsignedLongLong(source);
        if (v == (unsigned long long) -1 && PyErr_Occurred()) {
            return no_match();
        }
        slot->u64 = v;
        return 1;
    }
    int overflow;
    long long v = PyLong_AsLongLongAndOverflow(source, &overflow);
    if (overflow || (v == -1 && PyErr_Occurred())) {
        return no_match();
    }
    slot->i64 = v;
    return integer_fits(code, v);
}

static int integer_load(int code, PyObject *source, uint32_t flags, suture_slot *slot) {
    int64_t v;
    if (SUTURE_LIKELY(int_compact(source, &v))) {
        slot->i64 = v;
        return integer_fits(code, v);
    }
    if (PyLong_CheckExact(source))
        return integer_from_int(code, source, slot);
    bool convert = flags & suture_load_convert;
    if (PyLong_Check(source))
        return convert || (flags & suture_load_bool_as_int) ? integer_from_int(code, source, slot)
                                                            : 0;
    if (PyFloat_Check(source))
        return 0;
    if ((convert || (flags & suture_load_bool_as_int)) && PyIndex_Check(source)) {
        PyObject *number = PyNumber_Index(source);
        if (!number) {
            return no_match();
        }
        int result = integer_from_int(code, number, slot);
        Py_DECREF(number);
        return result;
    }
    if (convert && (flags & suture_load_dunder_int) && PyNumber_Check(source)) {
        PyObject *number = PyNumber_Long(source);
        if (!number) {
            return no_match();
        }
        int result = integer_from_int(code, number, slot);
        Py_DECREF(number);
        return result;
    }
    return 0;
}

// --- floating point, bool, char ------------------------------------------------------------------

static int float_load(int code, PyObject *source, uint32_t flags, suture_slot *slot) {
    double v;
    bool convert = flags & suture_load_convert;
    if (SUTURE_LIKELY(PyFloat_CheckExact(source))) {
        v = PyFloat_AS_DOUBLE(source);
    } else if (convert || ((flags & suture_load_int_as_float) &&
                           (PyLong_Check(source) || PyFloat_Check(source)))) {
        if (PyUnicode_Check(source))
            return 0;
        v = PyFloat_AsDouble(source);
        if (v == -1.0 && PyErr_Occurred()) {
            return no_match();
        }
    } else {
        return 0;
    }
    if (code == suture_code_f32) {
        slot->f32 = (float) v;
        // Without conversion the value must survive.
        return convert || (double) slot->f32 == v || v != v;
    }
    slot->f64 = v;
    return 1;
}

static int bool_load(PyObject *source, uint32_t flags, suture_slot *slot) {
    if (source == Py_True || source == Py_False) {
        slot->i64 = source == Py_True;
        return 1;
    }
    if (!(flags & suture_load_truthy_bool))
        return 0;
    bool numpy = !strcmp(Py_TYPE(source)->tp_name, "numpy.bool_") ||
                 !strcmp(Py_TYPE(source)->tp_name, "numpy.bool");
    if (!(flags & suture_load_convert) && !numpy)
        return 0;
    if (source == Py_None) {
        slot->i64 = 0;
        return 1;
    }
    if (!Py_TYPE(source)->tp_as_number || !Py_TYPE(source)->tp_as_number->nb_bool)
        return 0;
    int truth = PyObject_IsTrue(source);
    if (truth < 0) {
        return no_match();
    }
    slot->i64 = truth;
    return 1;
}

const char *string_load(PyObject *source, size_t *size, uint32_t flags) {
    if (SUTURE_LIKELY(PyUnicode_Check(source))) {
        if (SUTURE_LIKELY(PyUnicode_IS_COMPACT_ASCII(source))) {
            *size = (size_t) PyUnicode_GET_LENGTH(source);
            return (const char *) (((PyASCIIObject *) source) + 1);
        }
        Py_ssize_t n;
        const char *text = PyUnicode_AsUTF8AndSize(source, &n);
        if (SUTURE_UNLIKELY(!text)) {
            no_match();
            return nullptr;
        }
        *size = (size_t) n;
        return text;
    }
    if (flags & suture_load_bytes_as_str) {
        if (PyBytes_Check(source)) {
            *size = (size_t) PyBytes_GET_SIZE(source);
            return PyBytes_AS_STRING(source);
        }
        if (PyByteArray_Check(source)) {
            *size = (size_t) PyByteArray_GET_SIZE(source);
            return PyByteArray_AS_STRING(source);
        }
    }
    return nullptr;
}

static int char_load(PyObject *source, uint32_t flags, suture_slot *slot) {
    size_t n;
    const char *text = string_load(source, &n, flags);
    if (!text)
        return 0;
    if (n == 1) {
        slot->i64 = (int64_t) (unsigned char) text[0];
        return 1;
    }
    // One Latin-1 character takes two bytes of UTF-8.
    if (n == 2 && PyUnicode_Check(source) && PyUnicode_GetLength(source) == 1) {
        Py_UCS4 c = PyUnicode_ReadChar(source, 0);
        if (c > 255)
            return 0;
        slot->i64 = (int64_t) (unsigned char) c;
        return 1;
    }
    return 0;
}

// --- Python objects ------------------------------------------------------------------------------

static bool object_check(int code, PyObject *o) {
    switch (code) {
        case suture_code_object: return true;
        case suture_code_type: return PyType_Check(o);
        case suture_code_bool_: return PyBool_Check(o);
        case suture_code_int: return PyLong_Check(o);
        case suture_code_float: return PyFloat_Check(o);
        case suture_code_str: return PyUnicode_Check(o);
        case suture_code_bytes: return PyBytes_Check(o);
        case suture_code_bytearray: return PyByteArray_Check(o);
        case suture_code_memoryview: return PyMemoryView_Check(o);
        case suture_code_tuple:
        case suture_code_args: return PyTuple_Check(o);
        case suture_code_list: return PyList_Check(o);
        case suture_code_dict:
        case suture_code_kwargs: return PyDict_Check(o);
        case suture_code_set: return PySet_Check(o);
        case suture_code_frozenset: return PyFrozenSet_Check(o);
        case suture_code_slice: return PySlice_Check(o);
        case suture_code_callable: return PyCallable_Check(o);
        case suture_code_iterator: return PyIter_Check(o);
        case suture_code_iterable: return Py_TYPE(o)->tp_iter != nullptr || PySequence_Check(o);
        case suture_code_sequence: return PySequence_Check(o);
        case suture_code_mapping:
            // A sequence has __getitem__ too; a mapping also has keys.
            return PyDict_Check(o) || (PyMapping_Check(o) && PyObject_HasAttrString(o, "keys"));
        case suture_code_module: return PyModule_Check(o);
        case suture_code_capsule: return PyCapsule_CheckExact(o);
        case suture_code_weakref: return PyWeakref_Check(o);
        case suture_code_none: return o == Py_None;
        case suture_code_ellipsis: return o == Py_Ellipsis;
        case suture_code_not_implemented: return o == Py_NotImplemented;
        default: return false;
    }
}

/// What is neither an integer code nor an int of one digit.
static SUTURE_NOINLINE int slot_load_rest(int code, PyObject *source, uint32_t flags,
                                          suture_slot *slot) {
    switch (code) {
        case suture_code_i8:
        case suture_code_u8:
        case suture_code_i16:
        case suture_code_u16:
        case suture_code_i32:
        case suture_code_u32:
        case suture_code_i64:
        case suture_code_u64: return integer_load(code, source, flags, slot);
        case suture_code_bool: return bool_load(source, flags, slot);
        case suture_code_f32:
        case suture_code_f64: return float_load(code, source, flags, slot);
        case suture_code_char: return char_load(source, flags, slot);
        case suture_code_cstr: {
            if (source == Py_None) {
                slot->ptr = nullptr;
                return (flags & suture_load_accepts_none) != 0;
            }
            size_t size;
            slot->ptr = (void *) string_load(source, &size, flags);
            return slot->ptr != nullptr;
        }
        default: break;
    }
    if (source == Py_None && (flags & suture_load_no_none))
        return 0;
    slot->object = source;
    return object_check(code, source) || (source == Py_None && (flags & suture_load_accepts_none));
}

int slot_load(int code, PyObject *source, uint32_t flags, suture_slot *slot) {
    if (code_is_integer((unsigned) code) && SUTURE_LIKELY(int_compact(source, &slot->i64)))
        return integer_in_range((unsigned) code, slot->i64);
    return slot_load_rest(code, source, flags, slot);
}

PyObject *slot_store(int code, const suture_slot *slot) {
    switch (code) {
        case suture_code_void: Py_RETURN_NONE;
        case suture_code_bool: return Py_NewRef(slot->i64 & 1 ? Py_True : Py_False);
        case suture_code_i8: return PyLong_FromLong((int8_t) slot->i64);
        case suture_code_u8: return PyLong_FromLong((uint8_t) slot->i64);
        case suture_code_i16: return PyLong_FromLong((int16_t) slot->i64);
        case suture_code_u16: return PyLong_FromLong((uint16_t) slot->i64);
        case suture_code_i32: return PyLong_FromLong((int32_t) slot->i64);
        case suture_code_u32: return PyLong_FromUnsignedLong((uint32_t) slot->i64);
        case suture_code_i64: return PyLong_FromLongLong(slot->i64);
        case suture_code_u64: return PyLong_FromUnsignedLongLong(slot->u64);
        case suture_code_f32: return PyFloat_FromDouble((double) slot->f32);
        case suture_code_f64: return PyFloat_FromDouble(slot->f64);
        case suture_code_char: {
            Py_UCS4 c = (unsigned char) slot->i64;
            return PyUnicode_FromOrdinal((int) c);
        }
        case suture_code_cstr:
            if (!slot->ptr)
                Py_RETURN_NONE;
            return PyUnicode_FromString((const char *) slot->ptr);
        default:
            if (code >= suture_code_args) {
                // REF: the thunk gave its reference away.
                if (!slot->object && !PyErr_Occurred())
                    Py_RETURN_NONE;
                return slot->object;
            }
            internal_error("slot_store", "unknown code");
            return nullptr;
    }
}

// --- arrays of scalars ---------------------------------------------------------------------------

static size_t scalar_size(int code) {
    switch (code) {
        case suture_code_bool:
        case suture_code_char:
        case suture_code_i8:
        case suture_code_u8: return 1;
        case suture_code_i16:
        case suture_code_u16: return 2;
        case suture_code_i32:
        case suture_code_u32:
        case suture_code_f32: return 4;
        default: return 8;
    }
}

int array_load(int code, PyObject *const *items, size_t n, uint32_t flags, void *array) {
    if (code == suture_code_i32) {
        int32_t *to = (int32_t *) array;
        for (size_t i = 0; i < n; ++i) {
            int64_t v;
            suture_slot slot;
            // A digit has 30 bits.
            if (SUTURE_LIKELY(int_compact(items[i], &v) &&
                              (PyLong_SHIFT <= 30 || (int32_t) v == v))) {
                to[i] = (int32_t) v;
                continue;
            }
            if (!integer_load(code, items[i], flags, &slot))
                return 0;
            to[i] = (int32_t) slot.i64;
        }
        return 1;
    }
    if (code == suture_code_f64) {
        double *to = (double *) array;
        for (size_t i = 0; i < n; ++i) {
            suture_slot slot;
            if (!float_load(code, items[i], flags, &slot))
                return 0;
            to[i] = slot.f64;
        }
        return 1;
    }
    size_t size = scalar_size(code);
    for (size_t i = 0; i < n; ++i) {
        suture_slot slot;
        if (!slot_load(code, items[i], flags, &slot))
            return 0;
        switch (size) {
            case 1: ((uint8_t *) array)[i] = (uint8_t) slot.i64; break;
            case 2: ((uint16_t *) array)[i] = (uint16_t) slot.i64; break;
            case 4:
                if (code == suture_code_f32)
                    ((float *) array)[i] = slot.f32;
                else
                    ((uint32_t *) array)[i] = (uint32_t) slot.i64;
                break;
            default: ((int64_t *) array)[i] = slot.i64; break;
        }
    }
    return 1;
}

/// Scalar `i` of an array, in a slot.
static void array_read(int code, const void *array, size_t i, suture_slot *slot) {
    switch (scalar_size(code)) {
        case 1: slot->i64 = ((const uint8_t *) array)[i]; break;
        case 2: slot->i64 = ((const uint16_t *) array)[i]; break;
        case 4:
            if (code == suture_code_f32)
                slot->f32 = ((const float *) array)[i];
            else
                slot->i64 = ((const uint32_t *) array)[i];
            break;
        default: slot->i64 = ((const int64_t *) array)[i]; break;
    }
}

PyObject *array_store(int code, const void *array, size_t n) {
    PyObject *list = PyList_New((Py_ssize_t) n);
    if (!list)
        return nullptr;
    PyObject **items = ((PyListObject *) list)->ob_item;
    size_t i = 0;
    if (code == suture_code_i32) {
        const interpreter *interp = interpreter_current();
        while (i < n && (items[i] = box_integer(interp, ((const int32_t *) array)[i])))
            ++i;
    } else if (code == suture_code_f64) {
        while (i < n && (items[i] = PyFloat_FromDouble(((const double *) array)[i])))
            ++i;
    } else {
        suture_slot slot;
        for (; i < n; ++i) {
            array_read(code, array, i, &slot);
            if (!(items[i] = slot_store(code, &slot)))
                break;
        }
    }
    if (SUTURE_LIKELY(i == n))
        return list;
    Py_DECREF(list);
    return nullptr;
}

PyObject *const *sequence_items(PyObject *source, size_t *n, PyObject **holder) {
    static PyObject *const empty[1] = {nullptr};
    *holder = nullptr;
    PyObject *const *items;
    if (PyList_CheckExact(source)) {
        *n = (size_t) PyList_GET_SIZE(source);
        items = ((PyListObject *) source)->ob_item;
        return items ? items : empty;
    }
    if (PyTuple_CheckExact(source)) {
        *n = (size_t) PyTuple_GET_SIZE(source);
        return ((PyTupleObject *) source)->ob_item;
    }
    if (PyUnicode_Check(source) || PyBytes_Check(source) || !PySequence_Check(source) ||
        PyDict_Check(source))
        return nullptr;
    PyObject *list = PySequence_List(source);
    if (!list) {
        no_match();
        return nullptr;
    }
    *holder = list;
    *n = (size_t) PyList_GET_SIZE(list);
    items = ((PyListObject *) list)->ob_item;
    return items ? items : empty;
}

SUTURE_RUNTIME_END
