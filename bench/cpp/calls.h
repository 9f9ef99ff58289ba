// SPDX-License-Identifier: BSD-3-Clause
// What the 29 kinds of call do, written once: every C++ backend binds these very functions.

#pragma once

#include <cstdint>    // std::uint16_t
#include <functional> // std::function
#include <string>     // std::string
#include <vector>     // std::vector

namespace calls {

inline int zero() { return 7; }
inline int one(int a) { return a; }
inline int two(int a, int b) { return a + b; }
inline double six(std::uint16_t a, std::int32_t b, std::uint32_t c, std::int64_t d, std::uint64_t e,
                  float f) {
    return a + b + c + double(d) + double(e) + f;
}
inline double real(double a) { return a * 2; }
inline int length(const std::string &text) { return int(text.size()); }
inline std::string shout(std::string text) { return text += '!'; }
inline int keywords(int a, int b) { return a - b; }
inline int defaults(int a, int b, int c) { return a + b + c; }

inline int overload_int(int a) { return a; }
inline int overload_real(double a) { return int(a * 2); }
inline int overload_text(const std::string &text) { return int(text.size()); }

enum class color { red = 1, green = 2, blue = 4 };
inline int ordinal(color c) { return int(c); }

struct counter {
    int value;
    explicit counter(int value) : value(value) {}
    int get() const { return value; }
    int add(int other) const { return value + other; }
    void set(int other) { value = other; }
    static int twice(int a) { return 2 * a; }
    counter operator+(const counter &other) const { return counter(value + other.value); }
};

inline counter make(int value) { return counter(value); }
inline counter &shared() {
    static counter instance(5);
    return instance;
}
inline int read(const counter &c) { return c.value; }
inline bool is_null(counter *c) { return c == nullptr; }

inline int sum(const std::vector<int> &values) {
    int total = 0;
    for (int value : values)
        total += value;
    return total;
}
inline std::vector<int> numbers() { return {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}; }
inline int call(const std::function<int(int)> &function) { return function(3); }

} // namespace calls
