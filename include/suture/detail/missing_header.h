// SPDX-License-Identifier: BSD-3-Clause
// Diagnosis of a standard type whose conversion was not included: one sentence that names the
// header. It looks at the first five characters of a type's name, and on only in namespace std.
#pragma once

#include <cstddef>     // size_t
#include <type_traits> // false_type

namespace suture::detail {

template <class T> struct is_opaque;

/// The conversions of <suture/cast/>.
enum class std_header {
    none,
    array,
    bitset,
    byte,
    chrono,
    complex,
    deque,
    expected,
    filesystem,
    forward_list,
    function,
    list,
    map,
    optional,
    pair,
    reference_wrapper,
    set,
    shared_ptr,
    span,
    string,
    string_view,
    tuple,
    unique_ptr,
    unordered_map,
    unordered_set,
    valarray,
    variant,
    vector
};

/// Compiler's text for this very instantiation; T's name begins at the same place in all.
template <class T> constexpr const char *text_with_name() {
#if defined(_MSC_VER) && !defined(__clang__)
    return __FUNCSIG__;
#else
    return __PRETTY_FUNCTION__;
#endif
}

constexpr size_t name_offset() {
    const char *text = text_with_name<int>();
    size_t found = 0;
    for (size_t i = 0; text[i]; ++i)
        if (text[i] == 'i' && text[i + 1] == 'n' && text[i + 2] == 't' &&
            (text[i + 3] == ']' || text[i + 3] == '>' || text[i + 3] == ';'))
            found = i;
    return found;
}

/// Whether `text` begins with `word`, and then no identifier goes on.
constexpr bool begins_with(const char *text, const char *word) {
    while (*word)
        if (*text++ != *word++)
            return false;
    return !((*text >= 'a' && *text <= 'z') || *text == '_');
}

constexpr std_header header_of_std_name(const char *name) {
    struct entry {
        const char *name;
        std_header header;
    };
    constexpr entry entries[] = {
        {"array", std_header::array},
        {"bitset", std_header::bitset},
        {"byte", std_header::byte},
        {"chrono", std_header::chrono},
        {"complex", std_header::complex},
        {"deque", std_header::deque},
        {"expected", std_header::expected},
        {"filesystem", std_header::filesystem},
        {"forward_list", std_header::forward_list},
        {"function", std_header::function},
        {"list", std_header::list},
        {"map", std_header::map},
        {"multimap", std_header::map},
        {"monostate", std_header::variant},
        {"optional", std_header::optional},
        {"nullopt_t", std_header::optional},
        {"pair", std_header::pair},
        {"reference_wrapper", std_header::reference_wrapper},
        {"set", std_header::set},
        {"multiset", std_header::set},
        {"shared_ptr", std_header::shared_ptr},
        {"span", std_header::span},
        {"basic_string", std_header::string},
        {"string", std_header::string},
        {"wstring", std_header::string},
        {"basic_string_view", std_header::string_view},
        {"string_view", std_header::string_view},
        {"tuple", std_header::tuple},
        {"unique_ptr", std_header::unique_ptr},
        {"unordered_map", std_header::unordered_map},
        {"unordered_multimap", std_header::unordered_map},
        {"unordered_set", std_header::unordered_set},
        {"unordered_multiset", std_header::unordered_set},
        {"valarray", std_header::valarray},
        {"variant", std_header::variant},
        {"vector", std_header::vector},
    };
    // Versioned inline namespaces of the standard libraries: __1, __cxx11, __debug, ...
    while (name[0] == '_' && name[1] == '_') {
        size_t i = 2;
        while (name[i] && name[i] != ':' && name[i] != '<')
            ++i;
        if (name[i] != ':' || name[i + 1] != ':')
            return std_header::none;
        name += i + 2;
    }
    for (const entry &e : entries)
        if (begins_with(name, e.name))
            return e.header;
    return std_header::none;
}

/// Header that T, a class without a conversion, should have had; none: not of namespace std.
template <class T> constexpr std_header missing_header() {
    const char *name = text_with_name<T>() + name_offset();
#if defined(_MSC_VER) && !defined(__clang__)
    for (const char *keyword : {"class ", "struct ", "enum "}) {
        size_t i = 0;
        while (keyword[i] && name[i] == keyword[i])
            ++i;
        if (!keyword[i])
            name += i;
    }
#endif
    if (name[0] != 's' || name[1] != 't' || name[2] != 'd' || name[3] != ':' || name[4] != ':')
        return std_header::none;
    return header_of_std_name(name + 5);
}

template <std_header Missing> constexpr void name_missing_header() {
#define SUTURE_HEADER(header, type)                                                                \
    static_assert(Missing != std_header::header,                                                   \
                  "suture: " type " is converted by <suture/cast/" #header                         \
                  ".h>: include it, or declare SUTURE_MAKE_OPAQUE(...) to bind it as a class");
    SUTURE_HEADER(array, "std::array")
    SUTURE_HEADER(bitset, "std::bitset")
    SUTURE_HEADER(byte, "std::byte")
    SUTURE_HEADER(chrono, "a std::chrono type")
    SUTURE_HEADER(complex, "std::complex")
    SUTURE_HEADER(deque, "std::deque")
    SUTURE_HEADER(expected, "std::expected")
    SUTURE_HEADER(filesystem, "std::filesystem::path")
    SUTURE_HEADER(forward_list, "std::forward_list")
    SUTURE_HEADER(function, "std::function")
    SUTURE_HEADER(list, "std::list")
    SUTURE_HEADER(map, "std::map or std::multimap")
    SUTURE_HEADER(optional, "std::optional")
    SUTURE_HEADER(pair, "std::pair")
    SUTURE_HEADER(reference_wrapper, "std::reference_wrapper")
    SUTURE_HEADER(set, "std::set or std::multiset")
    SUTURE_HEADER(shared_ptr, "std::shared_ptr")
    SUTURE_HEADER(span, "std::span")
    SUTURE_HEADER(string, "std::string (or wstring, u16string, ...)")
    SUTURE_HEADER(string_view, "std::string_view")
    SUTURE_HEADER(tuple, "std::tuple")
    SUTURE_HEADER(unique_ptr, "std::unique_ptr")
    SUTURE_HEADER(unordered_map, "std::unordered_map or std::unordered_multimap")
    SUTURE_HEADER(unordered_set, "std::unordered_set or std::unordered_multiset")
    SUTURE_HEADER(valarray, "std::valarray")
    SUTURE_HEADER(variant, "std::variant")
    SUTURE_HEADER(vector, "std::vector")
#undef SUTURE_HEADER
}

/// For a T that is about to be treated as a bound class. SUTURE_NO_HEADER_CHECK: a dialect in
/// which a standard container may be bound without a declaration.
template <class T> constexpr void assert_header_included() {
#if !defined(SUTURE_NO_HEADER_CHECK)
    constexpr std_header missing = is_opaque<T>::value ? std_header::none : missing_header<T>();
    if constexpr (missing != std_header::none)
        name_missing_header<missing>();
#endif
}

} // namespace suture::detail
