// SPDX-License-Identifier: BSD-3-Clause
// Capsules with a name, a type and a version, and the C APIs of modules.
#include "../../include/suture/capsule.h"

#include <cstdlib> // malloc
#include <cstring> // memcpy

#include "../../include/suture/error.h"
#include "../../include/suture/text.h"
#include "wrapper.h"

#if defined(__GLIBCXX__) || defined(_LIBCPPABI_VERSION)
#    include <cxxabi.h> // __cxa_demangle
#endif

namespace suture {
namespace detail {

/// What precedes the name of a capsule of ours. The capsule's context points to it, and that its
/// name follows tells such a capsule from others. // ABI: frozen, read by other modules
struct capsule_header {
    void (*cleanup)(void *);
    const char *type; ///< mangled, or NULL; in the same allocation
    int64_t version;
};

static inline const capsule_header *capsule_header_of(PyObject *capsule) noexcept {
    auto *header = (const capsule_header *) PyCapsule_GetContext(capsule);
    const char *name = PyCapsule_GetName(capsule);
    return header && (const char *) (header + 1) == name ? header : nullptr;
}

static inline void capsule_destroy(PyObject *capsule) noexcept {
    void *pointer = PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule));
    void *context = PyCapsule_GetContext(capsule);
    if (auto cleanup = ((capsule_header *) context)->cleanup) {
        // A destructor may run while an error is on its way.
        PyObject *saved[3];
        PyErr_Fetch(&saved[0], &saved[1], &saved[2]);
        try {
            cleanup(pointer);
        } catch (...) {
            translate_current_exception();
            PyErr_WriteUnraisable(nullptr); // the capsule itself is half gone
        }
        PyErr_Restore(saved[0], saved[1], saved[2]);
    }
    free(context);
}

static inline PyObject *capsule_new(const void *pointer, const char *name,
                                    const std::type_info *type, int version,
                                    void (*cleanup)(void *)) {
    if (!name && !cleanup)
        return checked(PyCapsule_New(const_cast<void *>(pointer), nullptr, nullptr));
    size_t name_size = name ? strlen(name) + 1 : 1, type_size = type ? strlen(type->name()) + 1 : 0;
    auto *header = (capsule_header *) malloc(sizeof(capsule_header) + name_size + type_size);
    if (!header) {
        PyErr_NoMemory();
        raise_python_error();
    }
    char *text = (char *) (header + 1);
    memcpy(text, name ? name : "", name_size);
    if (type)
        memcpy(text + name_size, type->name(), type_size);
    *header = {cleanup, type ? text + name_size : nullptr, version};
    PyObject *capsule = PyCapsule_New(const_cast<void *>(pointer), text, capsule_destroy);
    if (!capsule)
        free(header);
    else if (PyCapsule_SetContext(capsule, header) < 0)
        Py_CLEAR(capsule);
    return checked(capsule);
}

static inline void *capsule_pointer(PyObject *capsule) {
    void *pointer = PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule));
    checked(pointer ? 0 : -1);
    return pointer;
}

/// Full name of a module, borrowed from it; throws python_error.
static inline const char *module_name(PyObject *module) {
    const char *name = PyModule_GetName(module);
    checked(name ? 0 : -1);
    return name;
}

SUTURE_GLUE void module_add_capsule(PyObject *module, const char *name, const void *pointer,
                                    const std::type_info *type, int version) {
    const char *module_text = module_name(module);
    if (!pointer)
        raise(PyExc_ValueError, "add_capsule('%s.%s'): the pointer is null", module_text, name);
    PyObject *full = checked(PyUnicode_FromFormat("%s.%s", module_text, name));
    const char *text = str_utf8_or_null(full, nullptr);
    PyObject *capsule = nullptr;
    if (text) {
        try {
            capsule = capsule_new(pointer, text, type, version, nullptr);
        } catch (...) {
            Py_DECREF(full);
            throw;
        }
    }
    Py_DECREF(full);
    int status = capsule ? PyObject_SetAttrString(module, name, capsule) : -1;
    Py_XDECREF(capsule);
    checked(status);
}

/// Readable name of a mangled type, for one message.
struct readable_type {
    char *text = nullptr;
    const char *mangled;

    explicit readable_type(const char *mangled) : mangled(mangled) {
#if defined(__GLIBCXX__) || defined(_LIBCPPABI_VERSION)
        int status = 0;
        text = abi::__cxa_demangle(mangled, nullptr, nullptr, &status);
#endif
    }
    readable_type(const readable_type &) = delete;
    ~readable_type() { free(text); }
    const char *get() const { return text ? text : mangled; }
};

/// Throws python_error unless the capsule is what get_capsule() asks for.
static inline void capsule_check(PyObject *capsule, const char *module, const char *name,
                                 const std::type_info *type, int version) {
    const capsule_header *header = capsule_header_of(capsule);
    if (!header || !header->type) {
        if (type)
            raise(PyExc_TypeError,
                  "get_capsule('%s.%s'): the capsule does not say what type it holds; ask for it "
                  "without a type",
                  module, name);
        return;
    }
    if (type && strcmp(type->name(), header->type) != 0) {
        readable_type held(header->type), wanted(type->name());
        raise(PyExc_TypeError, "get_capsule('%s.%s'): it holds a %s, not a %s", module, name,
              held.get(), wanted.get());
    }
    if (header->version != version)
        raise(PyExc_ValueError, "get_capsule('%s.%s'): it has version %d, not %d", module, name,
              (int) header->version, version);
}

SUTURE_GLUE void *module_get_capsule(PyObject *module, const char *name, const std::type_info *type,
                                     int version) {
    const char *module_text = module_name(module);
    object capsule = steal(PyObject_GetAttrString(module, name));
    if (!capsule.is_valid()) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError))
            raise_python_error();
        PyErr_Clear();
        raise(PyExc_AttributeError, "get_capsule('%s.%s'): there is no such attribute", module_text,
              name);
    }
    if (!PyCapsule_CheckExact(capsule.ptr()))
        raise(PyExc_TypeError, "get_capsule('%s.%s'): it is no capsule but a %S", module_text, name,
              capsule.type().ptr());
    capsule_check(capsule.ptr(), module_text, name, type, version);
    return capsule_pointer(capsule.ptr());
}

} // namespace detail

SUTURE_DEFINE_CHECK(capsule, PyCapsule_CheckExact)
SUTURE_GLUE capsule::capsule(const void *pointer, void (*cleanup)(void *))
    : capsule(pointer, nullptr, cleanup) {}
SUTURE_GLUE capsule::capsule(const void *pointer, const char *name, void (*cleanup)(void *))
    : object(detail::capsule_new(pointer, name, nullptr, 0, cleanup), detail::steal_t()) {}
SUTURE_GLUE const char *capsule::name() const { return PyCapsule_GetName(m_ptr); }
SUTURE_GLUE void *capsule::data() const { return detail::capsule_pointer(m_ptr); }
SUTURE_GLUE void *capsule::data(const char *name) const {
    void *pointer = PyCapsule_GetPointer(m_ptr, name);
    detail::checked(pointer ? 0 : -1);
    return pointer;
}

SUTURE_DEFINE_CHECK(weakref, PyWeakref_Check)
SUTURE_GLUE weakref::weakref(handle object_, handle callback)
    : object(detail::checked(PyWeakref_NewRef(object_.ptr(), callback.ptr())), detail::steal_t()) {}

SUTURE_DEFINE_CHECK(module_, PyModule_Check)
SUTURE_GLUE module_ module_::import_(const char *name) {
    return steal<module_>(detail::checked(PyImport_ImportModule(name)));
}
SUTURE_GLUE module_ import_(const char *name) { return module_::import_(name); }
SUTURE_GLUE void module_::reload() {
    *this = steal<module_>(detail::checked(PyImport_ReloadModule(m_ptr)));
}
SUTURE_GLUE module_ module_::def_submodule(const char *name, const char *doc) {
    object full =
        steal(detail::checked(PyUnicode_FromFormat("%s.%s", detail::module_name(m_ptr), name)));
    auto submodule = borrow<module_>(PyImport_AddModule(detail::str_utf8(full.ptr(), nullptr)));
    if (!submodule.is_valid())
        detail::raise_python_error();
    if (doc)
        submodule.attr("__doc__") = doc;
    attr(name) = submodule;
    return submodule;
}

} // namespace suture
