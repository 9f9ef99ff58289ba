// SPDX-License-Identifier: BSD-3-Clause
// A parser for the heads of Python functions:
//
//   signature:  {'@' line} ['def' name ['[' ... ']'] | name] '(' [parameter {',' parameter} [',']]
//   ')'
//               ['->' expression] [':' ['...']]
//   parameter:  name [':' expression] ['=' expression] | '/' | '*'
//               | '*' name [':' expression] | '**' name [':' expression]
//
// An expression is everything up to the next ',', '=' or ')' outside brackets and strings.
#include "signature_parser.h"

SUTURE_RUNTIME_BEGIN

static bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char) c >= 0x80;
}

/// Words that cannot be names.
static bool is_keyword(text_span s) {
    static const char words[] =
        " False None True and as assert async await break class continue def del elif else except "
        "finally for from global if import in is lambda nonlocal not or pass raise return try "
        "while with yield ";
    for (const char *w = words; (w = strchr(w, ' ')) && w[1]; ++w)
        if (!strncmp(w + 1, s.begin, s.size) && w[1 + s.size] == ' ')
            return true;
    return false;
}

struct signature_parser {
    const char *at;
    parsed_signature *result;
    PyObject *problem = nullptr;

    /// Says what is wrong; false always.
    template <class... A> bool fail(const char *format, A... args) {
        if (!problem && !PyErr_Occurred())
            problem = PyUnicode_FromFormat(format, args...);
        return false;
    }

    /// The same about a piece of the text, which `format` shows by %U.
    bool fail_at(const char *format, text_span s) {
        reference shown(span_text(s));
        return shown ? fail(format, shown.object) : false;
    }

    void skip_space() {
        for (;; ++at) {
            if (*at == '#')
                while (at[1] && at[1] != '\n')
                    ++at;
            else if (*at != ' ' && *at != '\t' && *at != '\n' && *at != '\r' && *at != '\\')
                return;
        }
    }

    bool accept(char c) {
        skip_space();
        if (*at != c)
            return false;
        ++at;
        return true;
    }

    text_span word() {
        skip_space();
        text_span s{at, 0};
        while (is_name_character(at[s.size]))
            ++s.size;
        at += s.size;
        return s;
    }

    bool name(text_span *out, const char *what) {
        *out = word();
        if (!out->size)
            return fail("%s is missing before '%.20s'", what, at);
        if (*out->begin >= '0' && *out->begin <= '9')
            return fail_at("'%U' is no name", *out);
        if (is_keyword(*out))
            return fail_at("'%U' is a keyword of Python, no name", *out);
        return true;
    }

    /// Skips a string; `at` is on its first quote.
    bool string() {
        char quote = *at;
        bool triple = at[1] == quote && at[2] == quote;
        at += triple ? 3 : 1;
        for (; *at; ++at) {
            if (*at == '\\' && at[1]) {
                ++at;
            } else if (*at == quote && (!triple || (at[1] == quote && at[2] == quote))) {
                at += triple ? 3 : 1;
                return true;
            }
        }
        return fail("a string is not closed");
    }

    /// Skips an expression up to one of `ends` outside brackets and strings, or to the end.
    bool expression(text_span *out, const char *ends) {
        skip_space();
        const char *begin = at, *last = at;
        char open[64];
        size_t depth = 0, lambdas = 0;
        while (*at) {
            char c = *at;
            if (c == '\'' || c == '"') {
                if (!string())
                    return false;
                last = at;
                continue;
            }
            if (c == '#') {
                skip_space();
                continue;
            }
            if (is_name_character(c)) {
                text_span s = word();
                lambdas += !depth && s.size == 6 && !strncmp(s.begin, "lambda", 6);
                last = at;
                continue;
            }
            // "==", "<=" and the like are operators, not the '=' before a default.
            if (strchr("=<>!", c) && at[1] == '=') {
                at += 2;
                last = at;
                continue;
            }
            if (!depth && lambdas && c == ':') {
                --lambdas;
            } else if (!depth && !lambdas && strchr(ends, c)) {
                break;
            } else if (c == '(' || c == '[' || c == '{') {
                if (depth == sizeof(open))
                    return fail("brackets are nested too deeply");
                open[depth++] = c;
            } else if (c == ')' || c == ']' || c == '}') {
                if (!depth || open[depth - 1] != (c == ')' ? '(' : c == ']' ? '[' : '{'))
                    return fail("'%c' closes nothing", c);
                --depth;
            }
            ++at;
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
                last = at;
        }
        if (depth)
            return fail("'%c' is not closed", open[depth - 1]);
        *out = {begin, (size_t) (last - begin)};
        return out->size ? true : fail("an expression is missing before '%.20s'", at);
    }

    bool seen(text_span s) {
        for (const parsed_parameter &p : result->parameters)
            if (p.name.size == s.size && !strncmp(p.name.begin, s.begin, s.size))
                return fail_at("two parameters are called '%U'", s);
        return true;
    }

    /// Name, annotation and default of a parameter.
    bool parameter(uint8_t kind) {
        parsed_parameter p;
        p.kind = kind;
        if (!name(&p.name, "the name of a parameter") || !seen(p.name) ||
            (accept(':') && !expression(&p.annotation, ",=)")))
            return false;
        if (accept('=')) {
            if (kind == suture_parameter_var_positional || kind == suture_parameter_var_keyword)
                return fail_at("'%U' cannot have a default", p.name);
            if (!expression(&p.default_value, ",=)"))
                return false;
        }
        return result->parameters.push(p);
    }

    bool parameters() {
        uint8_t kind = suture_parameter_positional_or_keyword;
        bool slash = false, bare_star = false, finished = false, defaults = false;
        while (!accept(')')) {
            if (finished)
                return fail("a parameter follows the one with '**'");
            array<parsed_parameter> &all = result->parameters;
            uint32_t before = all.size;
            if (accept('/')) {
                if (slash || !before || kind == suture_parameter_keyword_only)
                    return fail("'/' is in the wrong place");
                slash = true;
                for (uint32_t i = 0; i < before; ++i)
                    all.data[i].kind = suture_parameter_positional_only;
            } else if (accept('*')) {
                if (*at == '*') {
                    ++at;
                    finished = true;
                    if (!parameter(suture_parameter_var_keyword))
                        return false;
                } else {
                    if (kind == suture_parameter_keyword_only)
                        return fail("'*' is in the wrong place");
                    kind = suture_parameter_keyword_only;
                    skip_space();
                    bare_star = *at == ',' || *at == ')';
                    if (!bare_star && !parameter(suture_parameter_var_positional))
                        return false;
                }
            } else if (!parameter(kind)) {
                return false;
            }
            if (all.size > before) {
                const parsed_parameter &p = all.data[before];
                if (p.kind == suture_parameter_keyword_only)
                    bare_star = false;
                else if (p.default_value.begin)
                    defaults = true;
                else if (defaults && p.kind == suture_parameter_positional_or_keyword)
                    return fail_at("'%U' has no default but follows a parameter that has one",
                                   p.name);
            }
            if (!accept(',')) {
                skip_space();
                if (*at != ')')
                    return *at ? fail("',' or ')' is missing before '%.20s'", at)
                               : fail("'(' is not closed");
            }
        }
        return bare_star ? fail("no parameter follows '*'") : true;
    }

    bool head() {
        while (accept('@')) // decorators
            while (*at && *at != '\n')
                ++at;
        skip_space();
        if (*at != '(') {
            text_span s = word();
            if (s.size == 3 && !strncmp(s.begin, "def", 3)) {
                if (!name(&s, "the name of the function"))
                    return false;
            } else if (!s.size) {
                return fail("the name of the function is missing before '%.20s'", at);
            }
            result->name = s;
            text_span ignored;
            if (accept('[') && (!expression(&ignored, "]") || !accept(']')))
                return fail("'[' is not closed");
        }
        return accept('(') || fail("'(' is missing before '%.20s'", at);
    }

    bool tail() {
        skip_space();
        if (at[0] == '-' && at[1] == '>') {
            at += 2;
            if (!expression(&result->result, ":"))
                return false;
        }
        if (accept(':')) {
            skip_space();
            if (!strncmp(at, "...", 3))
                at += 3;
        }
        skip_space();
        return *at ? fail("'%.20s' is one too many", at) : true;
    }

    bool run() { return head() && parameters() && tail(); }
};

int signature_parse(const char *text, parsed_signature *result, PyObject **problem) {
    signature_parser parser{text, result};
    if (parser.run())
        return 1;
    *problem = parser.problem;
    return *problem ? 0 : -1;
}

SUTURE_RUNTIME_END
