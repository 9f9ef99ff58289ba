// SPDX-License-Identifier: BSD-3-Clause
// Factories: constructors that are functions, new_().
#include <memory> // what factories return

#include <suture/cast/shared_ptr.h>
#include <suture/cast/unique_ptr.h>
#include <suture/suture.h>

#include "counted.h"

namespace st = suture;
using namespace suture::literals;

namespace {

struct made : counted {
    explicit made(int v) : v(v) {}
    int v;
};
struct made_by_value : made {
    using made::made;
};
struct made_by_pointer : made {
    using made::made;
};
struct made_unique : made {
    using made::made;
};
struct made_shared : made {
    using made::made;
};
struct made_object : made {
    using made::made;
};

} // namespace

SUTURE_MODULE(test_factories_ext, m) {
    m.def("alive", [] { return alive; });
    st::class_<made_by_value>(m, "ByValue")
        .def(st::new_([](int v) { return made_by_value(v); }), "v"_a)
        .def_rw("v", &made_by_value::v);
    st::class_<made_by_pointer>(m, "ByPointer")
        .def(st::new_([](int v) { return v < 0 ? nullptr : new made_by_pointer(v); }))
        .def_rw("v", &made_by_pointer::v);
    st::class_<made_unique>(m, "ByUnique")
        .def(st::new_([](int v) { return std::make_unique<made_unique>(v); }))
        .def_rw("v", &made_unique::v);
    st::class_<made_shared>(m, "ByShared")
        .def(st::new_<made_shared>([](int v) {
            if (v < 0)
                throw st::value_error("negative");
            return std::make_shared<made_shared>(v);
        }))
        .def_rw("v", &made_shared::v);
    m.def("share", [](const std::shared_ptr<made_shared> &p) { return p.use_count(); });
    st::class_<made_object>(m, "ByObject")
        .def(st::new_([](int v) -> st::object {
            if (v < 0)
                return st::none();
            return st::cast(made_object(v));
        }))
        .def_rw("v", &made_object::v);
}
