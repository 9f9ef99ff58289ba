// SPDX-License-Identifier: BSD-3-Clause
// Bound classes and their instances step by step: facts about a class, storage that is filled
// later, references to objects that C++ has, and the states in between.
//
// Unless a line says otherwise, functions named type_* take a class bound with class_, and those
// named inst_* an instance of one; others make them throw python_error.
#pragma once

#include "builtins.h"

namespace suture {
// --- classes -------------------------------------------------------------------------------------

/// Whether any object is a class bound with class_.
bool type_check(handle h);
/// Size and alignment of the C++ class; 0 for another object.
size_t type_size(handle type);
size_t type_align(handle type);
/// Its C++ type. Throws type_error for another object.
const std::type_info &type_info(handle type);
/// Name with the module, of any Python class.
str type_name(handle type);
/// A class's own dictionary, which may be changed: then call PyType_Modified. Any class; does not
/// throw: an invalid object where there is none.
dict type_dict(handle type) noexcept;
/// What a class or its bases have under a name, without calling descriptors and without the
/// metaclass. Any class; does not throw: an invalid object where there is nothing.
object type_lookup(handle type, handle name) noexcept;
object type_lookup(handle type, const char *name) noexcept;
/// Makes a class immutable, from CPython 3.15 on: whether it is. Its bases come first.
bool type_freeze(handle type) noexcept;
/// PyType_GetSlot, which gives an author's own tp_traverse and tp_clear back. NULL for static
/// classes of CPython 3.9.
void *type_get_slot(handle type, int slot);

// --- instances -----------------------------------------------------------------------------------

/// Whether any object is an instance of a bound class or one derived from it.
bool inst_check(handle h);
/// Name of its class, with the module; of any object.
str inst_name(handle h);
/// Whether its class is a Python class derived from the bound one.
bool inst_python_derived(handle h);
/// Its C++ object, which need not have been constructed. The type is not checked.
void *inst_pointer(handle h);
template <class T> T *inst_ptr(handle h) { return static_cast<T *>(inst_pointer(h)); }
/// The `__dict__` of any object; does not throw: an invalid object where there is none.
dict inst_dict(handle h) noexcept;

/// An instance whose object is not constructed yet: neither ready nor to be destructed.
object inst_alloc(handle type);
/// One of zero bytes: ready, and to be destructed.
object inst_alloc_zero(handle type);
/// An instance that refers to `object`. `parent`, if given, lives as long as it.
object inst_reference(handle type, void *object, handle parent = {});
/// An instance that owns `object` and will delete it.
object inst_take_ownership(handle type, void *object);

/// Fills the object with zero bytes: ready, and to be destructed.
void inst_zero(handle h);
/// Whether the object is constructed: functions refuse the instance until it is.
bool inst_ready(handle h);
/// Whether the object is constructed, and whether it will be destructed with the instance. To be
/// compared with std::pair<bool, bool>, or read as one.
struct inst_flags {
    bool first;  ///< ready
    bool second; ///< to be destructed
    template <class Pair, class = decltype(Pair(true, true), Pair().first, Pair().second)>
    operator Pair() const {
        return Pair(first, second);
    }
    template <class Pair> friend bool operator==(const inst_flags &a, const Pair &b) {
        return a.first == b.first && a.second == b.second;
    }
};
inst_flags inst_state(handle h);
void inst_mark_ready(handle h);
void inst_set_state(handle h, bool ready, bool destruct);
/// Destructs the object if the instance is to do so: neither ready nor to be destructed.
void inst_destruct(handle h);
/// Copy- or move-constructs the object of `to` from that of `from`, an instance of the same class.
/// An object that is there is ended first, and stays whose it was. Nothing happens if both are one.
void inst_copy(handle to, handle from);
void inst_move(handle to, handle from);
/// The same.
void inst_replace_copy(handle to, handle from);
void inst_replace_move(handle to, handle from);

// --- lifetimes -----------------------------------------------------------------------------------

/// Keeps `patient` alive as long as `nurse`, as keep_alive<> does; nothing happens where one is
/// None or invalid.
void keep_alive_obj(handle nurse, handle patient);
/// Runs `release(payload)` when `nurse` dies; at once, reporting why, where that cannot be had.
void keep_alive_cb(handle nurse, void *payload, void (*release)(void *) noexcept) noexcept;

} // namespace suture

#if !defined(SUTURE_LINKED)
#    include "../../src/glue/low_level.cpp"
#endif
