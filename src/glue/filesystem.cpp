// SPDX-License-Identifier: BSD-3-Clause
// Between os.PathLike and std::filesystem::path, in the file system's encoding.
#ifndef SUTURE_GLUE_FILESYSTEM_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_FILESYSTEM_CPP

#include "../../include/suture/cast/filesystem.h"

namespace suture::detail {

SUTURE_GLUE bool path_load(PyObject *source, std::filesystem::path &path) noexcept {
    PyObject *owner = nullptr;
    bool ok = false;
    try {
#if defined(_WIN32)
        if (PyUnicode_FSDecoder(source, &owner)) {
            Py_ssize_t size;
            wchar_t *text = PyUnicode_AsWideCharString(owner, &size);
            if (text) {
                path.assign(text, text + size);
                PyMem_Free(text);
                ok = true;
            }
        }
#else
        char *text;
        Py_ssize_t size;
        if (PyUnicode_FSConverter(source, &owner) &&
            PyBytes_AsStringAndSize(owner, &text, &size) == 0) {
            path.assign(text, text + size);
            ok = true;
        }
#endif
        ok = ok || no_match();
    } catch (...) {
        conversion_threw();
    }
    Py_XDECREF(owner);
    return ok;
}

SUTURE_GLUE PyObject *path_store(const std::filesystem::path &path) noexcept {
    const std::filesystem::path::string_type &native = path.native();
#if defined(_WIN32)
    PyObject *text = PyUnicode_FromWideChar(native.data(), (Py_ssize_t) native.size());
#else
    PyObject *text = PyUnicode_DecodeFSDefaultAndSize(native.data(), (Py_ssize_t) native.size());
#endif
    PyObject *module = text ? PyImport_ImportModule("pathlib") : nullptr;
    PyObject *result = module ? PyObject_CallMethod(module, "Path", "O", text) : nullptr;
    Py_XDECREF(module);
    Py_XDECREF(text);
    return result;
}

} // namespace suture::detail

#endif
