# SPDX-License-Identifier: BSD-3-Clause
# cython: language_level=3
# distutils: language=c++
"""The 29 kinds of call in Cython: typed arguments, one extension type, a real enum."""

from libc.stdint cimport int32_t, int64_t, uint16_t, uint32_t, uint64_t
from libcpp.string cimport string
from libcpp.vector cimport vector

import enum


def zero():
    return 7


def one(int a, /):
    return a


def two(int a, int b, /):
    return a + b


def six(uint16_t a, int32_t b, uint32_t c, int64_t d, uint64_t e, float f, /):
    return <double>(a + b + c) + <double>d + <double>e + f


def real(double a, /):
    return a * 2


def length(str text not None, /):
    cdef string native = text.encode()
    return <int>native.size()


def shout(str text not None, /):
    cdef string native = text.encode()
    native.push_back(b"!")
    return native.decode()


def keywords(int a, int b):
    return a - b


def defaults(int a, int b=2, int c=3):
    return a + b + c


def overload(value, /):
    if isinstance(value, int):
        return <int>value
    if isinstance(value, float):
        return <int>(<double>value * 2)
    return length(value)


cdef class Counter:
    cdef public int value

    def __init__(self, int value):
        self.value = value

    def get(self):
        return self.value

    def add(self, int other, /):
        return self.value + other

    @staticmethod
    def twice(int a, /):
        return 2 * a

    @property
    def size(self):
        return self.value

    @size.setter
    def size(self, int value):
        self.value = value

    def __add__(Counter self, Counter other):
        return make_counter(self.value + other.value)


cdef Counter make_counter(int value):
    cdef Counter result = Counter.__new__(Counter)
    result.value = value
    return result


cdef Counter shared_counter = make_counter(5)


def make(int value, /):
    return make_counter(value)


def shared():
    return shared_counter


def read(Counter c not None, /):
    return c.value


def is_null(Counter c, /):
    return c is None


def sum(vector[int] values, /):
    cdef int total = 0
    cdef int value
    for value in values:
        total += value
    return total


def numbers():
    cdef vector[int] values
    cdef int i
    for i in range(10):
        values.push_back(i)
    return values


def call(function, /):
    return <int>function(3)


class Color(enum.Enum):
    red = 1
    green = 2
    blue = 4


def ordinal(c, /):
    if not isinstance(c, Color):
        raise TypeError("a Color is required")
    return <int>c.value
