// SPDX-License-Identifier: BSD-3-Clause
// shared_ptr and unique_ptr to bound classes, whatever holder the class has.
#include <suture/cast/optional.h>
#include <suture/cast/pair.h>
#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/cast/unique_ptr.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

int alive = 0;

/// One type per number, so that each can be bound with another holder.
template <int N> struct node {
    explicit node(int v) : v(v) { ++alive; }
    node(const node &other) : v(other.v) { ++alive; }
    virtual ~node() { --alive; }
    int v;
};
using inside = node<0>;
using shared = node<1>;
using unique = node<2>;

struct front {
    virtual ~front() = default;
    int padding = 7;
};
/// The shared part lies at another address.
struct derived : front, shared {
    explicit derived(int v) : shared(v) {}
};
struct derived_unique : front, unique {
    explicit derived_unique(int v) : unique(v) {}
};

template <int N> struct self_aware : std::enable_shared_from_this<self_aware<N>> {
    explicit self_aware(int v) : v(v) { ++alive; }
    ~self_aware() { --alive; }
    int v;
};
using aware_inside = self_aware<0>;
using aware_shared = self_aware<1>;
/// The part that shares from this lies at another address.
struct aware_derived : front, aware_inside {
    using aware_inside::aware_inside;
};

struct pooled {
    explicit pooled(int v) : v(v) { ++alive; }
    int v;
    void recycle() {
        ++recycled;
        delete this;
    }
    static inline int recycled = 0;

private:
    ~pooled() { --alive; }
};
struct recycler {
    void operator()(pooled *p) const { p->recycle(); }
};
using pooled_pointer = std::unique_ptr<pooled, recycler>;

std::shared_ptr<inside> kept_inside;
std::shared_ptr<shared> kept_shared;
std::shared_ptr<aware_inside> kept_aware;
std::shared_ptr<aware_derived> kept_aware_derived;
std::unique_ptr<unique> kept_unique;
unique the_one(1);

/// A raw pointer to what `kept` owns, by each policy, and how many own it.
template <class T>
void def_raw_pointers(st::module_ &m, const char *name, std::shared_ptr<T> &kept) {
    std::string text(name);
    auto get = [&kept] { return kept.get(); };
    m.def(("keep_new_" + text).c_str(), [&kept](int v) { kept = std::make_shared<T>(v); });
    m.def(("forget_" + text).c_str(), [&kept] { kept.reset(); });
    m.def(("owners_" + text).c_str(), [&kept] { return kept.use_count(); });
    m.def(("automatic_" + text).c_str(), get);
    m.def(("take_ownership_" + text).c_str(), get, st::rv_policy::take_ownership);
    m.def(("reference_" + text).c_str(), get, st::rv_policy::reference);
    m.def(("new_" + text).c_str(), [](int v) { return new T(v); });
}

template <class T> void def_shared(st::module_ &m, const char *name) {
    std::string text(name);
    m.def(("value_" + text).c_str(), [](const std::shared_ptr<T> &p) { return p ? p->v : -1; },
          st::arg("p").none());
    m.def(("address_" + text).c_str(), [](std::shared_ptr<T> p, T &r) { return p.get() == &r; });
    m.def(("identity_" + text).c_str(), [](std::shared_ptr<T> p) { return p; });
    m.def(("const_" + text).c_str(),
          [](std::shared_ptr<const T> p) -> std::shared_ptr<const T> { return p; });
    m.def(("make_" + text).c_str(), [](int v) { return std::make_shared<T>(v); });
    m.def(("strict_" + text).c_str(), [](const std::shared_ptr<T> &p) { return p->v; });
    m.def(("count_" + text).c_str(), [](const std::shared_ptr<T> &p) { return p.use_count(); });
}

} // namespace

SUTURE_MODULE(test_casts_smart_pointers_ext, m) {
    m.def("alive", [] { return alive; });

    st::class_<inside>(m, "Inside").def(st::init<int>()).def_rw("v", &inside::v);
    st::class_<shared, std::shared_ptr<shared>>(m, "Shared")
        .def(st::init<int>())
        .def_rw("v", &shared::v);
    st::class_<unique, std::unique_ptr<unique>>(m, "Unique")
        .def(st::init<int>())
        .def_rw("v", &unique::v);
    st::class_<derived, shared, std::shared_ptr<derived>>(m, "Derived").def(st::init<int>());
    st::class_<derived_unique, unique, std::unique_ptr<derived_unique>>(m, "DerivedUnique")
        .def(st::init<int>());
    st::class_<aware_inside>(m, "AwareInside")
        .def(st::init<int>())
        .def("me", [](aware_inside &self) { return self.shared_from_this(); });
    st::class_<aware_derived, aware_inside>(m, "AwareDerived").def(st::init<int>());
    st::class_<aware_shared, std::shared_ptr<aware_shared>>(m, "AwareShared")
        .def(st::init<int>())
        .def("me", [](aware_shared &self) { return self.shared_from_this(); });
    st::class_<pooled, pooled_pointer>(m, "Pooled").def(st::init<int>()).def_rw("v", &pooled::v);

    def_shared<inside>(m, "inside");
    def_shared<shared>(m, "shared");
    def_shared<unique>(m, "unique");
    def_shared<aware_inside>(m, "aware_inside");
    def_shared<aware_shared>(m, "aware_shared");

    def_shared<aware_derived>(m, "aware_derived");
    def_raw_pointers(m, "aware_inside", kept_aware);
    def_raw_pointers(m, "aware_derived", kept_aware_derived);

    m.def(
        "keep_inside", [](std::shared_ptr<inside> p) { kept_inside = std::move(p); },
        st::arg("p").none());
    m.def("kept_inside", [] { return kept_inside; });
    m.def(
        "keep_shared", [](std::shared_ptr<shared> p) { kept_shared = std::move(p); },
        st::arg("p").none());
    m.def("kept_shared", [] { return kept_shared; });
    m.def("kept_shared_value", [] { return kept_shared->v; });
    m.def(
        "keep_aware", [](std::shared_ptr<aware_inside> p) { kept_aware = std::move(p); },
        st::arg("p").none());
    m.def("kept_aware_again", [] { return kept_aware->shared_from_this() == kept_aware; });
    m.def("make_derived",
          [](int v) -> std::shared_ptr<shared> { return std::make_shared<derived>(v); });
    m.def("derived_value", [](const std::shared_ptr<derived> &p) { return p->v + p->padding; });
    m.def("list_shared", [](const std::vector<std::shared_ptr<shared>> &v) { return v; });
    m.def("implicit_pair", [](std::pair<std::shared_ptr<shared>, int> p) { return p.first; });

    m.def("new_unique", [](int v) { return std::make_unique<unique>(v); });
    m.def("new_null", []() -> std::unique_ptr<unique> { return nullptr; });
    m.def("new_inside", [](int v) { return std::make_unique<inside>(v); });
    m.def("new_shared", [](int v) { return std::make_unique<shared>(v); });
    m.def("new_raw", [](int v) { return new unique(v); }, st::rv_policy::take_ownership);
    m.def("take", [](std::unique_ptr<unique> p) { return p ? p->v : -1; }, st::arg("p").none());
    m.def("take_and_keep", [](std::unique_ptr<unique> p) { kept_unique = std::move(p); });
    m.def("give_back", [] { return std::move(kept_unique); });
    m.def("pass_through", [](std::unique_ptr<unique> p) { return p; });
    m.def("borrow", [](const std::unique_ptr<unique> &p) { return p->v; });
    m.def("take_inside", [](std::unique_ptr<inside>) {});
    m.def("take_shared", [](std::unique_ptr<shared>) {});
    m.def("take_derived", [](std::unique_ptr<derived_unique> p) { return p->v; });
    m.def("take_optional", [](std::optional<std::unique_ptr<unique>> p) { return p.has_value(); });
    m.def("take_list", [](std::vector<std::unique_ptr<unique>> v) { return v.size(); });
    m.def("borrow_list", [](const std::vector<std::unique_ptr<unique>> &v) { return v.size(); });
    m.def("new_list", [](int n) {
        std::vector<std::unique_ptr<unique>> result;
        for (int i = 0; i < n; ++i)
            result.push_back(std::make_unique<unique>(i));
        return result;
    });
    m.def("overloaded", [](std::unique_ptr<unique>, int) { return "unique"; });
    m.def("overloaded", [](unique &, const std::string &) { return "reference"; });
    m.def("reference", []() -> unique & { return the_one; }, st::rv_policy::reference);

    m.def("new_pooled", [](int v) { return pooled_pointer(new pooled(v)); });
    m.def("take_pooled", [](pooled_pointer p) { return p->v; });
    m.def("recycled", [] { return pooled::recycled; });
}
