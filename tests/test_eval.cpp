// SPDX-License-Identifier: BSD-3-Clause
// Running Python code from C++, and type variables.
#include <string> // messages

#include <suture/cast/string.h>
#include <suture/eval.h>
#include <suture/suture.h>
#include <suture/typing.h>

namespace st = suture;
using namespace st::literals;

SUTURE_MODULE(test_eval_ext, m) {
    m.def("expression", [](int x) {
        st::dict local("x"_a = x);
        return st::eval("x + 1", st::dict(), local);
    });
    m.def("text", [](const std::string &code) { return st::any(st::eval(code)); });
    m.def("statements", [] {
        st::dict local;
        local["answer"] = st::cpp_function([] { return 42; });
        st::exec(R"(
            x = answer()
            if x == 42:
                message = 'yes'
            else:
                message = 'no'
            )",
                 st::dict(), local);
        return local;
    });
    m.def("single", [] {
        st::dict local;
        st::object result = st::eval<st::eval_single_statement>("x = 1 + 1", st::dict(), local);
        return st::make_tuple(result, local["x"]);
    });
    m.def("single_refuses_two", [] { st::eval<st::eval_single_statement>("x = 1\ny = 2"); });
    m.def("statements_give_none",
          [] { return st::any(st::eval<st::eval_statements>("x = 3", st::dict())); });
    m.def("run", [](const std::string &code, st::dict global) { st::exec(code, global); });
    m.def("closure", [] {
        st::dict global("value"_a = 42), local("value"_a = 0);
        st::exec(R"(
            local_value = value
            def of_global():
                return value
            def of_local():
                return local_value
        )",
                 global, local);
        return st::make_tuple(global, local);
    });
    m.def("default_scope", [] {
        st::exec("from_cpp = 17");
        return st::eval("from_cpp");
    });
    m.def("failure", [] {
        try {
            st::exec("def f():\n    return 1 / 0\nf()", st::dict());
        } catch (const st::python_error &e) {
            return std::string(e.what());
        }
        return std::string();
    });
    m.def("wrong_globals", [] { return st::eval("1", st::list()); });

    // typing
    m.attr("T") = st::type_var("T", "contravariant"_a = true);
    m.attr("Number") = st::type_var("Number", st::builtins()["int"], st::builtins()["float"]);
    m.attr("Bound") = st::type_var("Bound", "bound"_a = st::builtins()["float"]);
    m.def("any_type", [] { return st::any_type(); });
    m.def("param_spec", [] { return st::param_spec("P"); });
    m.def("type_var_tuple", [] { return st::type_var_tuple("Ts"); });
    m.def("tuple_of_any", [] {
        return st::typing().attr("Tuple")[st::make_tuple(st::any_type(), st::ellipsis())];
    });
    struct wrapper {
        st::object value;
    };
    struct derived : wrapper {};
    auto wrapper_class =
        st::class_<wrapper>(m, "Wrapper", st::is_generic(),
                            st::sig("class Wrapper(typing.Generic[T])"))
            .def(st::init<st::object>(), st::sig("def __init__(self, arg: T, /) -> None"))
            .def("get", [](wrapper &w) { return w.value; }, st::sig("def get(self, /) -> T"));
    st::class_<derived>(m, "WrapperOfInt", wrapper_class[st::builtins()["int"]])
        .def("__init__", [](derived *d) { new (static_cast<void *>(d)) derived{{st::int_(3)}}; });
    m.def("get", [](const wrapper &w) { return w.value; });
}
