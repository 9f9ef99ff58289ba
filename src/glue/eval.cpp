// SPDX-License-Identifier: BSD-3-Clause
// Running Python code from C++.
#ifndef SUTURE_GLUE_EVAL_CPP // its header includes it where the library is not linked
#define SUTURE_GLUE_EVAL_CPP

#include "../../include/suture/eval.h"

#include "../../include/suture/error.h"

namespace suture::detail {

SUTURE_GLUE object evaluate(const str &text, int mode, handle global, handle local) {
    object code = text;
    if (text.c_str()[0] == '\n')
        code = getattr(module_::import_("textwrap"), "dedent")(code);
    object globals_owner;
    if (!global.is_valid()) {
        globals_owner = globals();
        global = globals_owner;
    }
    if (!local.is_valid())
        local = global;
    if (!PyDict_Check(global.ptr()))
        raise_type_error("eval(): the globals must be a dict, not %.200s",
                         Py_TYPE(global.ptr())->tp_name);
    if (!global.contains("__builtins__"))
        global["__builtins__"] = handle(PyEval_GetBuiltins());
    object compiled = steal(checked(Py_CompileString(borrow<str>(code).c_str(), "<string>", mode)));
    return steal(checked(PyEval_EvalCode(compiled.ptr(), global.ptr(), local.ptr())));
}

} // namespace suture::detail

#endif
