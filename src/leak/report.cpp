// SPDX-License-Identifier: BSD-3-Clause
// The leak report. It runs when the interpreter's dictionary goes: every module is gone, and what
// still has an instance is held by a cycle that the collector cannot see or by C++.
#include "report.h"

#include <cstdio>  // fprintf
#include <cstdlib> // getenv

#include "../type/instance.h"

SUTURE_RUNTIME_BEGIN

/// Who holds the instance, as far as the runtime knows.
static void print_holders(interpreter *interp, instance *self) {
    const instance_map &keep = interp->keep;
    Py_ssize_t known = 0;
    for (size_t i = 0; keep.items && i <= keep.mask; ++i) {
        if (!keep.items[i].address)
            continue;
        PyObject *nurse = (PyObject *) keep.items[i].address;
        for (keep_item *k = (keep_item *) keep.items[i].object; k; k = k->next) {
            if (k->release || k->payload != (void *) self)
                continue;
            ++known;
            fprintf(stderr, "      kept alive by the %.200s at %p (keep_alive)\n",
                    Py_TYPE(nurse)->tp_name, (void *) nurse);
        }
    }
    if (self->state & state_lent) {
        ++known;
        fprintf(stderr, "      held by its C++ object, which C++ owns\n");
    }
    Py_ssize_t others = Py_REFCNT((PyObject *) self) - known;
    if (others > 0)
        fprintf(stderr, "      %zd reference%s from Python objects, variables or C++ handles\n",
                others, others == 1 ? "" : "s");
}

void leak_report(interpreter *interp) {
    const char *wanted = std::getenv("SUTURE_LEAK_REPORT");
    bool asked = wanted && *wanted && strcmp(wanted, "0") != 0;
    if (!asked && !interp->flags[suture_flag_leak_report])
        return;
    const instance_map &map = interp->instances;
    size_t count = 0;
    for (size_t i = 0; map.items && i <= map.mask; ++i)
        count +=
            map.items[i].address && instance_object(map.items[i].object) == map.items[i].address;
    if (!count)
        return;
    fprintf(stderr, "suture: %zu instance%s alive at the end of the interpreter:\n", count,
            count == 1 ? " is" : "s are");
    size_t shown = 0;
    for (size_t i = 0; map.items && i <= map.mask && shown < 20; ++i) {
        instance *self = map.items[i].object;
        if (!map.items[i].address || instance_object(self) != map.items[i].address)
            continue;
        ++shown;
        fprintf(stderr, "  - %.200s at %p\n", instance_record(self)->name, (void *) self);
        print_holders(interp, self);
    }
    if (count > shown)
        fprintf(stderr, "  - and %zu more\n", count - shown);
}

SUTURE_RUNTIME_END
