// SPDX-License-Identifier: BSD-3-Clause
// Wrappers of capsules, weak references and modules; C APIs that modules give to each other.
#pragma once

#include <typeinfo> // typeid

#include "detail/wrapper.h"

namespace suture {
namespace detail {

// module_::add_capsule and get_capsule.
void module_add_capsule(PyObject *module, const char *name, const void *pointer,
                        const std::type_info *type, int version);
void *module_get_capsule(PyObject *module, const char *name, const std::type_info *type,
                         int version);

} // namespace detail

/// A C pointer as a Python object.
class capsule : public object {
    SUTURE_BUILTIN(capsule, object, "typing_extensions.CapsuleType", suture_code_capsule)
    capsule() = default;
    /// `cleanup(pointer)` runs when the capsule dies.
    explicit capsule(const void *pointer, void (*cleanup)(void *) = nullptr);
    explicit capsule(const void *pointer, const char *name, void (*cleanup)(void *) = nullptr);

    const char *name() const;
    /// The pointer; throws python_error.
    void *data() const;
    /// The same if the capsule has that name.
    void *data(const char *name) const;
};

/// A weak reference; calling it gives the object or None.
class weakref : public object {
    SUTURE_BUILTIN(weakref, object, "weakref.ReferenceType", suture_code_weakref)
    weakref() = default;
    explicit weakref(handle object_, handle callback = {});
};

/// A Python module.
class module_ : public object {
    SUTURE_BUILTIN(module_, object, "types.ModuleType", suture_code_module)
    module_() = default;
    /// Python's `import name`; throws python_error.
    static module_ import_(const char *name);
    void reload();
    /// Binds a function; see function.h.
    template <class F, class... Extra> module_ &def(const char *name, F &&f, const Extra &...extra);
    /// The submodule `name`, made if need be and importable as `parent.name`.
    module_ def_submodule(const char *name, const char *doc = nullptr);
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
module_ import_(const char *name);

} // namespace suture
