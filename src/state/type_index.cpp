// SPDX-License-Identifier: BSD-3-Clause
// Numbering of C++ types. Only this and the list of interpreters are shared between interpreters.
#include "type_index.h"

#include <atomic> // the lock, and the order in which a reference is filled

#include "interpreter.h"

SUTURE_RUNTIME_BEGIN

/// Whether two modules' types are one. A type of an unnamed namespace is its module's own: GCC
/// marks its name, so that type_info compares addresses; clang does not.
static bool same_type(const std::type_info &a, const std::type_info &b) {
    if (&a == &b)
        return true;
    return a == b && !strstr(a.name(), "_GLOBAL__N_1");
}

struct numbered_type {
    const std::type_info *type;
    const char *domain;

    size_t hash() const {
        size_t h = type->hash_code();
        for (const char *c = domain; *c; ++c)
            h = h * 31 + (unsigned char) *c;
        return h;
    }
    bool operator==(const numbered_type &other) const {
        return same_type(*type, *other.type) &&
               (domain == other.domain || !strcmp(domain, other.domain));
    }
};

struct type_numbers {
    std::atomic_flag lock = ATOMIC_FLAG_INIT;
    array<numbered_type> types;
    size_t *slots = nullptr; ///< open addressing: index, 0: empty
    size_t mask = 0;
};
type_numbers own_numbers;

/// More room for a type than there are. False: out of memory.
static bool numbers_grow(type_numbers *numbers) {
    if (!numbers->types.size && !numbers->types.push({nullptr, ""}))
        return false;
    if (2 * (size_t) numbers->types.size < numbers->mask)
        return true;
    size_t capacity = numbers->mask ? 2 * (numbers->mask + 1) : 256;
    size_t *fresh = (size_t *) PyMem_RawCalloc(capacity, sizeof(size_t));
    if (!fresh)
        return false;
    PyMem_RawFree(numbers->slots);
    numbers->slots = fresh;
    numbers->mask = capacity - 1;
    for (size_t i = 1; i < numbers->types.size; ++i) {
        size_t at = numbers->types.data[i].hash() & numbers->mask;
        while (numbers->slots[at])
            at = (at + 1) & numbers->mask;
        numbers->slots[at] = i;
    }
    return true;
}

static size_t number_locked(type_numbers *numbers, const numbered_type &wanted) {
    if (!numbers_grow(numbers))
        return 0;
    size_t at = wanted.hash() & numbers->mask;
    for (; numbers->slots[at]; at = (at + 1) & numbers->mask)
        if (numbers->types.data[numbers->slots[at]] == wanted)
            return numbers->slots[at];
    if (!numbers->types.push(wanted))
        return 0;
    return numbers->slots[at] = numbers->types.size - 1;
}

static type_number number_ref_locked(type_numbers *numbers, suture_type_ref *ref) {
    if (ref->owner == process)
        return {ref->index, numbers->types.data[ref->index].domain};
    // A module has one runtime; what another one numbered is looked up each time.
    const bool foreign = ref->index != 0;
    const char *domain = foreign || !ref->owner ? "" : (const char *) ref->owner;
    const size_t index = number_locked(numbers, {(const std::type_info *) ref->cpp_type, domain});
    if (index && !foreign) {
        // LOCK: type_entry_of reads without it; the number is there before it counts.
        ref->index = index;
        std::atomic_thread_fence(std::memory_order_release);
        ref->owner = process;
    }
    return {index, domain};
}

type_number type_number_of(suture_type_ref *ref) {
    type_numbers *numbers = process->numbers;
    while (numbers->lock.test_and_set(std::memory_order_acquire)) {
    }
    type_number result = number_ref_locked(numbers, ref);
    numbers->lock.clear(std::memory_order_release);
    return result;
}

SUTURE_RUNTIME_END
