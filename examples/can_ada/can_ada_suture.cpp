// SPDX-License-Identifier: BSD-3-Clause
// Suture's binding of the URL parser ada, with the Python interface of the package can_ada 3.0.0
// (its tests and stubs). Written from those, beside the published binding, to be measured with it.

#include <suture/cast/optional.h>
#include <suture/cast/pair.h>
#include <suture/cast/string.h>
#include <suture/cast/string_view.h>
#include <suture/cast/vector.h>
#include <suture/suture.h>

#include "ada.h"

namespace st = suture;
using namespace st::literals;
using std::optional;
using std::string;
using std::string_view;

using url = ada::url_aggregator;
using params = ada::url_search_params;

static url parse(string_view text, const url *base = nullptr) {
    auto result = ada::parse<url>(text, base);
    if (!result)
        throw st::value_error("URL could not be parsed.");
    return std::move(*result);
}

/// A setter that leaves the URL as it is where the new part does not fit, as the standard asks.
template <bool (url::*Set)(string_view)> static void set(url &self, string_view part) {
    (self.*Set)(part);
}

/// tp_iternext: NULL without an error is the end, which spares a C++ exception for each loop.
template <class Iterator> static PyObject *next(PyObject *self) {
    try {
        auto item = st::cast<Iterator &>(self).next();
        return item ? st::cast(*item).release().ptr() : nullptr;
    } catch (const st::python_error &error) {
        error.restore();
        return nullptr;
    }
}

/// The iterators of ada refer to the parameters: each keeps them alive (keep_alive where made).
template <class Iterator> static void bind_iterator(st::handle scope, const char *name) {
    static const PyType_Slot slots[] = {{Py_tp_iter, (void *) PyObject_SelfIter},
                                        {Py_tp_iternext, (void *) next<Iterator>},
                                        {0, nullptr}};
    st::class_<Iterator>(scope, name, st::type_slots(slots));
}

static void bind_url(st::module_ &m) {
    st::class_<url>(m, "URL")
        .def_prop_rw("href", &url::get_href, set<&url::set_href>)
        .def_prop_rw("protocol", &url::get_protocol, set<&url::set_protocol>)
        .def_prop_rw("username", &url::get_username, set<&url::set_username>)
        .def_prop_rw("password", &url::get_password, set<&url::set_password>)
        .def_prop_rw("host", &url::get_host, set<&url::set_host>)
        .def_prop_rw("hostname", &url::get_hostname, set<&url::set_hostname>)
        .def_prop_rw("port", &url::get_port, set<&url::set_port>)
        .def_prop_rw("pathname", &url::get_pathname, set<&url::set_pathname>)
        .def_prop_rw("search", &url::get_search, &url::set_search)
        .def_prop_rw("hash", &url::get_hash, &url::set_hash)
        .def_prop_ro("origin", &url::get_origin)
        .def_prop_ro("pathname_length", &url::get_pathname_length)
        .def("has_credentials", &url::has_credentials)
        .def("has_empty_hostname", &url::has_empty_hostname)
        .def("has_hash", &url::has_hash)
        .def("has_hostname", &url::has_hostname)
        .def("has_non_empty_password", &url::has_non_empty_password)
        .def("has_non_empty_username", &url::has_non_empty_username)
        .def("has_password", &url::has_password)
        .def("has_port", &url::has_port)
        .def("has_search", &url::has_search)
        .def("has_valid_domain", &url::has_valid_domain)
        .def("to_diagram", &url::to_diagram)
        .def("validate", &url::validate)
        .def("__str__", &url::get_href)
        .def("__add__", [](const url &self, string_view text) { return parse(text, &self); });
}

static void bind_params(st::module_ &m) {
    auto c = st::class_<params>(m, "URLSearchParams");
    bind_iterator<ada::url_search_params_keys_iter>(m, "URLSearchParamsKeysIter");
    bind_iterator<ada::url_search_params_values_iter>(m, "URLSearchParamsValuesIter");
    bind_iterator<ada::url_search_params_entries_iter>(c, "Iterator");
    using text = string_view;
    c.def(st::init<>())
        .def(st::init<text>())
        .def("append", &params::append)
        .def("copy", [](const params &self) { return self; })
        .def("get", &params::get)
        .def("get_all", &params::get_all)
        .def(
            "has",
            [](params &self, text key, optional<text> value) {
                return value ? self.has(key, *value) : self.has(key);
            },
            "key"_a, "value"_a = st::none())
        .def(
            "remove",
            [](params &self, text key, optional<text> value) {
                value ? self.remove(key, *value) : self.remove(key);
            },
            "key"_a, "value"_a = st::none())
        .def("keys", &params::get_keys, st::keep_alive<0, 1>())
        .def("values", &params::get_values, st::keep_alive<0, 1>())
        .def("size", &params::size)
        .def("sort", &params::sort)
        .def("__iter__", &params::get_entries, st::keep_alive<0, 1>())
        .def("__len__", &params::size)
        .def("__str__", &params::to_string)
        .def("__contains__", [](params &self, text key) { return self.has(key); })
        .def("__delitem__", [](params &self, text key) { self.remove(key); })
        .def("__setitem__", &params::set)
        .def("__getitem__", [](params &self, text key) {
            auto value = self.get(key);
            if (!value)
                throw st::key_error("Key not found.");
            return *value;
        });
}

SUTURE_MODULE(can_ada, m) {
    m.attr("__version__") = "3.0.0";
    bind_url(m);
    bind_params(m);
    m.def("parse", [](string_view text) { return parse(text); });
    m.def("can_parse", [](string_view text) { return ada::can_parse(text); }, "input"_a);
    m.def(
        "can_parse", [](string_view text, string_view base) { return ada::can_parse(text, &base); },
        "input"_a, "base_input"_a);
    m.def("idna_encode", [](string_view text) { return st::bytes(ada::idna::to_ascii(text)); });
    m.def("idna_decode", [](st::bytes text) { return ada::idna::to_unicode(string_view(text)); });
}
