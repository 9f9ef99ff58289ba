// SPDX-License-Identifier: BSD-3-Clause
// Address of a C++ object -> the Python instances that stand for it. Open addressing with linear
// probing; an address may occur several times (an object and its first member, a base).
#pragma once

#include "../common.h"

SUTURE_RUNTIME_BEGIN

struct instance;

struct instance_map {
    struct item {
        void *address;
        instance *object;
    };
    item *items = nullptr;
    size_t mask = 0, size = 0;
    unsigned shift = 64;

    size_t home(void *address) const {
        return (size_t) (((uint64_t) (uintptr_t) address * 0x9E3779B97F4A7C15u) >> shift);
    }

    /// Makes room for one more. False with MemoryError set.
    bool reserve() {
        if (SUTURE_LIKELY(2 * (size + 1) <= mask))
            return true;
        return grow();
    }

    SUTURE_COLD bool grow() {
        size_t capacity = items ? 2 * (mask + 1) : 64;
        item *fresh = (item *) PyMem_RawCalloc(capacity, sizeof(item));
        if (!fresh) {
            PyErr_NoMemory();
            return false;
        }
        item *old = items;
        size_t old_capacity = items ? mask + 1 : 0;
        items = fresh;
        mask = capacity - 1;
        shift = 64;
        for (size_t n = capacity; n > 1; n >>= 1)
            --shift;
        for (size_t i = 0; i < old_capacity; ++i)
            if (old[i].address)
                place(old[i].address, old[i].object);
        PyMem_RawFree(old);
        return true;
    }

    void place(void *address, instance *object) {
        size_t i = home(address);
        while (items[i].address)
            i = (i + 1) & mask;
        items[i] = {address, object};
    }

    /// After reserve(): cannot fail.
    void insert(void *address, instance *object) {
        place(address, object);
        ++size;
    }

    bool erase(void *address, instance *object) {
        if (!items)
            return false;
        size_t i = home(address);
        while (items[i].address != address || items[i].object != object) {
            if (!items[i].address)
                return false;
            i = (i + 1) & mask;
        }
        // Close the gap: move back every later item whose home lies at or before it.
        size_t j = i;
        for (;;) {
            j = (j + 1) & mask;
            if (!items[j].address)
                break;
            size_t h = home(items[j].address);
            if (((j - h) & mask) >= ((j - i) & mask)) {
                items[i] = items[j];
                i = j;
            }
        }
        items[i].address = nullptr;
        --size;
        return true;
    }

    /// Removes every item of an instance whose addresses are no longer known.
    void erase_all(const instance *object) {
        for (size_t i = 0; items && i <= mask;)
            if (items[i].address && items[i].object == object)
                erase(items[i].address, items[i].object); // another item may move to `i`
            else
                ++i;
    }

    /// Index of the first item at or after `i` in the probe sequence of `address`; SIZE_MAX: none.
    size_t first(void *address) const { return items ? probe(address, home(address)) : SIZE_MAX; }
    size_t next(void *address, size_t i) const { return probe(address, (i + 1) & mask); }

    void free() {
        PyMem_RawFree(items);
        items = nullptr;
        mask = size = 0;
        shift = 64;
    }

private:
    size_t probe(void *address, size_t i) const {
        for (; items[i].address; i = (i + 1) & mask)
            if (items[i].address == address)
                return i;
        return SIZE_MAX;
    }
};

SUTURE_RUNTIME_END
