// SPDX-License-Identifier: BSD-3-Clause
// What enum_ does through the enum service, which it brings to the interpreter's runtime.
#include <exception> // uncaught_exceptions

#include "../../include/suture/enum.h"
#include "../enum/create.h"

namespace suture::detail {

static inline const suture_enum_service *enum_service() {
#if defined(SUTURE_SHARED)
    const void *own = nullptr;
#else
    const void *own = &::suture::rt::enum_service;
#endif
    const void *service = rt::service_attach("suture.enum.1", own);
    if (!service)
        raise_python_error();
    return (const suture_enum_service *) service;
}

SUTURE_GLUE enum_base::enum_base(handle scope, const char *name, suture_type_ref *ref,
                                 const enum_options &options, uint32_t width)
    : m_exceptions(std::uncaught_exceptions()) {
    m_enumeration = enum_service()->open(table, &this_module, scope.ptr(), name, ref, options.flags,
                                         width, options.doc);
    if (!m_enumeration)
        raise_python_error();
}

SUTURE_GLUE enum_base::enum_base(const enum_base &other) noexcept
    : m_enumeration(other.m_enumeration), m_exceptions(std::uncaught_exceptions()) {
    m_enumeration->service->hold(m_enumeration);
}

// NOLINTNEXTLINE(bugprone-exception-escape): it says so
SUTURE_GLUE enum_base::~enum_base() noexcept(false) {
    // While an exception is on its way the class stays unmade: its values may be incomplete.
    bool unwinding = std::uncaught_exceptions() > m_exceptions;
    if (m_enumeration->service->close(m_enumeration, unwinding) < 0 && !unwinding)
        raise_python_error();
}

SUTURE_GLUE PyObject *enum_base::ptr() const {
    PyObject *type = m_enumeration->service->make(m_enumeration);
    if (!type)
        raise_python_error();
    return type;
}

SUTURE_GLUE void enum_base::add_value(const char *name, int64_t value, const char *text,
                                      const char *doc) const {
    checked(m_enumeration->service->value(m_enumeration, name, value, text, doc));
}

SUTURE_GLUE void enum_base::add_exports() const {
    checked(m_enumeration->service->export_values(m_enumeration));
}

SUTURE_GLUE PyObject *enum_base::function_scope() const {
    PyObject *scope = m_enumeration->service->scope(m_enumeration);
    if (!scope)
        raise_python_error();
    return scope;
}

} // namespace suture::detail
