/* SPDX-License-Identifier: BSD-3-Clause
   The 29 kinds of call in hand-written C: every argument checked, CPython's fastest calling
   convention for each, one static type. It is the floor that the binding libraries are measured
   against, not a library. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <limits.h>       /* INT_MAX */
#include <stdint.h>       /* UINT16_MAX */
#include <structmember.h> /* PyMemberDef, T_INT */

typedef struct {
    PyObject_HEAD int value;
} counter;

typedef PyObject *const *arguments;

static PyTypeObject counter_type;
static PyObject *shared_counter;
static PyObject *name_a, *name_b, *name_c;
static PyObject *colors[3];
static const int color_values[3] = {1, 2, 4};

/* Conversions: false with an exception set where the object does not fit. */

static int in_range(PyObject *object, long low, long high, long *out) {
    *out = PyLong_AsLong(object);
    if (*out == -1 && PyErr_Occurred())
        return 0;
    if (*out < low || *out > high) {
        PyErr_SetString(PyExc_OverflowError, "integer out of range");
        return 0;
    }
    return 1;
}

static int to_int(PyObject *object, int *out) {
    long wide;
    if (!in_range(object, INT_MIN, INT_MAX, &wide))
        return 0;
    *out = (int) wide;
    return 1;
}

static int to_double(PyObject *object, double *out) {
    *out = PyFloat_AsDouble(object);
    return *out != -1.0 || !PyErr_Occurred();
}

static int has_count(const char *function, Py_ssize_t given, Py_ssize_t low, Py_ssize_t high) {
    if (given >= low && given <= high)
        return 1;
    PyErr_Format(PyExc_TypeError, "%s() takes %zd to %zd arguments (%zd given)", function, low,
                 high, given);
    return 0;
}

static int is_counter(PyObject *object) {
    if (PyObject_TypeCheck(object, &counter_type))
        return 1;
    PyErr_SetString(PyExc_TypeError, "a Counter is required");
    return 0;
}

static PyObject *new_counter(PyTypeObject *type, int value) {
    counter *self = (counter *) type->tp_alloc(type, 0);
    if (self)
        self->value = value;
    return (PyObject *) self;
}

/* Functions. */

static PyObject *zero(PyObject *module, PyObject *unused) { return PyLong_FromLong(7); }

static PyObject *one(PyObject *module, PyObject *arg) {
    int a;
    return to_int(arg, &a) ? PyLong_FromLong(a) : NULL;
}

static PyObject *two(PyObject *module, arguments args, Py_ssize_t count) {
    int a, b;
    if (!has_count("two", count, 2, 2) || !to_int(args[0], &a) || !to_int(args[1], &b))
        return NULL;
    return PyLong_FromLong((long) a + b);
}

static PyObject *six(PyObject *module, arguments args, Py_ssize_t count) {
    long a, b, c;
    double f;
    if (!has_count("six", count, 6, 6) || !in_range(args[0], 0, UINT16_MAX, &a) ||
        !in_range(args[1], INT32_MIN, INT32_MAX, &b) || !in_range(args[2], 0, UINT32_MAX, &c))
        return NULL;
    long long d = PyLong_AsLongLong(args[3]);
    if (d == -1 && PyErr_Occurred())
        return NULL;
    unsigned long long e = PyLong_AsUnsignedLongLong(args[4]);
    if (e == (unsigned long long) -1 && PyErr_Occurred())
        return NULL;
    if (!to_double(args[5], &f))
        return NULL;
    return PyFloat_FromDouble((double) (a + b + c) + (double) d + (double) e + (float) f);
}

static PyObject *real(PyObject *module, PyObject *arg) {
    double a;
    return to_double(arg, &a) ? PyFloat_FromDouble(a * 2) : NULL;
}

static PyObject *length(PyObject *module, PyObject *arg) {
    Py_ssize_t size;
    return PyUnicode_AsUTF8AndSize(arg, &size) ? PyLong_FromSsize_t(size) : NULL;
}

static PyObject *shout(PyObject *module, PyObject *arg) {
    char small[128];
    Py_ssize_t size;
    const char *text = PyUnicode_AsUTF8AndSize(arg, &size);
    if (!text)
        return NULL;
    char *buffer = size < (Py_ssize_t) sizeof small ? small : PyMem_Malloc((size_t) size + 1);
    if (!buffer)
        return PyErr_NoMemory();
    memcpy(buffer, text, (size_t) size);
    buffer[size] = '!';
    PyObject *result = PyUnicode_FromStringAndSize(buffer, size + 1);
    if (buffer != small)
        PyMem_Free(buffer);
    return result;
}

static int is_name(PyObject *given, PyObject *wanted) {
    return given == wanted || PyUnicode_Compare(given, wanted) == 0;
}

/* Puts positional and keyword arguments into slots by name; slots not given stay NULL. */
static int place(arguments args, Py_ssize_t count, PyObject *keywords, PyObject **names,
                 PyObject **slots, Py_ssize_t size) {
    for (Py_ssize_t i = 0; i < count; ++i)
        slots[i] = args[i];
    Py_ssize_t given = keywords ? PyTuple_GET_SIZE(keywords) : 0;
    for (Py_ssize_t k = 0; k < given; ++k) {
        PyObject *name = PyTuple_GET_ITEM(keywords, k);
        Py_ssize_t i = 0;
        while (i < size && !is_name(name, names[i]))
            ++i;
        if (i == size || slots[i]) {
            PyErr_Format(PyExc_TypeError, "unexpected or repeated argument '%U'", name);
            return 0;
        }
        slots[i] = args[count + k];
    }
    return 1;
}

static PyObject *keywords(PyObject *module, arguments args, Py_ssize_t count, PyObject *given) {
    PyObject *names[2] = {name_a, name_b}, *slots[2] = {NULL, NULL};
    int a, b;
    if (!has_count("keywords", count, 0, 2) || !place(args, count, given, names, slots, 2))
        return NULL;
    if (!slots[0] || !slots[1])
        return PyErr_Format(PyExc_TypeError, "keywords() needs a and b");
    if (!to_int(slots[0], &a) || !to_int(slots[1], &b))
        return NULL;
    return PyLong_FromLong((long) a - b);
}

static PyObject *defaults(PyObject *module, arguments args, Py_ssize_t count, PyObject *given) {
    PyObject *names[3] = {name_a, name_b, name_c}, *slots[3] = {NULL, NULL, NULL};
    int a, b = 2, c = 3;
    if (!has_count("defaults", count, 0, 3) || !place(args, count, given, names, slots, 3))
        return NULL;
    if (!slots[0])
        return PyErr_Format(PyExc_TypeError, "defaults() needs a");
    if (!to_int(slots[0], &a) || (slots[1] && !to_int(slots[1], &b)) ||
        (slots[2] && !to_int(slots[2], &c)))
        return NULL;
    return PyLong_FromLong((long) a + b + c);
}

static PyObject *overload(PyObject *module, PyObject *arg) {
    if (PyLong_Check(arg))
        return one(module, arg);
    if (PyFloat_Check(arg))
        return PyLong_FromLong((int) (PyFloat_AS_DOUBLE(arg) * 2));
    return length(module, arg);
}

static PyObject *make(PyObject *module, PyObject *arg) {
    int value;
    return to_int(arg, &value) ? new_counter(&counter_type, value) : NULL;
}

static PyObject *shared(PyObject *module, PyObject *unused) {
    Py_INCREF(shared_counter);
    return shared_counter;
}

static PyObject *read_counter(PyObject *module, PyObject *arg) {
    return is_counter(arg) ? PyLong_FromLong(((counter *) arg)->value) : NULL;
}

static PyObject *is_null(PyObject *module, PyObject *arg) {
    if (arg != Py_None && !is_counter(arg))
        return NULL;
    return PyBool_FromLong(arg == Py_None);
}

static PyObject *sum(PyObject *module, PyObject *arg) {
    PyObject *items = PySequence_Fast(arg, "a sequence is required");
    if (!items)
        return NULL;
    long total = 0;
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items); ++i) {
        int value;
        if (!to_int(PySequence_Fast_GET_ITEM(items, i), &value)) {
            Py_DECREF(items);
            return NULL;
        }
        total += value;
    }
    Py_DECREF(items);
    return PyLong_FromLong(total);
}

static PyObject *numbers(PyObject *module, PyObject *unused) {
    PyObject *list = PyList_New(10);
    for (long i = 0; list && i < 10; ++i) {
        PyObject *item = PyLong_FromLong(i);
        if (!item) {
            Py_DECREF(list);
            return NULL;
        }
        PyList_SET_ITEM(list, i, item);
    }
    return list;
}

static PyObject *call(PyObject *module, PyObject *function) {
    int value;
    PyObject *three = PyLong_FromLong(3);
    if (!three)
        return NULL;
    PyObject *result = PyObject_CallOneArg(function, three);
    Py_DECREF(three);
    if (!result)
        return NULL;
    int fits = to_int(result, &value);
    Py_DECREF(result);
    return fits ? PyLong_FromLong(value) : NULL;
}

static PyObject *ordinal(PyObject *module, PyObject *arg) {
    for (int i = 0; i < 3; ++i)
        if (arg == colors[i])
            return PyLong_FromLong(color_values[i]);
    return PyErr_Format(PyExc_TypeError, "a Color is required");
}

/* The class. */

static PyObject *counter_vectorcall(PyObject *type, arguments args, size_t flags, PyObject *given) {
    int value;
    if (given && PyTuple_GET_SIZE(given))
        return PyErr_Format(PyExc_TypeError, "Counter() takes no keyword arguments");
    if (!has_count("Counter", PyVectorcall_NARGS(flags), 1, 1) || !to_int(args[0], &value))
        return NULL;
    return new_counter((PyTypeObject *) type, value);
}

static PyObject *counter_new(PyTypeObject *type, PyObject *args, PyObject *given) {
    int value;
    return PyArg_ParseTuple(args, "i", &value) ? new_counter(type, value) : NULL;
}

static void counter_dealloc(PyObject *self) { Py_TYPE(self)->tp_free(self); }

static PyObject *counter_get(PyObject *self, PyObject *unused) {
    return PyLong_FromLong(((counter *) self)->value);
}

static PyObject *counter_add(PyObject *self, PyObject *arg) {
    int other;
    return to_int(arg, &other) ? PyLong_FromLong((long) ((counter *) self)->value + other) : NULL;
}

static PyObject *counter_twice(PyObject *unused, PyObject *arg) {
    int a;
    return to_int(arg, &a) ? PyLong_FromLong(2L * a) : NULL;
}

static PyObject *counter_size(PyObject *self, void *closure) {
    return PyLong_FromLong(((counter *) self)->value);
}

static int counter_set_size(PyObject *self, PyObject *value, void *closure) {
    if (!value) {
        PyErr_SetString(PyExc_AttributeError, "size cannot be deleted");
        return -1;
    }
    return to_int(value, &((counter *) self)->value) ? 0 : -1;
}

static PyObject *counter_plus(PyObject *left, PyObject *right) {
    if (!PyObject_TypeCheck(left, &counter_type) || !PyObject_TypeCheck(right, &counter_type))
        Py_RETURN_NOTIMPLEMENTED;
    return new_counter(&counter_type, ((counter *) left)->value + ((counter *) right)->value);
}

static PyMethodDef counter_methods[] = {
    {"get", counter_get, METH_NOARGS, NULL},
    {"add", counter_add, METH_O, NULL},
    {"twice", counter_twice, METH_O | METH_STATIC, NULL},
    {NULL, NULL, 0, NULL},
};
static PyMemberDef counter_members[] = {
    {"value", T_INT, offsetof(counter, value), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyGetSetDef counter_getset[] = {
    {"size", counter_size, counter_set_size, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyNumberMethods counter_number = {.nb_add = counter_plus};
static PyTypeObject counter_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "calls_c.Counter",
    .tp_basicsize = sizeof(counter),
    .tp_dealloc = counter_dealloc,
    .tp_as_number = &counter_number,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_methods = counter_methods,
    .tp_members = counter_members,
    .tp_getset = counter_getset,
    .tp_new = counter_new,
    .tp_vectorcall = counter_vectorcall,
};

/* The module. */

#define FAST(function) (PyCFunction)(void (*)(void)) function
static PyMethodDef functions[] = {
    {"zero", zero, METH_NOARGS, NULL},
    {"one", one, METH_O, NULL},
    {"two", FAST(two), METH_FASTCALL, NULL},
    {"six", FAST(six), METH_FASTCALL, NULL},
    {"real", real, METH_O, NULL},
    {"length", length, METH_O, NULL},
    {"shout", shout, METH_O, NULL},
    {"keywords", FAST(keywords), METH_FASTCALL | METH_KEYWORDS, NULL},
    {"defaults", FAST(defaults), METH_FASTCALL | METH_KEYWORDS, NULL},
    {"overload", overload, METH_O, NULL},
    {"make", make, METH_O, NULL},
    {"shared", shared, METH_NOARGS, NULL},
    {"read", read_counter, METH_O, NULL},
    {"is_null", is_null, METH_O, NULL},
    {"sum", sum, METH_O, NULL},
    {"numbers", numbers, METH_NOARGS, NULL},
    {"call", call, METH_O, NULL},
    {"ordinal", ordinal, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "calls_c", .m_size = -1,
                                        .m_methods = functions};

static int add_color(PyObject *module) {
    static const char *const names[3] = {"red", "green", "blue"};
    PyObject *package = PyImport_ImportModule("enum");
    PyObject *type = package ? PyObject_CallMethod(package, "Enum", "s[(si)(si)(si)]", "Color",
                                                   names[0], color_values[0], names[1],
                                                   color_values[1], names[2], color_values[2])
                             : NULL;
    Py_XDECREF(package);
    for (int i = 0; type && i < 3; ++i) {
        colors[i] = PyObject_GetAttrString(type, names[i]);
        if (!colors[i])
            return 0;
    }
    return type && PyModule_AddObject(module, "Color", type) == 0;
}

PyMODINIT_FUNC PyInit_calls_c(void) {
    name_a = PyUnicode_InternFromString("a");
    name_b = PyUnicode_InternFromString("b");
    name_c = PyUnicode_InternFromString("c");
    PyObject *module = PyModule_Create(&definition);
    if (!module || !name_a || !name_b || !name_c || PyModule_AddType(module, &counter_type) < 0 ||
        !add_color(module))
        return NULL;
    shared_counter = new_counter(&counter_type, 5);
    return shared_counter ? module : NULL;
}
