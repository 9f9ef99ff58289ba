// SPDX-License-Identifier: BSD-3-Clause
// The functions of counter.h, for one source file of the program.
#pragma once

#include "counter.h"

namespace suture {
namespace {

/// What intrusive_init was given.
void (*intrusive_inc_ref_py)(PyObject *) noexcept = nullptr;
void (*intrusive_dec_ref_py)(PyObject *) noexcept = nullptr;

} // namespace

void intrusive_init(void (*inc_ref_py)(PyObject *) noexcept,
                    void (*dec_ref_py)(PyObject *) noexcept) {
    intrusive_inc_ref_py = inc_ref_py;
    intrusive_dec_ref_py = dec_ref_py;
}

// The state changes from a count to an object once and never back: who saw an object may use it.

void intrusive_counter::inc_ref() const noexcept {
    uintptr_t state = m_state.load(std::memory_order_acquire);
    while (state & 1)
        if (m_state.compare_exchange_weak(state, state + 2, std::memory_order_acquire,
                                          std::memory_order_acquire))
            return;
    if (intrusive_inc_ref_py)
        intrusive_inc_ref_py((PyObject *) state);
}

bool intrusive_counter::dec_ref() const noexcept {
    uintptr_t state = m_state.load(std::memory_order_acquire);
    while (state & 1) {
        if (state == 1)
            return false; // nobody had a reference
        if (m_state.compare_exchange_weak(state, state - 2, std::memory_order_acq_rel,
                                          std::memory_order_acquire))
            return state == 3;
    }
    if (intrusive_dec_ref_py)
        intrusive_dec_ref_py((PyObject *) state);
    return false;
}

void intrusive_counter::set_self_py(PyObject *self) noexcept {
    uintptr_t state = m_state.load(std::memory_order_acquire);
    do {
        if (!(state & 1))
            return; // it has one
    } while (!m_state.compare_exchange_weak(state, (uintptr_t) self, std::memory_order_acq_rel,
                                            std::memory_order_acquire));
    // The caller has a reference to `self` meanwhile.
    for (uintptr_t count = state >> 1; count && intrusive_inc_ref_py; --count)
        intrusive_inc_ref_py(self);
}

PyObject *intrusive_counter::self_py() const noexcept {
    uintptr_t state = m_state.load(std::memory_order_acquire);
    return state & 1 ? nullptr : (PyObject *) state;
}

size_t intrusive_counter::ref_count() const noexcept {
    uintptr_t state = m_state.load(std::memory_order_acquire);
    return state & 1 ? (size_t) (state >> 1) : 0;
}

intrusive_base::~intrusive_base() = default;

} // namespace suture
