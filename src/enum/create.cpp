// SPDX-License-Identifier: BSD-3-Clause
// Making the Python class of an enumeration with the functional API of Python's enum module.
//
// Until then names, values and functions are collected; afterwards functions go into the class
// directly. Everything of the core is reached through its table: the core may be an older one.
#include "create.h"

#include <cstdlib> // qsort

#include "../../include/suture/detail/runtime.h"
#include "../function/define.h"
#include "deferred.h"
#include "record.h"

SUTURE_RUNTIME_BEGIN

struct pending_value {
    PyObject *name;
    int64_t value;
    PyObject *text; ///< str of a StrEnum's member, or NULL
    const char *doc;
};

/// An enumeration and what is needed until its class is made.
struct enum_building : suture_enumeration {
    const suture_table *core;
    suture_type_ref *ref;
    PyObject *scope, *short_name, *qualname, *module_name;
    const char *doc;
    uint32_t uses;
    bool making, failed;
    array<pending_value> values;
    deferred_scope functions;
    PyObject *functions_capsule;
};

static enum_building *building(suture_enumeration *e) { return static_cast<enum_building *>(e); }

/// ImportError "module.Enum.value: what", keeping an error that is set as its cause.
template <class... A>
static int value_error(const suture_enumeration *e, PyObject *value, const char *what, A... args) {
    PyObject *saved[3];
    PyErr_Fetch(&saved[0], &saved[1], &saved[2]);
    reference where(PyUnicode_FromFormat("%s.%U", e->name, value));
    const char *text = where ? PyUnicode_AsUTF8(where) : nullptr;
    PyErr_Restore(saved[0], saved[1], saved[2]);
    binding_error(nullptr, text ? text : e->name, what, args...);
    return -1;
}

static bool set_names(enum_building *b, PyObject *scope, const char *name) {
    b->scope = Py_NewRef(scope);
    b->short_name = PyUnicode_InternFromString(name);
    if (PyModule_Check(scope)) {
        b->module_name = PyModule_GetNameObject(scope);
        b->qualname = Py_XNewRef(b->short_name);
    } else {
        b->module_name = PyObject_GetAttrString(scope, "__module__");
        reference outer(b->module_name ? PyObject_GetAttrString(scope, "__qualname__") : nullptr);
        b->qualname = outer ? PyUnicode_FromFormat("%U.%s", outer.object, name) : nullptr;
    }
    if (!b->short_name || !b->module_name || !b->qualname)
        return false;
    reference full(PyUnicode_FromFormat("%U.%U", b->module_name, b->qualname));
    Py_ssize_t size;
    const char *text = full ? PyUnicode_AsUTF8AndSize(full, &size) : nullptr;
    char *copy = text ? (char *) PyMem_RawMalloc((size_t) size + 1) : nullptr;
    if (!copy) {
        if (text)
            PyErr_NoMemory();
        return false;
    }
    memcpy(copy, text, (size_t) size + 1);
    b->name = copy;
    return true;
}

/// Gives up what only the making of the class needs.
static void forget(enum_building *b) {
    for (const pending_value &v : b->values) {
        Py_DECREF(v.name);
        Py_XDECREF(v.text);
    }
    b->values.free();
    deferred_clear(&b->functions);
    Py_CLEAR(b->functions_capsule);
    Py_CLEAR(b->scope);
    Py_CLEAR(b->short_name);
    Py_CLEAR(b->qualname);
    Py_CLEAR(b->module_name);
}

static int enum_make(suture_enumeration *e);

static suture_enumeration *service_open(const suture_table *core, const suture_module *module,
                                        PyObject *scope, const char *name, suture_type_ref *ref,
                                        uint32_t flags, uint32_t width, const char *doc) {
    if ((flags & suture_enum_text) && (flags & (suture_enum_flag | suture_enum_arithmetic))) {
        binding_error(scope, name, "is_str excludes is_flag and is_arithmetic");
        return nullptr;
    }
    enum_building *b = (enum_building *) PyMem_RawCalloc(1, sizeof(enum_building));
    if (!b) {
        PyErr_NoMemory();
        return nullptr;
    }
    b->core = core;
    b->ref = ref;
    b->flags = (uint16_t) flags;
    b->width = (uint16_t) width;
    b->module = module;
    b->make = enum_make;
    b->service = &enum_service;
    b->doc = doc;
    b->uses = 1;
    bool ok = set_names(b, scope, name);
    if (ok && scope_get(scope, b->short_name)) {
        binding_error(scope, name, "the scope has an attribute of that name already");
        ok = false;
    }
    b->functions_capsule = ok ? deferred_capsule(&b->functions) : nullptr;
    if (!b->functions_capsule || core->enum_bind(ref, b) < 0) {
        forget(b);
        PyMem_RawFree((void *) b->name);
        PyMem_RawFree(b);
        return nullptr;
    }
    return b;
}

static int service_value(suture_enumeration *e, const char *name, int64_t value, const char *text,
                         const char *doc) {
    enum_building *b = building(e);
    reference key(PyUnicode_FromString(name));
    if (!key)
        return -1;
    if (e->type)
        return value_error(e, key,
                           "the class was made when the enumeration was first used; add "
                           "all values before");
    for (const pending_value &v : b->values)
        if (PyUnicode_Compare(v.name, key) == 0)
            return value_error(e, key, "the enumeration has a value of that name already");
    bool is_text = (e->flags & suture_enum_text) != 0;
    if (text && !is_text)
        return value_error(e, key, "str_value() needs an enumeration with is_str");
    pending_value v{key.object, value, nullptr, doc};
    if (is_text && !(v.text = PyUnicode_FromString(text ? text : name)))
        return -1;
    if (!b->values.push(v)) {
        Py_XDECREF(v.text);
        return -1;
    }
    key.release();
    return 0;
}

// --- the class -----------------------------------------------------------------------------------

/// What Python calls the value of a member.
static PyObject *python_value(const suture_enumeration *e, const pending_value &v) {
    if (v.text)
        return Py_NewRef(v.text);
    return enum_number(e, v.value);
}

/// Calls enum.Enum, or the like, with the names and values.
static PyObject *call_functional_api(const enum_building *b) {
    reference list(PyList_New(0));
    for (const pending_value &v : b->values) {
        reference value(list ? python_value(b, v) : nullptr);
        reference pair(value ? PyTuple_Pack(2, v.name, value.object) : nullptr);
        if (!pair || PyList_Append(list, pair) < 0)
            return nullptr;
    }
    const char *base_name = "Enum";
    bool mixes_str = false;
    switch (b->flags & (suture_enum_flag | suture_enum_arithmetic | suture_enum_text)) {
        case suture_enum_flag: base_name = "Flag"; break;
        case suture_enum_arithmetic: base_name = "IntEnum"; break;
        case suture_enum_flag | suture_enum_arithmetic: base_name = "IntFlag"; break;
        case suture_enum_text:
            mixes_str = PY_VERSION_HEX < 0x030B0000;
            base_name = mixes_str ? "Enum" : "StrEnum";
            break;
        default: break;
    }
    reference module(list ? PyImport_ImportModule("enum") : nullptr);
    reference base(module ? PyObject_GetAttrString(module, base_name) : nullptr);
    reference args(base ? PyTuple_Pack(2, b->short_name, list.object) : nullptr);
    reference kwargs(
        args ? Py_BuildValue("{sOsO}", "module", b->module_name, "qualname", b->qualname)
             : nullptr);
    if (!kwargs ||
        (mixes_str && PyDict_SetItemString(kwargs, "type", (PyObject *) &PyUnicode_Type) < 0))
        return nullptr;
    reference type(PyObject_Call(base, args, kwargs));
    if (type && mixes_str) { // as StrEnum has it
        static const char *const names[] = {"__str__", "__format__"};
        for (const char *name : names) {
            reference method(PyObject_GetAttrString((PyObject *) &PyUnicode_Type, name));
            if (!method || PyObject_SetAttrString(type, name, method) < 0)
                return nullptr;
        }
    }
    if (type && texts_ask(b->module, suture_text_enum_names)) {
        // The dialect shows a member by its name everywhere.
        reference plain(PyObject_GetAttrString(module, "Enum"));
        reference text(plain ? PyObject_GetAttrString(plain, "__str__") : nullptr);
        if (!text || PyObject_SetAttrString(type, "__str__", text) < 0 ||
            PyObject_SetAttrString(type, "__repr__", text) < 0)
            return nullptr;
        // A member's `__name__` is its name; not set as an attribute, which would name the class.
        PyObject *dict = ((PyTypeObject *) plain.object)->tp_dict; // REF: borrowed
        PyObject *name = PyDict_GetItemString(dict, "name");
        if (name &&
            PyDict_SetItemString(((PyTypeObject *) type.object)->tp_dict, "__name__", name) < 0)
            return nullptr;
        PyType_Modified((PyTypeObject *) type.object);
    }
    return type.release();
}

static int compare_items(const void *a, const void *b) {
    int64_t x = ((const suture_enum_item *) a)->value, y = ((const suture_enum_item *) b)->value;
    return x < y ? -1 : x > y;
}

/// Table of the members by address, without collisions where a little more room avoids them.
static bool fill_table(suture_enumeration *e) {
    size_t capacity = 4;
    while (capacity < 2 * e->nitems)
        capacity *= 2;
    for (int attempt = 0;; ++attempt, capacity *= 2) {
        PyMem_RawFree(e->table);
        e->table = (suture_enum_item *) PyMem_RawCalloc(capacity, sizeof(suture_enum_item));
        if (!e->table) {
            PyErr_NoMemory();
            return false;
        }
        e->mask = capacity - 1;
        e->shift = 64;
        for (size_t n = capacity; n > 1; n /= 2)
            --e->shift;
        bool collides = false;
        for (size_t k = 0; k < e->nitems; ++k) {
            PyObject *member = e->items[k].member;
            size_t i = (size_t) (((uint64_t) (uintptr_t) member * 0x9E3779B97F4A7C15u) >> e->shift);
            while (e->table[i].member && e->table[i].member != member) {
                i = (i + 1) & e->mask;
                collides = true;
            }
            e->table[i] = e->items[k];
        }
        if (!collides || attempt == 3)
            return true;
    }
}

/// Members and their docstrings.
static bool read_members(enum_building *b, PyObject *type) {
    reference members(PyObject_GetAttrString(type, "__members__"));
    b->items = members ? (suture_enum_item *) PyMem_RawCalloc(b->values.size + 1u,
                                                              sizeof(suture_enum_item))
                       : nullptr;
    if (!b->items) {
        if (members)
            PyErr_NoMemory();
        return false;
    }
    size_t n = 0;
    for (const pending_value &v : b->values) {
        reference member(PyObject_GetItem(members, v.name));
        if (!member || !Py_IS_TYPE(member.object, (PyTypeObject *) type)) {
            value_error(b, v.name,
                        "Python's enum module does not take this as the name of a member");
            return false;
        }
        b->items[n++] = {member.object, v.value}; // REF: the class holds it
        // Without documentation of its own a member shows the class's, or in a dialect none.
        const bool documented = v.doc || texts_ask(b->module, suture_text_enum_names);
        reference own_name(documented ? PyObject_GetAttrString(member, "name") : nullptr);
        if (own_name && PyUnicode_Check(own_name.object) &&
            PyUnicode_Compare(own_name, v.name) == 0) {
            reference doc(v.doc ? PyUnicode_FromString(v.doc) : Py_NewRef(Py_None));
            if (!doc || PyObject_SetAttrString(member, "__doc__", doc) < 0)
                return false;
        }
        if (PyErr_Occurred())
            return false;
    }
    qsort(b->items, n, sizeof(suture_enum_item), compare_items);
    size_t kept = 0; // aliases name the same member
    for (size_t i = 0; i < n; ++i)
        if (!kept || b->items[kept - 1].value != b->items[i].value)
            b->items[kept++] = b->items[i];
    b->nitems = kept;
    return fill_table(b);
}

/// Functions that were bound while the class was not there yet.
static bool add_functions(enum_building *b, PyObject *type) {
    reference members(PyObject_GetAttrString(type, "__members__"));
    if (!members)
        return false;
    for (uint32_t i = 0; i < b->functions.size; ++i) {
        deferred_function &f = b->functions.data[i];
        if (PyMapping_HasKeyString(members, f.name)) {
            binding_error(type, f.name, "a value of the enumeration has that name");
            return false;
        }
        f.taken = true; // REF: the registration owns what the words refer to
        if (!b->core->function_def(f.module, type, f.signature, f.name, f.thunk, f.format, f.words))
            return false;
    }
    return true;
}

static int enum_make(suture_enumeration *e) {
    enum_building *b = building(e);
    if (b->making) {
        internal_error("enum_make", "the class is being made");
        return -1;
    }
    if (b->failed) { // what it was to be made from is gone
        binding_error(nullptr, e->name, "the class could not be created before");
        return -1;
    }
    b->making = true;
    reference type(call_functional_api(b));
    bool ok = type || (binding_error(nullptr, e->name, "the class could not be created"), false);
    if (ok && b->doc) {
        reference doc(PyUnicode_FromString(b->doc));
        ok = doc && PyObject_SetAttrString(type, "__doc__", doc) == 0;
    }
    ok = ok && read_members(b, type);
    if (ok) {
        e->type = type.release(); // from here on values are converted
        ok = add_functions(b, e->type) && PyObject_SetAttr(b->scope, b->short_name, e->type) == 0;
        if (!ok)
            Py_CLEAR(e->type);
    }
    b->making = false;
    b->failed = !ok;
    PyObject *scope = Py_NewRef(b->scope); // export_values comes later
    PyObject *saved[3];
    PyErr_Fetch(&saved[0], &saved[1], &saved[2]);
    forget(b);
    PyErr_Restore(saved[0], saved[1], saved[2]);
    b->scope = scope;
    return ok ? 0 : -1;
}

// --- the service ---------------------------------------------------------------------------------

static PyObject *service_make(suture_enumeration *e) {
    return e->type || enum_make(e) == 0 ? e->type : nullptr;
}

static void service_hold(suture_enumeration *e) { ++building(e)->uses; }

static int service_close(suture_enumeration *e, int discard) {
    enum_building *b = building(e);
    if (--b->uses)
        return 0;
    b->failed |= discard && !e->type;
    int result = discard || service_make(e) ? 0 : -1;
    Py_CLEAR(b->scope);
    return result;
}

static int service_export(suture_enumeration *e) {
    enum_building *b = building(e);
    if (!service_make(e))
        return -1;
    reference members(PyObject_GetAttrString(e->type, "__members__"));
    reference items(members ? PyMapping_Items(members) : nullptr);
    if (!items)
        return -1;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items.object); ++i) {
        PyObject *item = PyList_GET_ITEM(items.object, i);
        PyObject *name = PyTuple_GET_ITEM(item, 0), *member = PyTuple_GET_ITEM(item, 1);
        PyObject *there = scope_get(b->scope, name);
        if (there && there != member)
            return value_error(e, name, "export_values() would replace an attribute of the scope");
        if (PyObject_SetAttr(b->scope, name, member) < 0)
            return -1;
    }
    return 0;
}

static PyObject *service_scope(suture_enumeration *e) {
    return e->type ? e->type : building(e)->functions_capsule;
}

static void service_discard(suture_enumeration *e) {
    enum_building *b = building(e);
    Py_CLEAR(e->type);
    b->failed = true;
    if (b->uses) // someone kept the enum_ object
        return;
    forget(b);
    PyMem_RawFree(e->table);
    PyMem_RawFree(e->items);
    PyMem_RawFree((void *) e->name);
    PyMem_RawFree(b);
}

const suture_enum_service enum_service = {
    (uint32_t) sizeof(suture_enum_service),
    service_open,
    service_hold,
    service_close,
    service_value,
    service_export,
    service_scope,
    service_make,
    service_discard,
};

SUTURE_RUNTIME_END
