// SPDX-License-Identifier: BSD-3-Clause
// The runtime as a whole, in a module that SUTURE_MODULE does not make.
#include <cstdio> // fprintf

#include <suture/runtime_state.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

struct number {
    int v;
    explicit number(int v) : v(v) {}
};
struct picky {
    explicit picky(int) { throw st::value_error("no number is good enough"); }
};

int execute(PyObject *module) {
    if (st::is_alive() || !st::register_module(module) || !st::register_module(module) ||
        !st::is_alive())
        return -1;
    st::module_ m = st::borrow<st::module_>(module);
    try {
        m.def("is_alive", [] { return st::is_alive(); });
        m.def("leak_warnings", [] { return st::leak_warnings(); });
        m.def("set_leak_warnings", [](bool value) { st::set_leak_warnings(value); });
        m.def("implicit_warnings", [] { return st::implicit_cast_warnings(); });
        m.def("set_implicit_warnings", [](bool value) { st::set_implicit_cast_warnings(value); });
        m.def("report_end",
              [] { Py_AtExit([] { fprintf(stderr, "alive at the end: %d", st::is_alive()); }); });
        m.def("leak", [] { st::cast(number(1)).release(); });
        m.def("refuse_to_register", [] {
            if (!st::register_module(st::none()))
                throw st::python_error();
        });
        st::class_<number>(m, "Number").def(st::init<int>()).def_ro("v", &number::v);
        st::class_<picky>(m, "Picky").def(st::init_implicit<int>());
        m.def("take", [](const picky &) {});
    } catch (const st::python_error &e) {
        e.restore();
        return -1;
    }
    return 0;
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *) execute}, {0, nullptr}};
PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "test_runtime_state_ext",
                          nullptr,
                          0,
                          nullptr,
                          slots,
                          nullptr,
                          nullptr,
                          nullptr};

} // namespace

extern "C" SUTURE_EXPORT PyObject *PyInit_test_runtime_state_ext();
extern "C" PyObject *PyInit_test_runtime_state_ext() { return PyModuleDef_Init(&definition); }
