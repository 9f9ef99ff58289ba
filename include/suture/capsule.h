// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of capsules, weak references and modules; C APIs that modules give to each other.
#pragma once

#include <typeinfo> // typeid

#include "collection.h"
#include "error.h"
#include "text.h"

namespace suture {
namespace detail {

/// New capsule; throws python_error. `name` and `type` may be NULL; the name is copied.
SUTURE_HIDDEN PyObject *capsule_new(const void *pointer, const char *name,
                                    const std::type_info *type, int version,
                                    void (*cleanup)(void *));
SUTURE_HIDDEN void *capsule_pointer(PyObject *capsule);
SUTURE_HIDDEN void module_add_capsule(PyObject *module, const char *name, const void *pointer,
                                      const std::type_info *type, int version);
SUTURE_HIDDEN void *module_get_capsule(PyObject *module, const char *name,
                                       const std::type_info *type, int version);
SUTURE_HIDDEN PyObject *module_add_submodule(PyObject *module, const char *name, const char *doc);

} // namespace detail

/// A C pointer as a Python object.
class capsule : public object {
    SUTURE_OBJECT_CODE(capsule, object, "typing_extensions.CapsuleType", PyCapsule_CheckExact,
                       suture_code_capsule)
    capsule() = default;
    /// `cleanup(pointer)` runs when the capsule dies.
    explicit capsule(const void *pointer, void (*cleanup)(void *) = nullptr)
        : capsule(pointer, nullptr, cleanup) {}
    explicit capsule(const void *pointer, const char *name, void (*cleanup)(void *) = nullptr)
        : object(detail::capsule_new(pointer, name, nullptr, 0, cleanup), detail::steal_t()) {}

    const char *name() const { return PyCapsule_GetName(m_ptr); }
    /// The pointer; throws python_error.
    void *data() const { return detail::capsule_pointer(m_ptr); }
    /// The same if the capsule has that name.
    void *data(const char *name) const {
        void *pointer = PyCapsule_GetPointer(m_ptr, name);
        detail::checked(pointer ? 0 : -1);
        return pointer;
    }
};

/// A weak reference; calling it gives the object or None.
class weakref : public object {
    SUTURE_OBJECT_CODE(weakref, object, "weakref.ReferenceType", PyWeakref_Check,
                       suture_code_weakref)
    weakref() = default;
    explicit weakref(handle object_, handle callback = {})
        : object(detail::checked(PyWeakref_NewRef(object_.ptr(), callback.ptr())),
                 detail::steal_t()) {}
};

/// A Python module.
class module_ : public object {
    SUTURE_OBJECT_CODE(module_, object, "types.ModuleType", PyModule_Check, suture_code_module)
    module_() = default;
    /// Python's `import name`; throws python_error.
    static module_ import_(const char *name) {
        return steal<module_>(detail::checked(PyImport_ImportModule(name)));
    }
    void reload() {
        *this = steal<module_>(detail::checked(PyImport_ReloadModule(m_ptr)));
    }
    /// Binds a function; see function.h.
    template <class F, class... Extra>
    module_ &def(const char *name, F &&f, const Extra &...extra);
    /// The submodule `name`, made if need be and importable as `parent.name`.
    module_ def_submodule(const char *name, const char *doc = nullptr) {
        return steal<module_>(detail::module_add_submodule(m_ptr, name, doc));
    }
    /// Gives a C API to other modules, and to C by PyCapsule_Import("package.module.name"). `api`
    /// outlives the interpreter. Throws python_error.
    template <class T> module_ &add_capsule(const char *name, T *api, int version = 1) {
        detail::module_add_capsule(m_ptr, name, (const void *) api, &typeid(T), version);
        return *this;
    }
    /// The pointer that add_capsule was given. With T, its type and version must agree; without,
    /// it may be any capsule. Throws python_error if it is missing or does not fit.
    template <class T = void> T *get_capsule(const char *name, int version = 1) const {
        const std::type_info *type = nullptr;
        if constexpr (!std::is_void_v<T>)
            type = &typeid(T);
        return (T *) detail::module_get_capsule(m_ptr, name, type, version);
    }
};

/// Python's `import name`; throws python_error.
inline module_ import_(const char *name) { return module_::import_(name); }

} // namespace suture
