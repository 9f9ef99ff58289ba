// SPDX-License-Identifier: BSD-3-Clause
// The Python classes of bound functions and methods: attributes, binding, pickling.
#include "define.h"
#include "text.h"

SUTURE_RUNTIME_BEGIN

void overload_free(overload *o);

void function_dealloc(PyObject *self) {
    function *f = (function *) self;
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (f->weakrefs)
        PyObject_ClearWeakRefs(self);
    for (overload *o = f->heir ? nullptr : f->first; o;) {
        overload *next = o->next;
        overload_free(o);
        o = next;
    }
    Py_XDECREF(f->heir);
    Py_XDECREF(f->name);
    Py_XDECREF(f->scope);
    Py_XDECREF(f->module_name);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}

static int function_traverse(PyObject *self, visitproc visit, void *arg) {
    function *f = (function *) self;
    for (overload *o = f->heir ? nullptr : f->first; o; o = o->next)
        for (unsigned i = 0; i < o->nargs && (o->traits & overload_defaults); ++i)
            Py_VISIT(o->arguments[i].default_value);
    Py_VISIT(f->heir);
    Py_VISIT(f->scope);
    Py_VISIT(Py_TYPE(self));
    return 0;
}

/// Nothing: a function that is still called must not read freed defaults.
static int function_clear(PyObject *) { return 0; }

static PyObject *get_name(PyObject *self, void *) { return Py_NewRef(((function *) self)->name); }

static PyObject *get_qualname(PyObject *self, void *) {
    return function_qualname((function *) self);
}

static PyObject *get_module(PyObject *self, void *) {
    function *f = (function *) self;
    if (f->module_name)
        return Py_NewRef(f->module_name);
    if (!f->scope)
        Py_RETURN_NONE;
    return PyObject_GetAttrString(f->scope, PyModule_Check(f->scope) ? "__name__" : "__module__");
}

static int set_module(PyObject *self, PyObject *value, void *) {
    Py_XINCREF(value);
    Py_XSETREF(((function *) self)->module_name, value);
    return 0;
}

/// `__module__` in the dictionary of the class of functions: the text that the class itself has
/// there, and a descriptor for its instances.
static PyObject *module_name_get(PyObject *self, PyObject *object, PyObject *) {
    return object ? get_module(object, nullptr) : Py_NewRef(self);
}
static int module_name_set(PyObject *, PyObject *object, PyObject *value) {
    return set_module(object, value, nullptr);
}

static bool add_module_name(PyTypeObject *type, const char *full_name) {
    PyType_Slot slots[] = {{Py_tp_descr_get, (void *) module_name_get},
                           {Py_tp_descr_set, (void *) module_name_set},
                           {0, nullptr}};
    PyType_Spec spec = {"suture.module_name", 0, 0, Py_TPFLAGS_DEFAULT, slots};
    reference bases(PyTuple_Pack(1, (PyObject *) &PyUnicode_Type));
    reference text_class(bases ? PyType_FromSpecWithBases(&spec, bases) : nullptr);
    // No "s#": with the runtime in a header Python.h comes without PY_SSIZE_T_CLEAN.
    reference module(
        text_class ? PyUnicode_FromStringAndSize(full_name, strrchr(full_name, '.') - full_name)
                   : nullptr);
    reference text(module ? PyObject_CallFunctionObjArgs(text_class, module.object, nullptr)
                          : nullptr);
    return text && PyDict_SetItemString(type->tp_dict, "__module__", text) == 0;
}

static PyObject *get_doc(PyObject *self, void *) { return function_doc((function *) self); }
static PyObject *get_signature(PyObject *self, void *) {
    return function_signature((function *) self);
}
static PyObject *get_signatures(PyObject *self, void *) {
    return function_signatures((function *) self);
}
static PyObject *get_annotations(PyObject *self, void *) {
    return function_annotations((function *) self);
}

/// Text that inspect could parse: none, since the signature is there as an object.
static PyObject *get_text_signature(PyObject *, void *) { Py_RETURN_NONE; }

static PyObject *get_objclass(PyObject *self, void *) {
    function *f = (function *) self;
    if (f->scope && PyType_Check(f->scope))
        return Py_NewRef(f->scope);
    PyErr_SetString(PyExc_AttributeError, "__objclass__");
    return nullptr;
}

/// Pickles by reference: "name" for functions, getattr(Class, "name") for methods.
static PyObject *reduce(PyObject *self, PyObject *) {
    function *f = (function *) self;
    if (f->scope && PyType_Check(f->scope)) {
        reference builtins(PyImport_ImportModule("builtins"));
        reference get(builtins ? PyObject_GetAttrString(builtins, "getattr") : nullptr);
        return get ? Py_BuildValue("O(OO)", get.object, f->scope, f->name) : nullptr;
    }
    return Py_NewRef(f->name);
}

static PyObject *function_repr(PyObject *self) {
    function *f = (function *) self;
    reference name(function_qualname(f));
    if (!name)
        return nullptr;
    return PyUnicode_FromFormat(f->flags & function_is_method ? "<method '%U'>" : "<function '%U'>",
                                name.object);
}

/// A method looked up on an instance is bound to it; on the class it stays as it is.
static PyObject *method_get(PyObject *self, PyObject *object, PyObject *) {
    if (!object)
        return Py_NewRef(self);
    return PyMethod_New(self, object);
}

/// Functions do not bind. Having __get__ makes them routines for inspect; having it as a method
/// only, not in the slot, lets CPython specialise `Class.function` as a plain attribute.
static PyObject *function_get(PyObject *self, PyObject *) { return Py_NewRef(self); }

static PyGetSetDef function_getset[] = {
    {"__name__", get_name, nullptr, nullptr, nullptr},
    {"__qualname__", get_qualname, nullptr, nullptr, nullptr},
    {"__doc__", get_doc, nullptr, nullptr, nullptr},
    {"__signature__", get_signature, nullptr, nullptr, nullptr},
    {"__annotations__", get_annotations, nullptr, nullptr, nullptr},
    {"__suture_signature__", get_signatures, nullptr, nullptr, nullptr},
    {"__text_signature__", get_text_signature, nullptr, nullptr, nullptr},
    {"__objclass__", get_objclass, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr}};

/// The same under the name that a dialect has for it.
static PyGetSetDef dialect_getset = {"__signature_source__", get_signatures, nullptr, nullptr,
                                     nullptr};

static PyMethodDef method_methods[] = {{"__reduce__", reduce, METH_NOARGS, nullptr},
                                       {nullptr, nullptr, 0, nullptr}};
static PyMethodDef function_methods[] = {{"__reduce__", reduce, METH_NOARGS, nullptr},
                                         {"__get__", function_get, METH_VARARGS, nullptr},
                                         {nullptr, nullptr, 0, nullptr}};

static PyMemberDef function_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(function, vectorcall), READONLY, nullptr},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(function, weakrefs), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr}};

PyTypeObject *function_type_create(bool method, const suture_texts *texts) {
    PyType_Slot slots[] = {
        {Py_tp_dealloc, (void *) function_dealloc},
        {Py_tp_traverse, (void *) function_traverse},
        {Py_tp_clear, (void *) function_clear},
        {Py_tp_getset, (void *) function_getset},
        {Py_tp_methods, method ? (void *) method_methods : (void *) function_methods},
        {Py_tp_members, (void *) function_members},
        {Py_tp_repr, (void *) function_repr},
        {Py_tp_call, (void *) PyVectorcall_Call},
        {method ? Py_tp_descr_get : 0, (void *) method_get},
        {0, nullptr}};
    unsigned flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL;
#if PY_VERSION_HEX >= 0x030A0000
    flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE;
#endif
    if (method)
        flags |= Py_TPFLAGS_METHOD_DESCRIPTOR;
    const char *name = method ? "suture.method" : "suture.function";
    if (texts)
        name = method ? texts->method_type : texts->function_type;
    PyType_Spec spec = {name, (int) sizeof(function), 0, flags, slots};
    PyTypeObject *type = (PyTypeObject *) PyType_FromSpec(&spec);
    if (type && !add_module_name(type, name))
        Py_CLEAR(type);
    if (type && texts) {
        // What a getset is called by is looked up in the dictionary alone.
        reference signatures(PyDescr_NewGetSet(type, &dialect_getset));
        if (!signatures || PyDict_SetItemString(type->tp_dict, texts->signatures, signatures) < 0)
            Py_CLEAR(type);
    }
#if PY_VERSION_HEX < 0x030A0000
    if (type)
        type->tp_new = nullptr;
#endif
    return type;
}

PyTypeObject *function_type_of(interpreter *interp, const suture_module *module, bool method) {
    const suture_texts *texts = module->texts;
    if (SUTURE_LIKELY(!texts))
        return method ? interp->method_type : interp->function_type;
    dialect_types *types = dialect_types_of(interp, texts);
    if (types && !types->functions[method])
        types->functions[method] = function_type_create(method, texts);
    return types ? types->functions[method] : nullptr;
}

bool function_check(PyObject *object) {
    return Py_TYPE(object)->tp_dealloc == process->function_dealloc;
}

SUTURE_RUNTIME_END
