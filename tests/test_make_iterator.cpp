// SPDX-License-Identifier: BSD-3-Clause
// Iterators of C++ ranges.
#include <map>     // ranges
#include <memory>  // move-only iterators
#include <string>  // elements
#include <utility> // pair
#include <vector>  // ranges

#include <suture/cast/pair.h>
#include <suture/cast/shared_ptr.h>
#include <suture/cast/string.h>
#include <suture/make_iterator.h>
#include <suture/suture.h>

namespace st = suture;

namespace {

int alive = 0;

struct item {
    int v;
    explicit item(int v = 0) : v(v) { ++alive; }
    item(const item &other) : v(other.v) { ++alive; }
    ~item() { --alive; }
};

struct range {
    std::vector<item> items;
    std::vector<bool> bits{true, false, true};
    std::vector<std::shared_ptr<item>> shared;
    std::map<std::string, int> map{{"a", 1}, {"b", 2}};
    range() {
        for (int i = 0; i < 3; ++i) {
            items.emplace_back(i);
            shared.push_back(std::make_shared<item>(i));
        }
    }
};

/// Gives temporaries, and is compared with ==, and only with that.
struct counter {
    int v;
    std::pair<int, int> operator*() const { return {v, -v}; }
    counter &operator++() {
        ++v;
        return *this;
    }
    bool operator==(const counter &other) const { return v == other.v; }
};

/// Can be moved only, ends by itself, and throws at 3.
struct reader {
    std::unique_ptr<int> at = std::make_unique<int>(0);
    int end;
    int operator*() const {
        if (*at == 3)
            throw st::value_error("three");
        return *at;
    }
    reader &operator++() {
        ++*at;
        return *this;
    }
    struct sentinel {};
    bool operator==(sentinel) const { return *at == end; }
};

} // namespace

SUTURE_MODULE(test_make_iterator_ext, m) {
    m.def("alive", [] { return alive; });
    st::class_<item>(m, "Item").def(st::init<int>()).def_rw("v", &item::v);
    auto range_class = st::class_<range>(m, "Range").def(st::init<>());
    range_class.def(
        "__iter__",
        [](range &r) {
            return st::make_iterator(st::type<range>(), "Iterator", r.items.begin(), r.items.end());
        },
        st::keep_alive<0, 1>());
    range_class.def(
        "views",
        [](range &r) {
            return st::make_iterator<st::rv_policy::reference_internal>(st::type<range>(),
                                                                        "ViewIterator", r.items);
        },
        st::keep_alive<0, 1>());
    range_class.def(
        "bits",
        [](range &r) { return st::make_iterator(st::type<range>(), "BitIterator", r.bits); },
        st::keep_alive<0, 1>());
    range_class.def(
        "shared",
        [](range &r) { return st::make_iterator(st::type<range>(), "SharedIterator", r.shared); },
        st::keep_alive<0, 1>());
    range_class.def(
        "keys",
        [](const range &r) {
            return st::make_key_iterator(st::type<range>(), "KeyIterator", r.map.begin(),
                                         r.map.end());
        },
        st::keep_alive<0, 1>());
    range_class.def(
        "values",
        [](const range &r) {
            return st::make_value_iterator(st::type<range>(), "ValueIterator", r.map);
        },
        st::keep_alive<0, 1>());
    range_class.def(
        "pairs",
        [](const range &r) { return st::make_iterator(st::type<range>(), "PairIterator", r.map); },
        st::keep_alive<0, 1>());
    range_class.def("append", [](range &r, int v) { r.items.emplace_back(v); });
    range_class.def("clear", [](range &r) { r.items.clear(); });

    st::handle module = m;
    m.def("temporaries", [module](int n) {
        return st::make_iterator(module, "Temporaries", counter{0}, counter{n});
    });
    m.def("temporary_keys", [module](int n) {
        return st::make_key_iterator(module, "TemporaryKeys", counter{0}, counter{n});
    });
    m.def("temporary_values", [module](int n) {
        return st::make_value_iterator(module, "TemporaryValues", counter{0}, counter{n});
    });
    m.def("read", [module](int n) {
        return st::make_iterator(module, "Reader", reader{std::make_unique<int>(0), n},
                                 reader::sentinel());
    });
    m.def("passthrough", [module](st::iterator s) -> st::iterator {
        return st::make_iterator(module, "Passthrough", std::begin(s), std::end(s));
    });
    m.def("documented", [module](int n) {
        const counter *first = nullptr;
        (void) first;
        static std::vector<int> numbers{1, 2};
        (void) n;
        return st::make_iterator(module, "Documented", numbers.begin(), numbers.end(),
                                 "The next number.");
    });
    m.def("same_name", [module] {
        static std::vector<float> numbers{0.5f};
        return st::make_iterator(module, "Documented", numbers);
    });
}
