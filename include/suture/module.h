// SPDX-License-Identifier: BSD-3-Clause
// Extension modules: SUTURE_MODULE and functions of a module.
#pragma once

#include "class.h"

namespace suture {

// Tags of SUTURE_MODULE.
/// The module runs without the GIL.
struct mod_gil_not_used {
    bool value = true;
};
/// The module needs the GIL (the default).
struct mod_gil_used {};
/// In which interpreters the module may be imported: only the main one by default.
struct multiple_interpreters {
    uint32_t value;
    static constexpr multiple_interpreters not_supported() { return {0}; }
    static constexpr multiple_interpreters shared_gil() { return {suture_module_shared_gil}; }
    static constexpr multiple_interpreters per_interpreter_gil() { return {suture_module_own_gil}; }
};

namespace detail {
constexpr uint32_t module_flag(mod_gil_not_used tag) {
    return tag.value ? (uint32_t) suture_module_gil_not_used : 0u;
}
constexpr uint32_t module_flag(mod_gil_used) { return 0; }
constexpr uint32_t module_flag(multiple_interpreters tag) { return tag.value; }
template <class... Tags> constexpr uint32_t module_flags(Tags... tags) {
    return (module_flag(tags) | ... | 0u);
}
} // namespace detail

template <class F, class... Extra>
SUTURE_INLINE module_ &module_::def(const char *name, F &&f, const Extra &...extra) {
    detail::define<void>(m_ptr, name, std::forward<F>(f), extra...);
    return *this;
}

} // namespace suture

/// The body of an extension module: SUTURE_MODULE(name, m) { m.def(...); }. Tags may follow:
/// suture::mod_gil_not_used(), suture::multiple_interpreters::per_interpreter_gil().
/// An exception that leaves the body becomes an ImportError.
#define SUTURE_MODULE(name, variable, ...)                                                         \
    SUTURE_MODULE_AS(name, variable, SUTURE_SET_IDENTITY, __VA_ARGS__)

/// The same with statements that run before the module is attached: what a dialect sets.
#define SUTURE_MODULE_AS(name, variable, identity, ...)                                            \
    static void suture_module_##name(::suture::module_ &);                                         \
    static void suture_body_##name(PyObject *m) {                                                  \
        auto module = ::suture::borrow<::suture::module_>(m);                                      \
        suture_module_##name(module);                                                              \
    }                                                                                              \
    static int suture_exec_##name(PyObject *m) {                                                   \
        return ::suture::detail::module_exec(m, suture_body_##name);                               \
    }                                                                                              \
    extern "C" SUTURE_EXPORT PyObject *PyInit_##name();                                            \
    extern "C" PyObject *PyInit_##name() {                                                         \
        static PyModuleDef definition;                                                             \
        static PyModuleDef_Slot slots[6];                                                          \
        identity return ::suture::detail::module_init(&definition, slots, #name,                   \
                                                      ::suture::detail::module_flags(__VA_ARGS__), \
                                                      suture_exec_##name);                         \
    }                                                                                              \
    static void suture_module_##name([[maybe_unused]] ::suture::module_ &variable)
