// SPDX-License-Identifier: BSD-3-Clause
// Diagnosis of a standard type whose conversion was not included: one sentence that names the
// header. It looks at the first five characters of a type's name, and on only in namespace std.
#pragma once

#include <cstddef>     // size_t
#include <type_traits> // false_type

namespace suture::detail {

template <class T> struct is_opaque;

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

/// The names of namespace std that <suture/cast/> converts, each with the header's if that has
/// another. As text, which costs the compiler one token.
inline constexpr char std_names[] =
    " array bitset byte chrono complex deque expected filesystem forward_list function list map "
    "multimap:map monostate:variant optional nullopt_t:optional pair reference_wrapper set "
    "multiset:set shared_ptr span basic_string:string string wstring:string "
    "basic_string_view:string_view string_view tuple unique_ptr unordered_map "
    "unordered_multimap:unordered_map unordered_set unordered_multiset:unordered_set valarray "
    "variant vector ";

constexpr bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

/// Whether the words that start here are the same.
constexpr bool same_word(const char *a, const char *b) {
    for (; is_name_character(*a) && *a == *b; ++a, ++b)
        ;
    return !is_name_character(*a) && !is_name_character(*b);
}

/// Where std_names has the header of a name; 0: nowhere.
constexpr size_t header_of_std_name(const char *name) {
    // Versioned inline namespaces of the standard libraries: __1, __cxx11, __debug, ...
    while (name[0] == '_' && name[1] == '_') {
        size_t i = 2;
        while (name[i] && name[i] != ':' && name[i] != '<')
            ++i;
        if (name[i] != ':' || name[i + 1] != ':')
            return 0;
        name += i + 2;
    }
    for (size_t word = 1; std_names[word];) {
        size_t end = word, header = word;
        while (is_name_character(std_names[end]))
            ++end;
        if (std_names[end] == ':')
            header = end + 1;
        if (same_word(std_names + word, name))
            return header;
        while (std_names[end++] != ' ')
            ;
        word = end;
    }
    return 0;
}

/// Where std_names has the header that T, a class without a conversion, should have had; 0: T is
/// not of namespace std.
template <class T> constexpr size_t missing_header() {
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
        return 0;
    return header_of_std_name(name + 5);
}

template <size_t Missing> constexpr void name_missing_header() {
#define SUTURE_HEADER(header, type)                                                                \
    static_assert(!same_word(std_names + Missing, #header),                                        \
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
    constexpr size_t missing = is_opaque<T>::value ? 0 : missing_header<T>();
    if constexpr (missing != 0)
        name_missing_header<missing>();
#endif
}

} // namespace suture::detail
