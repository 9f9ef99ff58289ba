// SPDX-License-Identifier: BSD-3-Clause
// Items of Python containers, held while they are converted, and the few operations on lists and
// tuples that conversions share. Nothing here depends on a C++ type; see src/glue/items.cpp.
#pragma once

#include <cstddef> // size_t

#include "../cast.h"

namespace suture::detail {

/// The items of one Python object. They are borrowed from it or from `holder`.
struct held_items {
    PyObject *const *data = nullptr;
    size_t size = 0;
    PyObject *holder = nullptr;

    held_items() = default;
    held_items(const held_items &) = delete;
    held_items &operator=(const held_items &) = delete;
    ~held_items() { Py_XDECREF(holder); }

    /// Hands `holder` to the call, for conversions whose result refers to the items.
    void keep(cleanup_list *cleanup) noexcept {
        if (!holder || !cleanup)
            return;
        cleanup->append(holder);
        holder = nullptr;
    }
};

/// Items of a sequence (not str, bytes or a mapping), safe against Python code that changes it
/// meanwhile. False without an error: it is none.
SUTURE_GLUE bool sequence_hold(PyObject *source, held_items &items) noexcept;
/// Items of any iterable but a str. One that can be iterated only once needs
/// suture_load_convert: otherwise trying an overload would use it up.
SUTURE_GLUE bool iterable_hold(PyObject *source, uint32_t flags, held_items &items) noexcept;
/// Keys and values in turn (2 * size pointers) of a mapping: whatever has items().
SUTURE_GLUE bool mapping_hold(PyObject *source, held_items &items) noexcept;

/// Items of a sequence of scalars. They are good for scalars_load alone.
SUTURE_GLUE bool scalars_hold(PyObject *source, held_items &items) noexcept;
/// Converts them to an array of `size` scalars of that code.
SUTURE_GLUE bool scalars_load(int code, PyObject *source, held_items &items, uint32_t flags,
                              void *array) noexcept;

/// New tuple of `n` references, which are stolen; NULL, and all released, if one of them is NULL.
SUTURE_GLUE PyObject *tuple_steal(PyObject **items, size_t n) noexcept;
/// Adds `key: value` (both stolen, either may be NULL) to a dict. On failure releases the dict.
SUTURE_GLUE bool dict_steal(PyObject *dict, PyObject *key, PyObject *value) noexcept;
/// Adds `item` (stolen, may be NULL) to a set. On failure releases the set.
SUTURE_GLUE bool set_steal(PyObject *set, PyObject *item) noexcept;

/// In a catch block around C++ code that conversions run: sets the Python error. Returns false.
SUTURE_GLUE bool conversion_threw() noexcept;
/// After a failed attempt: clears an Exception, lets KeyboardInterrupt, SystemExit and
/// MemoryError through to the caller. Returns false.
SUTURE_GLUE bool no_match() noexcept;

/// Raises RuntimeError(error), or `error` itself if it is an exception. Steals; NULL: leaves the
/// error that is set.
SUTURE_GLUE void raise_value(PyObject *error) noexcept;

/// Type text of a part, for messages.
struct part_text {
    const char *text; ///< '%' stands for the next of `types`
    suture_type_ref *const *types;
};
template <class E>
inline constexpr part_text part_text_of{
    caster_text<E>(), descr_types<std::remove_cv_t<decltype(make_caster<E>::Name)>>::value};

// After a part could not be loaded, if `flags` have suture_load_explain: sets a TypeError that
// says which part it is and what is wrong with it.
SUTURE_GLUE void explain_item(PyObject *item, size_t index, uint32_t flags,
                              const part_text &expected) noexcept;
SUTURE_GLUE void explain_key(PyObject *key, uint32_t flags, const part_text &expected) noexcept;
SUTURE_GLUE void explain_mapped(PyObject *key, PyObject *value, uint32_t flags,
                                const part_text &expected) noexcept;

/// Fills a place of a new list; steals.
SUTURE_INLINE void list_fill(PyObject *list, size_t i, PyObject *item) noexcept {
#if defined(Py_LIMITED_API)
    PyList_SetItem(list, (Py_ssize_t) i, item);
#else
    PyList_SET_ITEM(list, (Py_ssize_t) i, item);
#endif
}

} // namespace suture::detail

#if !defined(SUTURE_LINKED)
#    include "../../../src/glue/items.cpp"
#endif
