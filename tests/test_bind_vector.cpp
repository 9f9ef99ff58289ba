// SPDX-License-Identifier: BSD-3-Clause
// Vectors bound as classes.
#include <deque>     // another container
#include <memory>    // elements
#include <stdexcept> // runtime_error
#include <string>    // elements
#include <vector>    // the subject

#include <suture/bind_vector.h>
#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

int alive = 0;
int copies_left = -1;

/// Counts, and can be made to throw after some copies.
struct element {
    int a;
    explicit element(int a = 0) : a(a) { ++alive; }
    element(const element &other) : a(other.a) {
        if (copies_left == 0)
            throw std::runtime_error("no more copies");
        if (copies_left > 0)
            --copies_left;
        ++alive;
    }
    element(element &&other) noexcept : a(other.a) { ++alive; }
    element &operator=(const element &) = default;
    element &operator=(element &&) = default;
    ~element() { --alive; }
};
struct immovable_copy {
    int value;
    explicit immovable_copy(int v) : value(v) {}
    immovable_copy(const immovable_copy &) = delete;
    immovable_copy &operator=(const immovable_copy &) = delete;
    immovable_copy(immovable_copy &&) = default;
    immovable_copy &operator=(immovable_copy &&) = default;
};

} // namespace

SUTURE_MAKE_OPAQUE(std::vector<unsigned int>)
SUTURE_MAKE_OPAQUE(std::vector<bool>)
SUTURE_MAKE_OPAQUE(std::vector<std::string>)
SUTURE_MAKE_OPAQUE(std::deque<double>)
SUTURE_MAKE_OPAQUE(std::vector<element>)
SUTURE_MAKE_OPAQUE(std::vector<std::vector<element>>)
SUTURE_MAKE_OPAQUE(std::vector<std::shared_ptr<element>>)
SUTURE_MAKE_OPAQUE(std::vector<immovable_copy>)
SUTURE_MAKE_OPAQUE(std::vector<element *>)

SUTURE_MODULE(test_bind_vector_ext, m) {
    m.def("alive", [] { return alive; });
    m.def("copies_left", [](int n) { copies_left = n; });
    st::bind_vector<std::vector<unsigned int>>(m, "Uints", "Numbers.");
    st::bind_vector<std::vector<bool>>(m, "Bools");
    auto again = st::bind_vector<std::vector<bool>>(m, "BoolsAgain");
    again.def("flip", [](std::vector<bool> &v) { v.flip(); });
    st::bind_vector<std::vector<std::string>>(m, "Strings");
    st::bind_vector<std::deque<double>>(m, "Doubles");

    st::class_<element>(m, "Element").def(st::init<int>()).def_rw("a", &element::a);
    st::bind_vector<std::vector<element>>(m, "Elements", st::is_weak_referenceable());
    st::bind_vector<std::vector<std::vector<element>>>(m, "Nested");
    st::bind_vector<std::vector<std::shared_ptr<element>>>(m, "Shared");
    st::bind_vector<std::vector<element *>>(m, "Pointers");
    st::class_<immovable_copy>(m, "NoCopy")
        .def(st::init<int>())
        .def_rw("value", &immovable_copy::value);
    st::bind_vector<std::vector<immovable_copy>, st::rv_policy::reference_internal>(m, "NoCopies");
    m.def("no_copies", [](int n) {
        std::vector<immovable_copy> result;
        for (int i = 1; i <= n; ++i)
            result.emplace_back(i);
        return result;
    });
    m.def("total", [](const std::vector<unsigned int> &v) {
        unsigned sum = 0;
        for (unsigned i : v)
            sum += i;
        return sum;
    });
}
