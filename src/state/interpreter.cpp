// SPDX-License-Identifier: BSD-3-Clause
// The interpreter's state: made by the first module that attaches, found by the others.
#include "interpreter.h"

#include <atomic> // the list of interpreters

#include "../function/define.h"
#include "../leak/report.h"
#include "../type/forget.h"
#include "../type/instance.h"
#include "attach.h"
#include "type_index.h"

SUTURE_RUNTIME_BEGIN

const char process_anchor = 0;

/// The interpreters that this runtime has a state in. Only this and the numbers of C++ types are
/// shared between interpreters.
struct process_state {
    std::atomic_flag lock = ATOMIC_FLAG_INIT;
    std::atomic<interpreter *> sole{nullptr}; ///< the only interpreter with a state so far
    std::atomic<bool> several{false};
    array<interpreter *> interpreters; ///< those that have not ended
};
static process_state process;

struct process_guard {
    process_guard() {
        while (process.lock.test_and_set(std::memory_order_acquire)) {
        }
    }
    ~process_guard() { process.lock.clear(std::memory_order_release); }
};

SUTURE_COLD type_entry *type_entry_slow(interpreter *interp, suture_type_ref *ref) {
    const type_number number = type_number_of(ref);
    const size_t index = number.index;
    if (!index) {
        PyErr_NoMemory();
        return nullptr;
    }
    if (index >= interp->nentries) {
        size_t wanted = interp->nentries ? interp->nentries : 64;
        while (wanted <= index)
            wanted *= 2;
        void *grown = PyMem_RawRealloc(interp->entries, wanted * sizeof(type_entry *));
        if (!grown) {
            PyErr_NoMemory();
            return nullptr;
        }
        interp->entries = (type_entry **) grown;
        memset(interp->entries + interp->nentries, 0,
               (wanted - interp->nentries) * sizeof(type_entry *));
        interp->nentries = wanted;
    }
    if (!interp->entries[index]) {
        type_entry *entry = (type_entry *) PyMem_RawCalloc(1, sizeof(type_entry));
        if (!entry) {
            PyErr_NoMemory();
            return nullptr;
        }
        entry->cpp_type = ref->cpp_type;
        entry->domain = number.domain;
        entry->name = ((const std::type_info *) ref->cpp_type)->name();
        interp->entries[index] = entry;
    }
    return interp->entries[index];
}

static const char *state_key(const char *cpp_abi, char *buffer, size_t size) {
    PyOS_snprintf(buffer, size, "suture.runtime.%d.%s", SUTURE_ABI_MAJOR, cpp_abi);
    return buffer;
}

/// Runtimes of different C++ ABIs have a state each.
static const char *own_key(char *buffer, size_t size) {
    PyOS_snprintf(buffer, size, "suture.interpreter.%p", (const void *) &process_anchor);
    return buffer;
}

/// By the list, not by the interpreter's dictionary: it cannot fail and allocates nothing.
static interpreter *find_state() {
    PyInterpreterState *python = PyInterpreterState_Get();
    process_guard guard;
    for (interpreter *interp : process.interpreters)
        if (interp->python == python)
            return interp;
    return nullptr;
}

interpreter *interpreter_current() {
    if (SUTURE_LIKELY(!process.several.load(std::memory_order_relaxed)))
        return process.sole.load(std::memory_order_relaxed);
    return find_state();
}

/// The interpreter goes away: give up what it holds. Instances may still be deallocated after
/// this: their classes keep the records.
static void state_release(PyObject *capsule) {
    interpreter *interp = (interpreter *) PyCapsule_GetPointer(capsule, "suture.interpreter");
    if (!interp)
        return;
    leak_report(interp);
    interp->alive = false;
    interpreter *self = interp;
    process.sole.compare_exchange_strong(self, nullptr);
    {
        process_guard guard;
        for (uint32_t i = 0; i < process.interpreters.size; ++i)
            if (process.interpreters.data[i] == interp) {
                process.interpreters.remove(i);
                break;
            }
    }
    Py_CLEAR(interp->modules);
    Py_CLEAR(interp->services);
    for (uint32_t i = interp->records.size; i-- > 0;)
        record_forget(interp->records.data[i]);
    interp->records.free();
    interp->enumerations.free();
    for (const dialect_types &dialect : interp->dialects) {
        for (PyTypeObject *type : dialect.functions)
            Py_XDECREF(type);
        Py_XDECREF(dialect.static_property);
        Py_XDECREF(dialect.metaclass);
    }
    interp->dialects.free();
    translators_clear(interp->translators);
    interned_strings_clear(interp->strings);
    PyMem_RawFree(interp->entries);
    interp->entries = nullptr;
    interp->nentries = 0;
    // Classes go with the last collection, and their records with them; the instance map stays.
}

dialect_types *dialect_types_of(interpreter *interp, const suture_texts *texts) {
    for (dialect_types &known : interp->dialects)
        if (known.texts == texts ||
            (texts && known.texts && !strcmp(known.texts->function_type, texts->function_type)))
            return &known;
    if (!interp->dialects.push({texts, {}, nullptr, nullptr}))
        return nullptr;
    return &interp->dialects.data[interp->dialects.size - 1];
}

static interpreter *state_create() {
    interpreter *interp = (interpreter *) PyMem_RawCalloc(1, sizeof(interpreter));
    if (!interp) {
        PyErr_NoMemory();
        return nullptr;
    }
    interp->python = PyInterpreterState_Get();
    interp->alive = true;
    interp->object_type = object_type_create(interp);
    interp->function_type = function_type_create(false, nullptr);
    interp->method_type = function_type_create(true, nullptr);
    interp->modules = PyDict_New();
    interp->services = PyDict_New();
    if (!interp->object_type || !interp->function_type || !interp->method_type ||
        !interp->modules || !interp->services)
        return nullptr;
    for (int i = 0; i < small_int_count; ++i) {
        if (!(interp->small_ints[i] = PyLong_FromLong(small_int_low + i)))
            return nullptr;
        Py_DECREF(interp->small_ints[i]); // REF: CPython keeps one
    }
    return interp;
}

int runtime_attach(const char *cpp_abi, const suture_table *own, const suture_table **table) {
    char key[160];
    state_key(cpp_abi, key, sizeof(key));
    PyObject *dict = PyInterpreterState_GetDict(PyInterpreterState_Get());
    if (!dict) {
        internal_error("attach", "the interpreter has no dictionary");
        return -1;
    }
    PyObject *known = PyDict_GetItemString(dict, key);
    if (known) {
        *table = (const suture_table *) PyCapsule_GetPointer(known, "suture.runtime");
        return *table ? 0 : -1;
    }
    if (find_state()) {
        // It serves modules of another C++ library too, which share no type: see identity.h.
        reference again(PyCapsule_New((void *) own, "suture.runtime", nullptr));
        *table = own;
        return again ? PyDict_SetItemString(dict, key, again) : -1;
    }
    interpreter *interp = state_create();
    if (!interp)
        return -1;
    reference state(PyCapsule_New(interp, "suture.interpreter", state_release));
    reference runtime(state ? PyCapsule_New((void *) own, "suture.runtime", nullptr) : nullptr);
    char own_name[64];
    if (!runtime || PyDict_SetItemString(dict, own_key(own_name, sizeof(own_name)), state) < 0 ||
        PyDict_SetItemString(dict, key, runtime) < 0)
        return -1;
    bool listed;
    {
        process_guard guard;
        listed = process.interpreters.push(interp);
    }
    if (!listed)
        return -1;
    interpreter *none = nullptr;
    if (!process.sole.compare_exchange_strong(none, interp))
        process.several.store(true);
    *table = own;
    return 0;
}

const void *service_attach(const char *name, const void *own) {
    interpreter *interp = interpreter_current();
    PyObject *known = PyDict_GetItemString(interp->services, name);
    if (known)
        return PyCapsule_GetPointer(known, name);
    reference capsule(PyCapsule_New((void *) own, name, nullptr));
    if (!capsule || PyDict_SetItemString(interp->services, name, capsule) < 0)
        return nullptr;
    return own;
}

PyObject *module_find(PyObject *name) {
    PyObject *known = PyDict_GetItemWithError(interpreter_current()->modules, name);
    if (!known)
        PyErr_Clear();
    return known;
}

int module_register(PyObject *module) {
    reference name(PyModule_GetNameObject(module));
    return name ? PyDict_SetItem(interpreter_current()->modules, name, module) : -1;
}

int runtime_alive() {
    process_guard guard;
    return process.interpreters.size != 0;
}

void *interp_current() { return interpreter_current(); }

SUTURE_RUNTIME_END
