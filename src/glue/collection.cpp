// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of Python's collections.
#include "../../include/suture/collection.h"

#include "../../include/suture/builder.h"
#include "wrapper.h"

namespace suture {
namespace detail {

/// Length of a container, from a function that returns -1 with an error set.
static inline size_t checked_size(Py_ssize_t size) {
    checked(size < 0 ? -1 : 0);
    return (size_t) size;
}

/// Next item of a Python iterator: new reference, or NULL at the end; throws python_error.
static inline PyObject *iterator_next(PyObject *iterator) {
    PyObject *item = PyIter_Next(iterator);
    if (!item && PyErr_Occurred())
        raise_python_error();
    return item;
}

SUTURE_GLUE PyObject *iterator_of(PyObject *o) {
    return checked(o ? PyObject_GetIter(o) : nullptr);
}

/// Whether iter(o) would work; sets no error.
static inline bool is_iterable(PyObject *o) noexcept {
#if defined(Py_LIMITED_API)
    PyObject *iterator = PyObject_GetIter(o);
    if (!iterator)
        PyErr_Clear();
    Py_XDECREF(iterator);
    return iterator != nullptr;
#else
    return Py_TYPE(o)->tp_iter != nullptr || PySequence_Check(o);
#endif
}

/// Sequences have the mapping protocol as well, for slices: a mapping has keys.
static inline bool is_mapping(PyObject *o) noexcept {
    return PyDict_Check(o) || (PyMapping_Check(o) && PyObject_HasAttrString(o, "keys"));
}

/// Python's `dict(o)`: new reference or NULL.
static inline PyObject *dict_from(PyObject *o) noexcept {
    return PyObject_CallFunctionObjArgs((PyObject *) &PyDict_Type, o, nullptr);
}

SUTURE_GLUE PyObject *dict_get(PyObject *dict, PyObject *key, PyObject *otherwise) {
    PyObject *value = PyDict_GetItemWithError(dict, key); // REF: borrowed
    if (!value && PyErr_Occurred())
        raise_python_error();
    if (!value)
        value = otherwise;
    Py_XINCREF(value);
    return value;
}
SUTURE_GLUE void dict_set(PyObject *dict, const char *key, PyObject *value) {
    checked(value ? PyDict_SetItemString(dict, key, value) : -1);
}
SUTURE_GLUE void list_append(PyObject *list, PyObject *item) { checked(PyList_Append(list, item)); }
SUTURE_GLUE void list_insert(PyObject *list, Py_ssize_t index, PyObject *item) {
    checked(PyList_Insert(list, index, item));
}
SUTURE_GLUE void set_add(PyObject *set, PyObject *item) { checked(PySet_Add(set, item)); }
SUTURE_GLUE bool set_discard(PyObject *set, PyObject *item) {
    int found = PySet_Discard(set, item);
    checked(found);
    return found != 0;
}
SUTURE_GLUE PyObject *slice_new(PyObject *start, PyObject *stop, PyObject *step) {
    return checked(PySlice_New(start, stop, step));
}

SUTURE_GLUE PyObject *builder_new(bool list, size_t size) {
    return checked(list ? PyList_New((Py_ssize_t) size) : PyTuple_New((Py_ssize_t) size));
}
SUTURE_GLUE void builder_put(PyObject *target, size_t index, PyObject *item) {
    // REF: both steal, also where they fail
    checked(!item                  ? -1
            : PyList_Check(target) ? PyList_SetItem(target, (Py_ssize_t) index, item)
                                   : PyTuple_SetItem(target, (Py_ssize_t) index, item));
}
SUTURE_GLUE void builder_check(PyObject *target, size_t index) {
    if (!target) {
        PyErr_SetString(PyExc_RuntimeError, "the builder's object was committed already");
        raise_python_error();
    }
    size_t size = checked_size(PySequence_Size(target));
    if (index == size)
        return;
    PyErr_Format(PyExc_ValueError, "%zd items were announced, %zd were put", (Py_ssize_t) size,
                 (Py_ssize_t) index);
    raise_python_error();
}

SUTURE_GLUE void dict_cursor::start(PyObject *source) {
#if defined(Py_GIL_DISABLED)
    copy = steal(checked(PyDict_Copy(source)));
    source = copy.ptr();
#endif
    dict = source;
    size = PyDict_Size(source);
    next();
}

SUTURE_GLUE void dict_cursor::next() {
    Py_ssize_t now = PyDict_Size(dict);
    if (now != size) {
        if (now >= 0)
            PyErr_SetString(PyExc_RuntimeError, "dictionary changed size during iteration");
        raise_python_error();
    }
    if (!PyDict_Next(dict, &position, &key, &value))
        dict = nullptr;
}

} // namespace detail

#define SUTURE_DEFINE_SIZE(Type, get)                                                              \
    SUTURE_GLUE size_t Type::size() const { return detail::checked_size(get(m_ptr)); }             \
    SUTURE_GLUE bool Type::empty() const { return size() == 0; }

SUTURE_DEFINE_CHECK(tuple, PyTuple_Check)
SUTURE_DEFINE_FROM(tuple, PySequence_Tuple)
SUTURE_DEFINE_DEFAULT(tuple, PyTuple_New(0))
SUTURE_DEFINE_SIZE(tuple, PyTuple_Size)

SUTURE_DEFINE_CHECK(list, PyList_Check)
SUTURE_DEFINE_FROM(list, PySequence_List)
SUTURE_DEFINE_DEFAULT(list, PyList_New(0))
SUTURE_DEFINE_SIZE(list, PyList_Size)
SUTURE_GLUE void list::clear() {
    detail::checked(PyList_SetSlice(m_ptr, 0, PyList_Size(m_ptr), nullptr));
}
SUTURE_GLUE void list::extend(handle iterable) { attr("extend")(iterable); }
SUTURE_GLUE void list::reverse() { detail::checked(PyList_Reverse(m_ptr)); }
SUTURE_GLUE void list::sort() { detail::checked(PyList_Sort(m_ptr)); }

SUTURE_DEFINE_CHECK(dict, PyDict_Check)
SUTURE_DEFINE_FROM(dict, detail::dict_from)
SUTURE_DEFINE_DEFAULT(dict, PyDict_New())
SUTURE_DEFINE_SIZE(dict, PyDict_Size)
SUTURE_GLUE list dict::keys() const { return steal<list>(detail::checked(PyDict_Keys(m_ptr))); }
SUTURE_GLUE list dict::values() const { return steal<list>(detail::checked(PyDict_Values(m_ptr))); }
SUTURE_GLUE list dict::items() const { return steal<list>(detail::checked(PyDict_Items(m_ptr))); }
SUTURE_GLUE void dict::update(handle other) { detail::checked(PyDict_Update(m_ptr, other.ptr())); }
SUTURE_GLUE void dict::clear() { PyDict_Clear(m_ptr); }

SUTURE_DEFINE_CHECK(frozenset, PyFrozenSet_Check)
SUTURE_DEFINE_FROM(frozenset, PyFrozenSet_New)
SUTURE_DEFINE_DEFAULT(frozenset, PyFrozenSet_New(nullptr))
SUTURE_DEFINE_SIZE(frozenset, PySet_Size)

SUTURE_DEFINE_CHECK(set, PySet_Check)
SUTURE_DEFINE_FROM(set, PySet_New)
SUTURE_DEFINE_DEFAULT(set, PySet_New(nullptr))
SUTURE_DEFINE_SIZE(set, PySet_Size)
SUTURE_GLUE void set::clear() { detail::checked(PySet_Clear(m_ptr)); }

SUTURE_DEFINE_CHECK(sequence, PySequence_Check)
SUTURE_DEFINE_FROM(sequence, detail::wrap_checked<sequence>)
SUTURE_DEFINE_SIZE(sequence, PySequence_Size)

SUTURE_DEFINE_CHECK(mapping, detail::is_mapping)
SUTURE_DEFINE_FROM(mapping, detail::wrap_checked<mapping>)
SUTURE_DEFINE_SIZE(mapping, PyMapping_Size)
SUTURE_GLUE list mapping::keys() const {
    return steal<list>(detail::checked(PyMapping_Keys(m_ptr)));
}
SUTURE_GLUE list mapping::values() const {
    return steal<list>(detail::checked(PyMapping_Values(m_ptr)));
}
SUTURE_GLUE list mapping::items() const {
    return steal<list>(detail::checked(PyMapping_Items(m_ptr)));
}

SUTURE_DEFINE_CHECK(iterable, detail::is_iterable)
SUTURE_DEFINE_FROM(iterable, detail::wrap_checked<iterable>)
SUTURE_DEFINE_CHECK(iterator, PyIter_Check)
SUTURE_DEFINE_FROM(iterator, detail::wrap_checked<iterator>)
SUTURE_GLUE handle iterator::operator*() const {
    if (!m_fetched && m_ptr) {
        m_value = steal(detail::iterator_next(m_ptr));
        m_fetched = true;
    }
    return m_value;
}
SUTURE_GLUE iterator &iterator::operator++() {
    **this; // an item that nobody has looked at is passed over
    if (m_value.is_valid())
        m_value = steal(detail::iterator_next(m_ptr));
    return *this;
}

SUTURE_GLUE bool iterator::operator==(const iterator &other) const { return (**this).is(*other); }
SUTURE_GLUE bool iterator::operator!=(const iterator &other) const { return !(**this).is(*other); }
SUTURE_GLUE iterator iterator::sentinel() { return {}; }

SUTURE_DEFINE_CHECK(slice, PySlice_Check)
SUTURE_GLUE slice::range slice::compute(size_t size) const {
    range r;
    detail::checked(PySlice_Unpack(m_ptr, &r.start, &r.stop, &r.step));
    r.length = (size_t) PySlice_AdjustIndices((Py_ssize_t) size, &r.start, &r.stop, r.step);
    return r;
}

SUTURE_DEFINE_CHECK(args, PyTuple_Check)
SUTURE_DEFINE_CHECK(kwargs, PyDict_Check)
#undef SUTURE_DEFINE_SIZE

} // namespace suture
