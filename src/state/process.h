// SPDX-License-Identifier: BSD-3-Clause
// What the interpreters of a process share: the list of them, the numbers of C++ types, and the
// class machinery, which the first module with bound classes brings.
#pragma once

#include "../common.h"

#include <atomic> // the lock and the list of interpreters

SUTURE_RUNTIME_BEGIN

struct interpreter;
struct class_machinery;
struct type_numbers;

/// One per runtime; its address identifies the runtime in a module's references to C++ types.
struct process_state {
    std::atomic_flag lock = ATOMIC_FLAG_INIT;
    std::atomic<interpreter *> sole{nullptr}; ///< the only interpreter with a state so far
    std::atomic<bool> several{false};
    array<interpreter *> interpreters;        ///< those that have not ended
    type_numbers *const numbers;              ///< see type_index.cpp
    const destructor function_dealloc;        ///< by which a bound function is known
    PyThreadState **(*const detached)();      ///< see gil.cpp
    const class_machinery *classes = nullptr; ///< NULL: no module has bound a class

    constexpr process_state(type_numbers *n, destructor f, PyThreadState **(*d)())
        : numbers(n), function_dealloc(f), detached(d) {}
    bool started() const { return sole || several; }
};

/// The state that this copy of the code works on: its own, or, where it has brought its class
/// machinery to the runtime of another module, that runtime's.
extern process_state *process;

/// The class machinery; whoever has a record need not ask whether there is one.
inline const class_machinery *classes() { return process->classes; }

SUTURE_RUNTIME_END
