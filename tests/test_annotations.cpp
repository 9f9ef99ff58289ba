// SPDX-License-Identifier: BSD-3-Clause
// Annotations and parameter types for special needs.
#include <string>   // texts
#include <typeinfo> // type_info
#include <vector>   // instances

#include <suture/cast/string.h>
#include <suture/cast/vector.h>
#include <suture/lock.h>
#include <suture/suture.h>

namespace st = suture;
using namespace st::literals;

namespace {

struct box {
    int v = 1;
    explicit box(int v = 1) : v(v) {}
    static int shared;
};
int box::shared = 4;

// A hierarchy without virtual functions, told apart by a tag.
enum class kind { pet, dog, cat };
struct pet {
    kind what = kind::pet;
};
struct tag_first {
    int unrelated = 7;
};
struct dog : pet {
    dog() : pet{kind::dog} {}
};
struct cat : tag_first, pet { // pet lies elsewhere
    cat() : pet{kind::cat} {}
};

/// Adds a method by the name it is given; its execute() is not const.
struct adds_twice : st::def_visitor<adds_twice> {
    const char *name;
    explicit adds_twice(const char *name) : name(name) {}
    template <class Class, class... Extra> void execute(Class &cl, const Extra &...extra) {
        using T = typename Class::Type;
        cl.def(name, [](const T &t) { return 2 * t.v; }, extra...);
        name = nullptr;
    }
};
struct adds_nothing : st::def_visitor<adds_nothing> {
    template <class Class> static void execute(Class &) {}
};

} // namespace

// [hook]
namespace suture::detail {
template <> struct type_hook<pet> {
    static const std::type_info *get(const pet *p) {
        switch (p->what) {
            case kind::dog: return &typeid(dog);
            case kind::cat: return &typeid(cat);
            default: return &typeid(pet);
        }
    }
};
} // namespace suture::detail
// [end]

SUTURE_MODULE(test_annotations_ext, m) {
    st::class_<box>(m, "Box", st::pooled(32))
        .def(st::init<int>())
        .def_prop_rw(
            "value", [](box &b) { return b.v; }, [](box &b, int v) { b.v = v; },
            st::for_getter(st::sig("def value(self, /) -> int")),
            st::for_setter(st::sig("def value(self, v: int, /) -> None")),
            st::for_getter("What it holds."))
        .def_rw("v", &box::v, st::for_getter("The member."), st::for_setter("v"_a.noconvert()))
        .def_ro("constant", &box::v, st::for_getter("Read only."))
        .def_rw_static("shared", &box::shared, st::for_getter("Of all boxes."),
                       st::for_setter("Not shown."))
        .def(adds_twice("twice"), "Two times.")
        .def(adds_twice("double_it"))
        .def(adds_nothing());
    st::implicitly_convertible<int, box>();

    m.def("overloaded", [](const box &) { return "box"; });
    m.def("overloaded", [](st::fallback) { return "fallback"; });
    m.def("strict", [](st::fallback) { return true; }, st::arg("o").noconvert());
    m.def("alone", [](st::fallback o) { return o; });
    m.def("both", [](st::pointer_and_handle<box> b) {
        return st::make_tuple(b.p->v, b.h, st::find(*b.p).is(b.h));
    });

    st::class_<pet>(m, "Pet");
    st::class_<tag_first>(m, "TagFirst").def_ro("unrelated", &tag_first::unrelated);
    st::class_<dog, pet>(m, "Dog").def(st::init<>());
    st::class_<cat, tag_first, pet>(m, "Cat").def(st::init<>());
    m.def("make_pet", [](const std::string &name) -> pet * {
        if (name == "dog")
            return new dog();
        if (name == "cat")
            return new cat();
        return new pet();
    });
    m.def("same_pet", [](pet *p) { return p; }, st::rv_policy::reference);

    m.def("locks", [](st::handle a, st::handle b) {
        st::ft_mutex mutex;
        int entered = 0;
        {
            st::ft_lock_guard guard(mutex);
            ++entered;
        }
        mutex.lock();
        mutex.unlock();
        {
            st::ft_object_guard guard(a);
            ++entered;
        }
        st::ft_object2_guard guard(a, b);
        return ++entered;
    });
}
