// SPDX-License-Identifier: BSD-3-Clause
// What handles, objects and accessors have in common: attribute, item and call syntax, iteration,
// comparison and arithmetic. The templates are defined in object.h and call.h.
#pragma once

#include <cstddef>     // size_t
#include <cstdint>     // uint8_t
#include <type_traits> // is_base_of_v, remove_reference_t

#include "runtime.h"

namespace suture {

enum class rv_policy;
class handle;
class object;
class iterator;

namespace detail {

class accessor;
class args_proxy;

/// Base of everything that refers to a Python object.
struct api_tag {};

template <class T> using plain_t = std::remove_cv_t<std::remove_reference_t<T>>;
template <class T> constexpr bool is_api_v = std::is_base_of_v<api_tag, plain_t<T>>;

using binary_function = PyObject *(*) (PyObject *, PyObject *);

/// A comparison as PyObject_RichCompareBool makes it; throws python_error.
bool compare_objects(PyObject *left, PyObject *right, int operation);
/// `item in container`; throws python_error.
bool contains(PyObject *container, PyObject *item);
/// `base ** exponent`: new reference, or NULL with a Python error set.
PyObject *power(PyObject *base, PyObject *exponent);

/// `left OP other`, whose other operand is converted; they throw python_error. Defined in call.h.
template <class T> bool compared(PyObject *left, int operation, T &other);
template <class T> object computed(PyObject *left, binary_function f, T &other);

/// Syntax of Python objects. Every member throws python_error for the Python error it meets.
/// Values that are not Python objects are converted with cast().
template <class Derived> class api : public api_tag {
public:
    /// Attribute, read when it is used. `o.attr("x") = 1` writes it.
    accessor attr(const char *name) const;
    accessor attr(handle name) const;
    /// Item by str, index or any object. `o["k"] = 1` writes it.
    accessor operator[](const char *key) const;
    accessor operator[](handle key) const;
    template <class Index, std::enable_if_t<std::is_integral_v<Index>, int> = 0>
    accessor operator[](Index index) const;
    /// The documentation string.
    accessor doc() const;

    /// Calls the object: positional arguments, `"name"_a = value`, `*sequence`, `**mapping`.
    template <rv_policy policy = (rv_policy) suture_policy_automatic_reference, class... Args>
    object operator()(Args &&...args) const;
    /// Spreads a sequence over the arguments of a call; applied twice, a mapping.
    args_proxy operator*() const;

    /// Iterates as a Python `for` does.
    iterator begin() const;
    iterator end() const;

    bool is(handle other) const;
    bool is_none() const;
    bool is_type() const { return PyType_Check(derived().ptr()); }
    Py_ssize_t ref_count() const { return Py_REFCNT(derived().ptr()); }
    /// The Python type, borrowed.
    handle type() const;
    // The other operand may be any C++ value that cast() takes. The operators are in call.h.
    template <class T> bool equal(T &&v) const { return compared(derived().ptr(), Py_EQ, v); }
    template <class T> bool not_equal(T &&v) const { return compared(derived().ptr(), Py_NE, v); }
    /// `item in self`
    template <class T> bool contains(T &&item) const;
    /// `self in container`
    bool in(handle container) const;

    /// `self // v`
    template <class T> auto floor_div(T &&v) const {
        return computed(derived().ptr(), PyNumber_FloorDivide, v);
    }
    /// `self ** v`
    template <class T> auto pow(T &&v) const { return computed(derived().ptr(), power, v); }

    /// The C++ value: suture::cast<T>(*this).
    template <class T> T cast() const;

    const Derived &derived() const { return static_cast<const Derived &>(*this); }
};

/// In-place operators as Python has them: `self` is set to the result.
template <class Derived> class in_place_api {
public:
    template <class T> Derived &operator+=(T &&v) { return set(PyNumber_InPlaceAdd, v); }
    template <class T> Derived &operator-=(T &&v) { return set(PyNumber_InPlaceSubtract, v); }
    template <class T> Derived &operator*=(T &&v) { return set(PyNumber_InPlaceMultiply, v); }
    template <class T> Derived &operator/=(T &&v) { return set(PyNumber_InPlaceTrueDivide, v); }
    template <class T> Derived &operator%=(T &&v) { return set(PyNumber_InPlaceRemainder, v); }
    template <class T> Derived &operator&=(T &&v) { return set(PyNumber_InPlaceAnd, v); }
    template <class T> Derived &operator|=(T &&v) { return set(PyNumber_InPlaceOr, v); }
    template <class T> Derived &operator^=(T &&v) { return set(PyNumber_InPlaceXor, v); }
    template <class T> Derived &operator<<=(T &&v) { return set(PyNumber_InPlaceLshift, v); }
    template <class T> Derived &operator>>=(T &&v) { return set(PyNumber_InPlaceRshift, v); }

private:
    template <class T> Derived &set(binary_function f, T &value);
};

/// An attribute or item that is fetched when it is first used and written on assignment. It keeps
/// what it belongs to alive, but not the characters of a text key.
class accessor : public api<accessor>, public in_place_api<accessor> {
public:
    enum kind_t : uint8_t { attr_text, attr_object, item_text, item_object, item_index };

    accessor(PyObject *base, kind_t kind, const char *key);
    accessor(PyObject *base, kind_t kind, PyObject *key);
    accessor(PyObject *base, Py_ssize_t index);
    accessor(const accessor &other);
    ~accessor();

    /// The value, borrowed from the accessor; throws python_error if there is none.
    PyObject *ptr() const;
    /// The same, but NULL with a Python error set.
    PyObject *ptr_or_null() const noexcept;
    operator handle() const;
    operator object() const;

    /// Writes `value`.
    template <class T> accessor &operator=(T &&value);
    accessor &operator=(const accessor &other);
    void assign(PyObject *value) const;
    /// Deletes the attribute or item.
    void del() const;

    /// Calls the attribute as a method of its object, with the arguments of detail::call.
    PyObject *call(PyObject **stack, size_t npositional, const char *const *names, size_t nkeywords,
                   uint64_t owned) const;

private:
    PyObject *m_base;
    mutable PyObject *m_cache = nullptr;
    union {
        const char *text;
        PyObject *object;
        Py_ssize_t index;
    } m_key;
    kind_t m_kind;
};

} // namespace detail
} // namespace suture
