// SPDX-License-Identifier: BSD-3-Clause
// Strings, views and characters there and back.
#include <suture/cast/list.h>
#include <suture/cast/optional.h>
#include <suture/cast/string.h>
#include <suture/cast/string_view.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

namespace st = suture;

SUTURE_MODULE(test_casts_strings_ext, m) {
    m.def("string", [](const std::string &s) { return s; });
    m.def("string_by_value", [](std::string s) { return s + "!"; });
    m.def("string_by_pointer", [](std::string *s) { return s->size(); });
    m.def("string_pointer_result", [](bool null) -> const std::string * {
        static const std::string text = "static";
        return null ? nullptr : &text;
    });
    m.def("string_pointer_reference_result", [](bool null) -> const std::string *& {
        static const std::string text = "static";
        static const std::string *full = &text, *none = nullptr;
        return null ? none : full;
    });
    m.def("invalid_utf8", [] { return std::string("\xff\xfe"); });
    m.def("embedded_zero", [] { return std::string("a\0b", 3); });
    m.def("string_size", [](const std::string &s) { return s.size(); });
    m.def("text", [](const char *s) { return s; });
    m.def("view", [](std::string_view s) { return s; });
    m.def("view_data_is_shared",
          [](std::string_view a, std::string_view b) { return a.data() == b.data(); });
    m.def("optional_view", [](std::optional<std::string_view> s) { return s; });
    m.def("views", [](const std::vector<std::string_view> &views) {
        std::string all;
        for (std::string_view view : views)
            all += view;
        return all;
    });
    m.def("wide", [](const std::wstring &s) { return s; });
    m.def("utf16", [](const std::u16string &s) { return s; });
    m.def("utf16_size", [](const std::u16string &s) { return s.size(); });
    m.def("utf32", [](const std::u32string &s) { return s; });
    m.def("wide_view", [](std::wstring_view s) { return s; });
    m.def("utf16_views", [](std::u16string_view a, std::optional<std::u16string_view> b) {
        return std::u16string(a) + std::u16string(b.value_or(u"-"));
    });
    m.def("cast_utf16_view", [](st::object o) {
        std::u16string_view view;
        return st::try_cast(o, view);
    });
    m.def("character", [](char c) { return c; });
    m.def("wide_character", [](wchar_t c) { return c; });
    m.def("utf16_character", [](char16_t c) { return c; });
    m.def("utf32_character", [](char32_t c) { return c; });
}
