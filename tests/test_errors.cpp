// SPDX-License-Identifier: BSD-3-Clause
// Errors on their way between C++ and Python, and the GIL.
#include <atomic>
#include <chrono>
#include <future>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>

#include <suture/suture.h>

#include "attached.h"
#include "errors_shared.h"

namespace st = suture;

namespace {

struct file_error : std::runtime_error {
    file_error(const char *what, const char *file, int line)
        : std::runtime_error(what), file(file), line_(line) {}
    const char *file;
    int line() const { return line_; }
    int line_;
};
struct derived_file_error : file_error {
    using file_error::file_error;
};
struct plain_error { // neither derives from std::exception nor has what()
    int code;
};
struct bool_error {};
struct void_error {};
struct skipped_error : std::logic_error {
    using std::logic_error::logic_error;
};
struct careless_error {};
struct replaced_error {};
struct local_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct bad_attribute_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct nested_class_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct holder {};

template <class E> void throw_with_text() { throw E("the text"); }

/// One standard exception by name.
void throw_standard(const std::string &name) {
    if (name == "bad_alloc")
        throw std::bad_alloc();
    if (name == "domain_error")
        throw_with_text<std::domain_error>();
    if (name == "invalid_argument")
        throw_with_text<std::invalid_argument>();
    if (name == "length_error")
        throw_with_text<std::length_error>();
    if (name == "range_error")
        throw_with_text<std::range_error>();
    if (name == "out_of_range")
        throw_with_text<std::out_of_range>();
    if (name == "overflow_error")
        throw_with_text<std::overflow_error>();
    if (name == "runtime_error")
        throw_with_text<std::runtime_error>();
    if (name == "logic_error")
        throw_with_text<std::logic_error>();
    if (name == "bad_cast")
        throw std::bad_cast();
    if (name == "latin1")
        throw std::runtime_error("caf\xe9");
}

/// One of the C++ classes that stand for Python exceptions.
void throw_builtin(const std::string &name) {
    if (name == "StopIteration")
        throw_with_text<st::stop_iteration>();
    if (name == "IndexError")
        throw_with_text<st::index_error>();
    if (name == "KeyError")
        throw_with_text<st::key_error>();
    if (name == "ValueError")
        throw_with_text<st::value_error>();
    if (name == "TypeError")
        throw st::type_error(std::string("the text"));
    if (name == "BufferError")
        throw_with_text<st::buffer_error>();
    if (name == "ImportError")
        throw_with_text<st::import_error>();
    if (name == "AttributeError")
        throw_with_text<st::attribute_error>();
    if (name == "RuntimeError")
        throw_with_text<st::runtime_error>();
    if (name == "OverflowError")
        throw_with_text<st::overflow_error>();
    if (name == "NotImplementedError")
        throw_with_text<st::not_implemented_error>();
    if (name == "OSError")
        throw_with_text<st::os_error>();
    if (name == "empty")
        throw st::stop_iteration();
}

void bind_standard(st::module_ &m) {
    m.def("throw_standard", [](st::str name) { throw_standard(std::string(name)); });
    m.def("throw_builtin", [](st::str name) { throw_builtin(std::string(name)); });
    m.def("throw_system",
          [](int code) { throw std::system_error(code, std::generic_category(), "opening"); });
    m.def("throw_other_category", [] {
        throw std::system_error(std::make_error_code(std::future_errc::no_state), "waiting");
    });
    m.def("throw_int", [] { throw 5; });
    m.def("throw_cast_error", [](st::object o) { return st::cast<int>(o); });
    m.def("throw_cast_error_default", [] { throw st::cast_error(); });
    m.def("caught_as_bad_cast", [](st::object o) {
        try {
            st::cast<int>(o);
        } catch (const std::bad_cast &e) {
            return st::str(e.what());
        }
        return st::str();
    });
    m.def("pick", [](int) -> int { throw st::next_overload(); });
    m.def("pick", [](double) { return 2; });
    m.def("pick_only", [](int) -> int { throw st::next_overload(); });
}

void bind_python_error(st::module_ &m) {
    m.def("call", [](st::callable f) { return f(); });
    m.def("what", [](st::callable f) {
        try {
            f();
        } catch (const st::python_error &e) {
            return st::str(e.what());
        }
        return st::str();
    });
    m.def("what_detached", [](st::callable f) {
        try {
            f();
        } catch (const st::python_error &e) {
            st::gil_scoped_release released;
            std::string text = e.what();
            st::gil_scoped_acquire attached;
            return st::str(text);
        }
        return st::str();
    });
    m.def("parts", [](st::callable f) {
        try {
            f();
        } catch (const st::python_error &e) {
            return st::make_tuple(e.type(), e.value(), e.traceback());
        }
        return st::tuple();
    });
    m.def("matches", [](st::callable f, st::handle type) {
        try {
            f();
        } catch (const st::python_error &e) {
            return e.matches(type);
        }
        return false;
    });
    m.def("copies_destroyed_elsewhere", [](st::callable f) {
        std::exception_ptr kept;
        try {
            f();
        } catch (const st::python_error &e) {
            st::python_error copy(e), moved(std::move(copy));
            kept = std::make_exception_ptr(moved);
        }
        st::gil_scoped_release released;
        std::thread([&] { kept = nullptr; }).join();
    });
    m.def("restored_twice", [](st::callable f) {
        int n = 0;
        try {
            f();
        } catch (const st::python_error &e) {
            for (int i = 0; i < 2; ++i) {
                e.restore();
                n += PyErr_Occurred() != nullptr;
                PyErr_Clear();
            }
        }
        return n;
    });
    m.def("discard", [](st::callable f) {
        try {
            f();
        } catch (const st::python_error &e) {
            e.discard_as_unraisable("a C++ function");
        }
    });
    m.def("no_error_set", [] { st::raise_python_error(); });
    m.def("error_scope_keeps", [] {
        PyErr_SetString(PyExc_KeyError, "outer");
        {
            st::error_scope scope;
            PyErr_SetString(PyExc_ValueError, "inner");
        }
        st::raise_python_error();
    });
}

void bind_raising(st::module_ &m) {
    m.def("raise", [] { st::raise("%s %d", "number", 5); });
    m.def("raise_type_error", [] { st::raise_type_error("%s %d", "number", 5); });
    m.def("raise_class", [](st::handle type) { st::raise(type, "object %R", type.ptr()); });
    m.def("raise_from", [](st::callable f) {
        try {
            f();
        } catch (const st::python_error &e) {
            st::raise_from(e, PyExc_RuntimeError, "call %d failed", 1);
        }
    });
    m.def("chain", [] {
        PyErr_SetString(PyExc_KeyError, "inner");
        st::chain_error(PyExc_ValueError, "outer %d", 2);
        st::raise_python_error();
    });
    m.def("warn", [](st::handle category) { st::warn(category, "careful"); });
    m.def("nested", [] {
        try {
            try {
                throw std::out_of_range("innermost");
            } catch (...) {
                std::throw_with_nested(std::runtime_error("middle"));
            }
        } catch (...) {
            std::throw_with_nested(st::value_error("outer"));
        }
    });
    m.def("nested_python", [](st::callable f) {
        try {
            f();
        } catch (...) {
            std::throw_with_nested(std::runtime_error("around"));
        }
    });
}

void bind_registered(st::module_ &m) {
    st::register_exception<file_error>(m, "FileError", PyExc_RuntimeError, "A file is wrong.")
        .attr("file", &file_error::file)
        .attr("line", &file_error::line)
        .attr("line_plus_one", [](const file_error &e) { return e.line() + 1; });
    st::register_exception<derived_file_error>(m, "DerivedFileError", m.attr("FileError"));
    st::register_exception<plain_error>(m, "PlainError").attr("code", &plain_error::code);
    st::register_exception<bad_attribute_error>(m, "BadAttributeError")
        .attr("fails", [](const bad_attribute_error &) -> int { throw std::logic_error("no"); })
        .attr("works", [](const bad_attribute_error &) { return 1; });
    st::register_local_exception<local_error>(m, "LocalError", PyExc_ValueError);
    st::class_<holder> c(m, "Holder");
    st::exception<nested_class_error>(c, "Error", PyExc_ValueError);
    m.def("throw_file", [] { throw file_error("broken", "a.txt", 7); });
    m.def("throw_derived_file", [] { throw derived_file_error("broken", "b.txt", 8); });
    m.def("throw_plain", [] { throw plain_error{9}; });
    m.def("throw_bad_attribute", [] { throw bad_attribute_error("text"); });
    m.def("throw_local", [] { throw local_error("text"); });
    m.def("throw_nested_class", [] { throw nested_class_error("text"); });
    m.def("register_again", [m] { st::register_exception<file_error>(m, "FileError"); });
}

/// For test_errors_other.
void bind_shared(st::module_ &m) {
    st::register_exception<errors_shared::shared_error>(m, "SharedError");
    st::register_local_exception<errors_shared::local_error>(m, "LocalSharedError");
    st::register_exception<errors_shared::twice_error>(m, "TwiceError");
    m.def("throw_local_shared", [] { throw errors_shared::local_error("local"); });
    m.def("throw_twice", [] { throw errors_shared::twice_error("twice"); });
}

void bind_translators(st::module_ &m) {
    static int payload = 17;
    // The brief's form: bool.
    st::register_exception_translator([](const std::exception_ptr &p, void *) {
        try {
            std::rethrow_exception(p);
        } catch (const bool_error &) {
            PyErr_SetString(PyExc_RuntimeError, "translated by bool");
            return true;
        } catch (const skipped_error &) {
            PyErr_SetString(PyExc_KeyError, "to be forgotten");
            return false;
        } catch (...) {
            return false;
        }
    });
    // The usual form: void, and everything else leaves by the rethrow.
    st::register_exception_translator(
        [](const std::exception_ptr &p, void *data) {
            try {
                std::rethrow_exception(p);
            } catch (const void_error &) {
                PyErr_Format(PyExc_RuntimeError, "payload %d", *(int *) data);
            }
        },
        &payload);
    st::register_exception_translator([](std::exception_ptr p) {
        try {
            std::rethrow_exception(p);
        } catch (const careless_error &) {
        } catch (const replaced_error &) {
            st::raise(PyExc_LookupError, "raised in a translator");
        }
    });
    m.def("throw_bool", [] { throw bool_error(); });
    m.def("throw_void", [] { throw void_error(); });
    m.def("throw_skipped", [] { throw skipped_error("not mine"); });
    m.def("throw_careless", [] { throw careless_error(); });
    m.def("throw_replaced", [] { throw replaced_error(); });
}

void bind_gil(st::module_ &m) {
    m.def("call_in_thread", [](st::callable f) {
        st::object result;
        auto where = st::interpreter_ref::current();
        st::gil_scoped_release released;
        std::thread([&] {
            st::gil_scoped_acquire attached(where);
            result = f();
        }).join();
        return st::object(std::move(result));
    });
    m.def("nested_guards", [] {
        bool states[3];
        st::gil_scoped_release released;
        states[0] = released.is_valid();
        {
            st::gil_scoped_release again; // not attached: nothing to do
            states[1] = again.is_valid();
            st::gil_scoped_acquire attached;
            st::gil_scoped_acquire twice;
            states[2] = ::attached();
        }
        st::gil_scoped_acquire attached;
        return st::make_tuple(states[0], states[1], states[2]);
    });
    m.def("wait_for_signal", [](double seconds) {
        st::gil_scoped_release released;
        auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
        while (std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            st::check_signals();
        }
    });
    // A thread that outlives Python, and reports on stderr what it was told.
    m.def("acquire_after_finalization", [] {
        static std::atomic<bool> over{false};
        static std::thread worker;
        worker = std::thread([where = st::interpreter_ref::current()] {
            while (!over)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            st::gil_scoped_acquire quiet(where, std::nothrow);
            try {
                st::gil_scoped_acquire attached(where);
            } catch (const st::interpreter_gone &e) {
                fprintf(stderr, "%d %s\n", (int) quiet.is_valid(), e.what());
            }
        });
        Py_AtExit([] {
            over = true;
            worker.join();
        });
    });
}

} // namespace

SUTURE_MODULE(test_errors_ext, m) {
    bind_standard(m);
    bind_python_error(m);
    bind_raising(m);
    bind_registered(m);
    bind_shared(m);
    bind_translators(m);
    bind_gil(m);
}
