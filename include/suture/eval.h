// SPDX-License-Identifier: BSD-3-Clause
// Running Python code from C++: eval() and exec().
#pragma once

#include "builtins.h"

namespace suture {

/// What a text of Python code is.
enum eval_mode {
    eval_expr = Py_eval_input,               ///< one expression: its value is the result
    eval_single_statement = Py_single_input, ///< one statement; the result is None
    eval_statements = Py_file_input          ///< any number of statements; the result is None
};

namespace detail {
/// Runs `code` and gives its value. A text that starts with a new line loses the indentation that
/// all its lines have. Throws python_error; its traceback says "<string>" and the line.
object evaluate(const str &code, int mode, handle global, handle local);
} // namespace detail

/// Value of Python code. `global` is a dict (that of the running Python code, else of __main__),
/// `local` any mapping (`global`). A text may be indented as a whole, as a raw string literal is
/// that begins with a new line. Throws python_error.
template <eval_mode mode = eval_expr>
object eval(const str &code, handle global = {}, handle local = {}) {
    return detail::evaluate(code, mode, global, local);
}
/// Runs Python statements.
inline void exec(const str &code, handle global = {}, handle local = {}) {
    detail::evaluate(code, eval_statements, global, local);
}

} // namespace suture

#if !defined(SUTURE_LINKED)
#    include "../../src/glue/eval.cpp"
#endif
