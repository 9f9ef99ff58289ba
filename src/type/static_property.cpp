// SPDX-License-Identifier: BSD-3-Clause
// Static properties. `Cls.x` is the descriptor's __get__; `Cls.x = value` needs a metaclass, which
// a class gets with its first static property: see metaclass.cpp.
#include "static_property.h"

#include "../function/define.h"
#include "create.h"
#include "metaclass.h"

SUTURE_RUNTIME_BEGIN

/// What is needed at hand; it lies behind the fields of a `property`, which have the same.
struct static_property {
    PyObject *get, *set;
    PyObject *doc; ///< str, or NULL
};

static static_property *fields_of(PyObject *self) {
    return (static_property *) ((char *) self + align_up((size_t) PyProperty_Type.tp_basicsize,
                                                         alignof(static_property)));
}

static PyObject *static_get(PyObject *self, PyObject *object, PyObject *type) {
    PyObject *get = fields_of(self)->get;
    if (!get) {
        PyErr_SetString(PyExc_AttributeError, "the static property cannot be read");
        return nullptr;
    }
    return PyObject_CallFunctionObjArgs(get, type ? type : (PyObject *) Py_TYPE(object), NULL);
}

int static_property_assign(PyObject *property, PyObject *type, PyObject *value) {
    PyObject *set = fields_of(property)->set;
    if (!set || !value) {
        PyErr_SetString(PyExc_AttributeError, value ? "the static property is read-only"
                                                    : "the static property cannot be deleted");
        return -1;
    }
    reference result(PyObject_CallFunctionObjArgs(set, type, value, NULL));
    return result ? 0 : -1;
}

static int static_set(PyObject *self, PyObject *object, PyObject *value) {
    return static_property_assign(self, (PyObject *) Py_TYPE(object), value);
}

static void static_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    static_property *p = fields_of(self);
    PyObject_GC_UnTrack(self);
    Py_CLEAR(p->get);
    Py_CLEAR(p->set);
    Py_CLEAR(p->doc);
    PyObject_GC_Track(self); // as the base's own end expects it
    PyProperty_Type.tp_dealloc(self);
    Py_DECREF(type);
}

static int static_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(fields_of(self)->get);
    Py_VISIT(fields_of(self)->set);
    Py_VISIT(Py_TYPE(self));
    return PyProperty_Type.tp_traverse(self, visit, arg);
}

static PyObject *static_doc(PyObject *self, void *) {
    PyObject *doc = fields_of(self)->doc;
    return Py_NewRef(doc ? doc : Py_None);
}

static int static_set_doc(PyObject *self, PyObject *value, void *) {
    static_property *p = fields_of(self);
    Py_XINCREF(value);
    Py_XSETREF(p->doc, value);
    return 0;
}

static PyGetSetDef static_getset[] = {{"__doc__", static_doc, static_set_doc, nullptr, nullptr},
                                      {nullptr, nullptr, nullptr, nullptr, nullptr}};

/// Shows getter and setter under the names that they have in a `property`, which pydoc and others
/// know. Its constructor would take the getter's documentation, and sets it from CPython 3.12 on.
static int fill_property(PyObject *self, bool getters_doc) {
    static_property *p = fields_of(self);
    reference doc(p->doc ? Py_NewRef(p->doc) : nullptr);
    reference none(getters_doc && !doc ? Py_NewRef(Py_None) : PyUnicode_FromString(""));
    reference args(none ? PyTuple_Pack(4, p->get ? p->get : Py_None, p->set ? p->set : Py_None,
                                       Py_None, none.object)
                        : nullptr);
    const int status = args ? PyProperty_Type.tp_init(self, args, nullptr) : -1;
    if (doc || !getters_doc)
        Py_XSETREF(p->doc, doc.release());
    return status;
}

bool static_property_check(const PyObject *object) {
    return Py_TYPE(object)->tp_descr_get == static_get;
}

static PyTypeObject *property_type(interpreter *interp, const suture_texts *texts) {
    dialect_types *types = dialect_types_of(interp, texts);
    if (!types || types->static_property)
        return types ? types->static_property : nullptr;
    PyType_Slot slots[] = {
        {Py_tp_dealloc, (void *) static_dealloc}, {Py_tp_traverse, (void *) static_traverse},
        {Py_tp_descr_get, (void *) static_get},   {Py_tp_descr_set, (void *) static_set},
        {Py_tp_getset, (void *) static_getset},   {0, nullptr}};
    const int size =
        (int) align_up((size_t) PyProperty_Type.tp_basicsize, alignof(static_property));
    PyType_Spec spec = {texts ? texts->static_property : "suture.static_property",
                        size + (int) sizeof(static_property), 0,
                        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};
    reference bases(PyTuple_Pack(1, (PyObject *) &PyProperty_Type));
    if (bases)
        types->static_property = (PyTypeObject *) PyType_FromSpecWithBases(&spec, bases);
    return types->static_property;
}

/// Gives a class and those that derive from it a metaclass that knows static properties. -1 with an
/// error.
static int adopt_metaclass(PyTypeObject *type, PyTypeObject *metaclass) {
    if (metaclass_has_static_properties(Py_TYPE(type)))
        return 0;
    if (!Py_IS_TYPE((PyObject *) type, &PyType_Type))
        return 1;
    // REF: a heap type counts its instances' references to it.
    Py_INCREF(metaclass);
    Py_SET_TYPE((PyObject *) type, metaclass);
    PyType_Modified(type);
    reference derived(PyObject_CallMethod((PyObject *) type, "__subclasses__", nullptr));
    if (!derived)
        return -1;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(derived.object); ++i)
        if (adopt_metaclass((PyTypeObject *) PyList_GET_ITEM(derived.object, i), metaclass) < 0)
            return -1;
    return 0;
}

int static_property_add(interpreter *interp, PyObject *scope, function *f, bool setter,
                        const char *doc) {
    const suture_texts *texts = f->first->module->texts;
    PyTypeObject *type = property_type(interp, texts);
    PyTypeObject *metaclass = type ? metaclass_of(interp, texts) : nullptr;
    if (!metaclass)
        return -1;
    PyObject *existing = scope_get(scope, f->name);
    reference self(existing && static_property_check(existing) ? Py_NewRef(existing) : nullptr);
    const bool fresh = !self;
    if (fresh) {
        self.reset(type->tp_alloc(type, 0));
        if (!self)
            return -1;
        if (doc && !(fields_of(self)->doc = PyUnicode_FromString(doc)))
            return -1;
    }
    f->flags |= setter ? function_is_setter : function_is_getter;
    Py_INCREF(f);
    if (setter)
        Py_XSETREF(fields_of(self)->set, (PyObject *) f);
    else
        Py_XSETREF(fields_of(self)->get, (PyObject *) f);
    if (fill_property(self, texts_ask(f->first->module, suture_text_unnamed_accessors)) < 0)
        return -1;
    const int refused = adopt_metaclass((PyTypeObject *) scope, metaclass);
    if (refused > 0)
        binding_error(scope, PyUnicode_AsUTF8(f->name),
                      "a class with a metaclass of its own cannot have static properties");
    if (refused)
        return -1;
    return fresh ? scope_set(scope, f->name, self, false) : 0;
}

SUTURE_RUNTIME_END
