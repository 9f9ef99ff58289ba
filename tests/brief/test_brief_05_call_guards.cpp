// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 5: long work without the interpreter lock. (Its form with nb::iterable is
// refused when it is compiled: tests/compile_fail/guard_iterable.cpp.)
#define ENGINE_SECTION section_05
#include "../attached.h"
#include "bind_ir.h"

using namespace nvfuser;

namespace {

struct Worker {
    bool was_attached = true;
    void expensive_operation() { was_attached = attached(); }
};

/// Made without the lock.
struct Made {
    bool was_attached = attached();
};

/// A conversion that notes whether the lock is held meanwhile.
struct Probe {};
bool load_attached = false, store_attached = false;

} // namespace

template <> struct nb::detail::type_caster<Probe> {
    NB_TYPE_CASTER(Probe, const_name("object"))
    bool from_python(handle, uint32_t, cleanup_list *) noexcept {
        load_attached = attached();
        return true;
    }
    static handle from_cpp(Probe, rv_policy, cleanup_list *) noexcept {
        store_attached = attached();
        return handle(Py_None).inc_ref();
    }
};

NB_MODULE(test_brief_05_call_guards_ext, m) {
    nb::class_<Worker>(m, "Worker")
        .def(nb::init<>())
        .def_ro("was_attached", &Worker::was_attached)
        .def("expensive_operation", &Worker::expensive_operation,
             nb::call_guard<nb::gil_scoped_release>());

    nb::class_<Made>(m, "Made")
        .def(nb::new_<Made>([] { return std::make_unique<Made>(); }),
             nb::call_guard<nb::gil_scoped_release>())
        .def_ro("was_attached", &Made::was_attached);

    nb::class_<Tensor>(m, "Tensor")
        .def("__init__", [](Tensor *self, std::vector<double> data) { new (self) Tensor{data}; })
        .def_rw("data", &Tensor::data);
    bind_ir(m);
    nb::class_<FusionExecutorCache>(m, "FusionExecutorCache")
        .def(nb::init<Fusion *>(), nb::keep_alive<1, 2>())
        .def(
            "execute",
            [](FusionExecutorCache &self, const std::vector<Tensor> &inputs,
               std::optional<int> wait) {
                // This is a long-running CUDA operation
                return self.execute(inputs, wait.value_or(0));
            },
            nb::call_guard<nb::gil_scoped_release>(), // Release GIL during execution
            nb::arg("inputs"), nb::kw_only(), nb::arg("wait") = nb::none())
        .def("execute_attached", [](FusionExecutorCache &self, const std::vector<Tensor> &inputs,
                                    int wait) { return self.execute(inputs, wait); })
        .def("running", &FusionExecutorCache::running)
        .def("notify", &FusionExecutorCache::notify)
        .def_prop_ro("notified", &FusionExecutorCache::notified);

    m.def("convert", [](Probe) { return Probe(); }, nb::call_guard<nb::gil_scoped_release>());
    m.def("converted", [] { return std::vector<bool>{load_attached, store_attached}; });
    // A callable takes the lock itself.
    m.def(
        "call_back", [](const std::function<int(int)> &f) { return f(1) + (attached() ? 100 : 0); },
        nb::call_guard<nb::gil_scoped_release>());
    m.def(
        "fail", [] { NVF_ERROR(false, "failed without the lock"); },
        nb::call_guard<nb::gil_scoped_release>());
}
