// SPDX-License-Identifier: BSD-3-Clause
// The end of bound classes: of those of an import that failed, and of all with their interpreter.
#pragma once

#include "../state/interpreter.h"

SUTURE_RUNTIME_BEGIN

/// Lets the record live exactly as long as its class: the class's instances and subclasses keep
/// that. False with MemoryError set.
bool record_tie(type_record *record);

/// Takes the record out of the entry of its C++ type.
void record_unlink(type_record *record);
/// Gives up the functions that the record holds, and the registry's reference to the class.
void record_forget(type_record *record);

/// Owns a record until the class is complete.
struct unfinished_record {
    type_record *record;
    explicit unfinished_record(type_record *r) : record(r) {}
    unfinished_record(const unfinished_record &) = delete;
    unfinished_record &operator=(const unfinished_record &) = delete;
    ~unfinished_record();
};

SUTURE_RUNTIME_END
