// SPDX-License-Identifier: BSD-3-Clause
// The interpreter's state: made by the first module that attaches, found by the others.
#include "interpreter.h"

#include "../function/define.h"
#include "../table.h"
#include "../type/machinery.h"
#include "attach.h"
#include "gil.h"
#include "type_index.h"

SUTURE_RUNTIME_BEGIN

static process_state own_process(&own_numbers, function_dealloc, gil_detached_here);
process_state *process = &own_process;

struct process_guard {
    process_guard() {
        while (process->lock.test_and_set(std::memory_order_acquire)) {
        }
    }
    ~process_guard() { process->lock.clear(std::memory_order_release); }
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
    PyOS_snprintf(buffer, size, "suture.interpreter.%p", (const void *) process);
    return buffer;
}

/// By the list, not by the interpreter's dictionary: it cannot fail and allocates nothing.
static interpreter *find_state() {
    PyInterpreterState *python = PyInterpreterState_Get();
    process_guard guard;
    for (interpreter *interp : process->interpreters)
        if (interp->python == python)
            return interp;
    return nullptr;
}

interpreter *interpreter_current() {
    if (SUTURE_LIKELY(!process->several.load(std::memory_order_relaxed)))
        return process->sole.load(std::memory_order_relaxed);
    return find_state();
}

/// The interpreter goes away: give up what it holds. Instances may still be deallocated after
/// this: their classes keep the records.
static void state_release(PyObject *capsule) {
    interpreter *interp = (interpreter *) PyCapsule_GetPointer(capsule, "suture.interpreter");
    if (!interp)
        return;
    if (classes())
        classes()->leak_report(interp);
    interp->alive = false;
    interpreter *self = interp;
    process->sole.compare_exchange_strong(self, nullptr);
    {
        process_guard guard;
        for (uint32_t i = 0; i < process->interpreters.size; ++i)
            if (process->interpreters.data[i] == interp) {
                process->interpreters.remove(i);
                break;
            }
    }
    Py_CLEAR(interp->modules);
    Py_CLEAR(interp->services);
    for (uint32_t i = interp->records.size; i-- > 0;)
        classes()->record_forget(interp->records.data[i]);
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
    interp->function_type = function_type_create(false, nullptr);
    interp->method_type = function_type_create(true, nullptr);
    interp->modules = PyDict_New();
    interp->services = PyDict_New();
    if (!interp->function_type || !interp->method_type || !interp->modules || !interp->services)
        return nullptr;
    for (int i = 0; i < small_int_count; ++i) {
        if (!(interp->small_ints[i] = PyLong_FromLong(small_int_low + i)))
            return nullptr;
        Py_DECREF(interp->small_ints[i]); // REF: CPython keeps one
    }
    return interp;
}

/// Starts `own` in this interpreter: modules of the C++ ABI `key` are attached to it from now on.
static int runtime_start(PyObject *dict, const char *key, const suture_table *own) {
    reference runtime(PyCapsule_New((void *) own, "suture.runtime", nullptr));
    if (!runtime)
        return -1;
    // It may serve modules of another C++ library already, which share no type: see identity.h.
    if (find_state())
        return PyDict_SetItemString(dict, key, runtime);
    interpreter *interp = state_create();
    if (!interp)
        return -1;
    reference state(PyCapsule_New(interp, "suture.interpreter", state_release));
    char own_name[64];
    if (!state || PyDict_SetItemString(dict, own_key(own_name, sizeof(own_name)), state) < 0 ||
        PyDict_SetItemString(dict, key, runtime) < 0)
        return -1;
    bool listed;
    {
        process_guard guard;
        listed = process->interpreters.push(interp);
    }
    if (!listed)
        return -1;
    interpreter *none = nullptr;
    if (!process->sole.compare_exchange_strong(none, interp))
        process->several.store(true);
    return 0;
}

/// Whether modules with bound classes can use what is there.
static bool has_classes(const suture_table *table, const class_offer *offer) {
    if (table->abi_major != SUTURE_ABI_MAJOR || table->abi_minor < 2)
        return true; // the caller refuses it
    // What serves an interpreter already works on its own state for good.
    return table->classes_attach(process->started() ? nullptr : offer) != 0;
}

int runtime_find(const char *cpp_abi, const suture_table *own, const class_offer *offer,
                 const suture_table **table) {
    char key[160];
    state_key(cpp_abi, key, sizeof(key));
    PyObject *dict = PyInterpreterState_GetDict(PyInterpreterState_Get());
    if (!dict) {
        internal_error("attach", "the interpreter has no dictionary");
        return -1;
    }
    if (PyObject *known = PyDict_GetItemString(dict, key)) {
        *table = (const suture_table *) PyCapsule_GetPointer(known, "suture.runtime");
        if (!*table)
            return -1;
        if (*table == own || !(offer || classes()) || has_classes(*table, offer))
            return 0;
    }
    if (offer)
        own->classes_attach(offer);
    *table = own;
    return runtime_start(dict, key, own);
}

int runtime_attach(const char *cpp_abi, const suture_table *own, const suture_table **table) {
    return runtime_find(cpp_abi, own, nullptr, table);
}

int classes_attach(const void *offer_) {
    const class_offer *offer = (const class_offer *) offer_;
    process_guard guard;
    if (!process->classes && offer && offer->layout == record_layout) {
        *offer->process = process;
        process->classes = offer->machinery;
    }
    return process->classes != nullptr;
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
    return process->interpreters.size != 0;
}

void *interp_current() { return interpreter_current(); }

SUTURE_RUNTIME_END
