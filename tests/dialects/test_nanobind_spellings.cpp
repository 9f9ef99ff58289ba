// SPDX-License-Identifier: BSD-3-Clause
// The nanobind dialect: what 2.x and 3.x spell differently. Built twice, for each major version.
#include <deque> // a container whose caster is written here
#include <map>
#include <set>
#include <vector>

#include <nanobind/make_iterator.h>
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/bind_vector.h>
#include <nanobind/stl/detail/nb_array.h>
#include <nanobind/stl/detail/nb_dict.h>
#include <nanobind/stl/detail/nb_list.h>
#include <nanobind/stl/detail/nb_optional.h>
#include <nanobind/stl/detail/nb_set.h>
#include <nanobind/stl/string.h>

namespace nb = nanobind;
using namespace nb::literals;

namespace {

struct Item {
    int value = 1;
};
struct Plain {};
struct Animal {
    virtual ~Animal() = default;
    virtual std::string name() const { return "animal"; }
};
/// With the number of virtual functions, as 2.x wants it.
struct CountedAnimal : Animal {
    NB_TRAMPOLINE(Animal, 1);
    std::string name() const override { NB_OVERRIDE(name); }
};
struct Plant {
    virtual ~Plant() = default;
    virtual std::string name() const = 0;
};
struct PyPlant : Plant {
    NB_TRAMPOLINE(Plant);
    std::string name() const override { NB_OVERRIDE_PURE(name); }
};

/// Values with a caster of their own, with either width of `flags`.
struct Narrow {
    double value;
};
struct Wide {
    double value;
};

/// Element types that C++ does not have.
struct Half {
    uint16_t bits;
};
struct Brain {
    uint16_t bits;
};

template <class E> struct Ring : std::deque<E> {};
template <class E> struct Triple {
    E items[3];
    E &operator[](size_t i) { return items[i]; }
    auto begin() const { return items; }
    auto end() const { return items + 3; }
    size_t size() const { return 3; }
};
template <class K, class V> struct Table : std::map<K, V> {};
template <class E> struct Bag : std::set<E> {};
template <class T> struct Maybe {
    using value_type = T;
    T value{};
    bool full = false;
    Maybe &emplace(T v) { return value = std::move(v), full = true, *this; }
    void reset() { full = false; }
    explicit operator bool() const { return full; }
    const T &operator*() const { return value; }
};

Item global;
std::vector<Item> items(2);

} // namespace

using Items = std::vector<Item>;
NB_MAKE_OPAQUE(Items)

namespace nanobind {
template <> struct ndarray_traits<Half> {
    static constexpr bool is_complex = false;
    static constexpr bool is_float = true;
    static constexpr bool is_bool = false;
    static constexpr bool is_int = false;
    static constexpr bool is_signed = true;
};

namespace detail {
template <> struct dtype_traits<Brain> {
    static constexpr dlpack::dtype value{(uint8_t) dlpack::dtype_code::Bfloat, 16, 1};
    static constexpr auto name = const_name("bfloat16");
};

template <> struct type_caster<Narrow> {
    NB_TYPE_CASTER(Narrow, const_name("float"))
    bool from_python(handle src, uint8_t flags, cleanup_list *cleanup) noexcept {
        make_caster<double> caster;
        if (!caster.from_python(src, flags, cleanup))
            return false;
        value.value = caster.value;
        return true;
    }
    static handle from_cpp(const Narrow &src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return make_caster<double>::from_cpp(src.value, policy, cleanup);
    }
};
template <> struct type_caster<Wide> {
    NB_TYPE_CASTER(Wide, const_name("float"))
    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        value.value = (flags & (uint32_t) cast_flags::convert) ? 1.0 : 0.0;
        return src.is_valid();
    }
    /// The policy as a number.
    static handle from_cpp(const Wide &, rv_policy policy, cleanup_list *) noexcept {
        switch (policy) {
            case rv_policy::copy:
                return make_caster<const char *>::from_cpp("copy", policy, nullptr);
            case rv_policy::move:
                return make_caster<const char *>::from_cpp("move", policy, nullptr);
            default: break;
        }
        return make_caster<bool>::from_cpp(policy == rv_policy::reference, policy, nullptr);
    }
};
template <class E> struct type_caster<Ring<E>> : list_caster<Ring<E>, E> {};
template <class E> struct type_caster<Triple<E>> : array_caster<Triple<E>, E, 3> {};
template <class K, class V> struct type_caster<Table<K, V>> : dict_caster<Table<K, V>, K, V> {};
template <class E> struct type_caster<Bag<E>> : set_caster<Bag<E>, E> {};
template <class T> struct type_caster<Maybe<T>> : optional_caster<Maybe<T>> {};
} // namespace detail
} // namespace nanobind

namespace {

// A policy as a template argument, by the type that each major version has for it.
#if NB_VERSION_MAJOR >= 3
template <nb::rv_policy::value Policy = nb::rv_policy::automatic_reference_v>
#else
template <nb::rv_policy Policy = nb::rv_policy::automatic_reference>
#endif
auto iterate() {
    return nb::make_iterator<Policy>(nb::type<Item>(), "iterator", items);
}

void bind(nb::module_ &m) {
    m.attr("major") = NB_VERSION_MAJOR;
    m.attr("without_gil") = (nb::detail::this_module.flags & suture_module_gil_not_used) != 0;

    nb::class_<Item>(m, "Item").def(nb::init<>()).def_rw("value", &Item::value);
    const bool yes = m.is_valid();

    // Policies that are known at run time.
    nb::rv_policy policy = nb::rv_policy::reference;
    m.def("by_variable", [] { return &global; }, policy);
    m.def("by_condition", [] { return &global; }, yes ? nb::rv_policy::copy : nb::rv_policy::move);
    m.def("by_constant", [] { return &global; }, nb::rv_policy::reference);
    m.def("cast_policy", [](bool copy) {
        nb::rv_policy chosen = nb::rv_policy::reference;
        if (copy)
            chosen = nb::rv_policy::copy;
        return nb::cast(Wide{0}, chosen);
    });
    m.def("iterate", [] { return iterate(); });
    m.def("iterate_in_place", [] { return iterate<nb::rv_policy::reference_internal>(); });
    nb::bind_vector<Items, nb::rv_policy::reference_internal>(m, "Items");

    // Annotations of arguments with and without a value.
    m.def("none", [](Item *i) { return !i; }, nb::arg("i").none());
    m.def("none_true", [](Item *i) { return !i; }, nb::arg("i").none(yes));
    m.def("none_false", [](Item *i) { return !i; }, nb::arg("i").none(!yes));
    m.def("noconvert", [](double x) { return x; }, "x"_a.noconvert());
    m.def("noconvert_true", [](double x) { return x; }, "x"_a.noconvert(yes) = 0.5);
    m.def("noconvert_false", [](double x) { return x; }, "x"_a.noconvert(!yes));
    nb::object absent = nb::none();
    m.def("default_none", [](Item *i) { return !i; }, "i"_a = nb::none());
    m.def("default_object", [](Item *i) { return !i; }, "i"_a = absent);
    m.def("unnamed", [](int, int) {}, nb::arg(), nb::arg().noconvert());
    m.def("unannotated", [](int, int) {});
    m.def("nullable", [](int, Maybe<int>) {});
    nb::class_<Plain>(m, "Plain").def(nb::init<>()).def(nb::init<const Plain &>());

    m.def("narrow", [](Narrow x) { return x; });
    m.def("narrow_strict", [](Narrow x) { return x; }, nb::arg("x").noconvert());
    m.def("wide", [](Wide x) { return x.value; });

    nb::class_<Animal, CountedAnimal>(m, "Animal").def(nb::init<>()).def("name", &Animal::name);
    nb::class_<Plant, PyPlant>(m, "Plant").def(nb::init<>());
    m.def("name_of", [](const Animal &animal) { return animal.name(); });
    m.def("name_of", [](const Plant &plant) { return plant.name(); });

#if NB_VERSION_MAJOR < 3
    m.def("text_or_none", [](bool full) {
        nb::object result = full ? nb::str("text") : nb::none();
        return result;
    });
    m.def("tie", [](nb::handle nurse, nb::handle patient) {
        nb::detail::keep_alive(nurse.ptr(), patient.ptr());
    });
    m.def("tag", [] { return nb::detail::abi_tag(); });
#else
    m.def("text_or_none",
          [](bool full) { return full ? (nb::object) nb::str("text") : (nb::object) nb::none(); });
    m.def("tie", [](nb::handle nurse, nb::handle patient) { nb::keep_alive_obj(nurse, patient); });
    m.def("tag", [] { return NB_PLATFORM_ABI_TAG; });
#endif

    m.def(
        "half", [](nb::ndarray<const Half, nb::ndim<1>> a) { return a.size(); },
        nb::arg().noconvert());
    m.def("half_dtype", [] {
        constexpr nb::dlpack::dtype dtype = nb::dtype<Half>();
        return nb::make_tuple(dtype.code, dtype.bits, dtype.lanes);
    });
    m.def("brain", [](nb::ndarray<Brain> a) { return a.size(); });
    m.def("standard_dtype", [] { return nb::detail::dtype_traits<float>::value.bits; });

    m.def("ring", [](Ring<int> ring) { return ring.push_back(-1), ring; });
    m.def("triple", [](Triple<int> triple) { return triple[0] = -1, triple; });
    m.def("table", [](Table<std::string, int> table) { return table["more"] = -1, table; });
    m.def("bag", [](Bag<int> bag) { return bag.insert(-1), bag; });
    m.def("maybe", [](Maybe<int> maybe) { return maybe; }, nb::arg("maybe") = nb::none());
}

} // namespace

#if NB_VERSION_MAJOR >= 3
NB_MODULE(test_nanobind_spellings_ext, m) { bind(m); }
#else
NB_MODULE(test_nanobind_spellings_2_ext, m) { bind(m); }
#endif
