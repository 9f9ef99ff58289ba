// SPDX-License-Identifier: BSD-3-Clause
// Element types by their names in Python, and the formats of PEP 3118.
#include "dtype.h"

#include <cstdio> // snprintf

SUTURE_RUNTIME_BEGIN

using dlpack::dtype_code;

static const char *code_name(dtype_code code) {
    switch (code) {
        case dtype_code::Int: return "int";
        case dtype_code::UInt: return "uint";
        case dtype_code::Float: return "float";
        case dtype_code::Bfloat: return "bfloat";
        case dtype_code::Complex: return "complex";
        case dtype_code::Float8_e3m4: return "float8_e3m4";
        case dtype_code::Float8_e4m3: return "float8_e4m3";
        case dtype_code::Float8_e4m3b11fnuz: return "float8_e4m3b11fnuz";
        case dtype_code::Float8_e4m3fn: return "float8_e4m3fn";
        case dtype_code::Float8_e4m3fnuz: return "float8_e4m3fnuz";
        case dtype_code::Float8_e5m2: return "float8_e5m2";
        case dtype_code::Float8_e5m2fnuz: return "float8_e5m2fnuz";
        case dtype_code::Float8_e8m0fnu: return "float8_e8m0fnu";
        case dtype_code::Float6_e2m3fn: return "float6_e2m3fn";
        case dtype_code::Float6_e3m2fn: return "float6_e3m2fn";
        case dtype_code::Float4_e2m1fn: return "float4_e2m1fn";
        default: return nullptr;
    }
}

PyObject *dtype_text(dlpack::dtype t) {
    auto code = (dtype_code) t.code;
    if (code == dtype_code::Handle)
        return PyUnicode_FromFormat("void%u", (unsigned) item_size(t));
    const char *name = code == dtype_code::Bool ? "bool" : code_name(code);
    char text[48];
    if (!name)
        snprintf(text, sizeof text, "type code %u of %u bits", t.code, t.bits);
    else if (code == dtype_code::Bool || t.code >= (uint8_t) dtype_code::Float8_e3m4)
        snprintf(text, sizeof text, "%s", name);
    else
        snprintf(text, sizeof text, "%s%u", name, t.bits);
    return t.lanes == 1 ? PyUnicode_FromString(text)
                        : PyUnicode_FromFormat("%sx%u", text, (unsigned) t.lanes);
}

PyObject *sizes_text(const int64_t *sizes, int32_t n) {
    reference tuple(PyTuple_New(n));
    for (int32_t i = 0; tuple && i < n; ++i) {
        PyObject *item = PyLong_FromLongLong(sizes[i]);
        if (!item)
            return nullptr;
        PyTuple_SET_ITEM(tuple.object, i, item);
    }
    return tuple ? PyObject_Repr(tuple) : nullptr;
}

const char *device_text(int32_t type) {
    switch (type) {
        case 1: return "cpu";
        case 2: return "cuda";
        case 3: return "cuda_host";
        case 4: return "opencl";
        case 7: return "vulkan";
        case 8: return "metal";
        case 10: return "rocm";
        case 11: return "rocm_host";
        case 13: return "cuda_managed";
        case 14: return "oneapi";
        default: return "unknown";
    }
}

bool device_is_host(int32_t type) { return type == 1 || type == 3 || type == 11 || type == 13; }

// --- formats -------------------------------------------------------------------------------------
// [order] ([count] code | '(' sizes ')' code | 'T{' members '}') [':' name ':'] ...
// order: '@' native sizes and alignment (the default), '=' '<' '>' '!' standard sizes, '^' native
// sizes without alignment. 'x' is a byte of padding, 'Z' before a float code makes it complex.

struct format_reader {
    const char *at;
    char order = '@';
    const suture_ndarray_field *fields; ///< to be met, or NULL
    size_t nfields, met = 0;
    bool ok = true;
};

static constexpr bool little_endian = PY_LITTLE_ENDIAN != 0;

static bool order_is_native(char order) {
    return order == '@' || order == '=' || order == '^' || order == (little_endian ? '<' : '>') ||
           (order == '!' && !little_endian);
}

/// One number; `at` moves behind its code. `code` 0 where it is none.
static dlpack::dtype read_number(const char *&at, char order) {
    const bool standard = order != '@' && order != '^';
    auto make = [](dtype_code code, size_t bytes) {
        return dlpack::dtype{(uint8_t) code, (uint8_t) (bytes * 8), 1};
    };
    switch (*at++) {
        case '?': return make(dtype_code::Bool, 1);
        case 'b': return make(dtype_code::Int, 1);
        case 'c':
        case 'B': return make(dtype_code::UInt, 1);
        case 'h': return make(dtype_code::Int, 2);
        case 'H': return make(dtype_code::UInt, 2);
        case 'i': return make(dtype_code::Int, 4);
        case 'I': return make(dtype_code::UInt, 4);
        case 'l': return make(dtype_code::Int, standard ? 4 : sizeof(long));
        case 'L': return make(dtype_code::UInt, standard ? 4 : sizeof(long));
        case 'q': return make(dtype_code::Int, 8);
        case 'Q': return make(dtype_code::UInt, 8);
        case 'n': return make(dtype_code::Int, sizeof(Py_ssize_t));
        case 'N': return make(dtype_code::UInt, sizeof(size_t));
        case 'e': return make(dtype_code::Float, 2);
        case 'f': return make(dtype_code::Float, 4);
        case 'd': return make(dtype_code::Float, 8);
        case 'g': return make(dtype_code::Float, sizeof(long double));
        case 'F': return make(dtype_code::Complex, 8); // what ctypes says for complex numbers
        case 'D': return make(dtype_code::Complex, 16);
        case 'Z':
            switch (*at++) {
                case 'f': return make(dtype_code::Complex, 8);
                case 'd': return make(dtype_code::Complex, 16);
                default: break;
            }
            break;
        default: break;
    }
    return {};
}

bool dtype_of_format(const char *format, size_t itemsize, dlpack::dtype *type) {
    if (!format)
        format = "B";
    char order = '@';
    const char *at = format;
    if (*at && strchr("@=<>!^", *at))
        order = *at++;
    if (at[0] == 'T' && at[1] == '{') {
        *type = {(uint8_t) dtype_code::Handle, 8, (uint16_t) itemsize};
        return itemsize < 65536;
    }
    *type = read_number(at, order);
    if (!type->bits || *at || item_size(*type) != itemsize)
        return false;
    return order_is_native(order) || itemsize == 1;
}

static size_t read_struct(format_reader &r, size_t base, bool outer, size_t *alignment);

/// Size of what is at the reader, which stands at `offset`; compares it with the next field.
static size_t read_member(format_reader &r, size_t offset, bool outer, size_t *alignment) {
    size_t count = 0, lanes = 1;
    bool counted = false;
    if (*r.at == '(') {
        for (++r.at; *r.at && *r.at != ')'; ++r.at) {
            if (*r.at == ',') {
                lanes *= count;
                count = 0;
            } else if (*r.at >= '0' && *r.at <= '9') {
                count = count * 10 + (size_t) (*r.at - '0');
            }
        }
        lanes *= count;
        count = 0;
        if (*r.at)
            ++r.at;
        if (*r.at && strchr("@=<>!^", *r.at))
            r.order = *r.at++;
    }
    for (; *r.at >= '0' && *r.at <= '9'; ++r.at, counted = true)
        count = count * 10 + (size_t) (*r.at - '0');
    if (!counted)
        count = 1;
    if (*r.at == 'x') {
        ++r.at;
        return offset + count;
    }
    dlpack::dtype type;
    size_t size, align = 1;
    if (r.at[0] == 'T' && r.at[1] == '{') {
        r.at += 2;
        size = read_struct(r, 0, false, &align);
        type = {(uint8_t) dtype_code::Handle, 8, (uint16_t) size};
    } else if (*r.at == 's') {
        ++r.at; // text: opaque
        size = 1;
        type = {(uint8_t) dtype_code::Handle, 8, 1};
    } else {
        type = read_number(r.at, r.order);
        size = item_size(type);
        align = type.code == (uint8_t) dtype_code::Complex ? size / 2 : size;
        if (!type.bits || !order_is_native(r.order)) {
            r.ok = false;
            return offset;
        }
    }
    if (r.order == '@') {
        offset = align_up(offset, align ? align : 1);
        if (align > *alignment)
            *alignment = align;
    }
    const char *name = "";
    size_t length = 0;
    if (*r.at == ':') {
        name = ++r.at;
        while (*r.at && *r.at != ':')
            ++r.at;
        length = (size_t) (r.at - name);
        if (*r.at)
            ++r.at;
    }
    if (outer && r.fields) {
        type.lanes = (uint16_t) (type.lanes * lanes * count);
        if (r.met >= r.nfields) {
            r.ok = false;
        } else {
            const suture_ndarray_field &f = r.fields[r.met++];
            r.ok = r.ok && f.offset == offset && f.dtype == type && strlen(f.name) == length &&
                   !strncmp(f.name, name, length);
        }
    }
    return offset + size * lanes * count;
}

/// Size of the members up to the closing brace.
static size_t read_struct(format_reader &r, size_t base, bool outer, size_t *alignment) {
    size_t offset = base;
    while (r.ok && *r.at && *r.at != '}') {
        if (strchr("@=<>!^", *r.at))
            r.order = *r.at++;
        else if (*r.at == ' ')
            ++r.at;
        else
            offset = read_member(r, offset, outer, alignment);
    }
    if (*r.at == '}')
        ++r.at;
    return offset;
}

bool format_has_fields(const char *format, const suture_ndarray_field *fields, size_t n) {
    format_reader r{format, '@', fields, n};
    if (*r.at && strchr("@=<>!^", *r.at))
        r.order = *r.at++;
    if (r.at[0] != 'T' || r.at[1] != '{')
        return false;
    r.at += 2;
    size_t alignment = 1;
    read_struct(r, 0, true, &alignment);
    return r.ok && r.met == n;
}

static const char *number_format(dlpack::dtype t) {
    if (t.lanes != 1)
        return nullptr;
    switch ((dtype_code) t.code) {
        case dtype_code::Bool: return t.bits == 8 ? "?" : nullptr;
        case dtype_code::Int:
            return t.bits == 8    ? "b"
                   : t.bits == 16 ? "h"
                   : t.bits == 32 ? "i"
                   : t.bits == 64 ? "q"
                                  : nullptr;
        case dtype_code::UInt:
            return t.bits == 8    ? "B"
                   : t.bits == 16 ? "H"
                   : t.bits == 32 ? "I"
                   : t.bits == 64 ? "Q"
                                  : nullptr;
        case dtype_code::Float:
            return t.bits == 16                              ? "e"
                   : t.bits == 32                            ? "f"
                   : t.bits == 64                            ? "d"
                   : t.bits == (int) sizeof(long double) * 8 ? "g"
                                                             : nullptr;
        case dtype_code::Complex: return t.bits == 64 ? "Zf" : t.bits == 128 ? "Zd" : nullptr;
        default: return nullptr;
    }
}

const char *format_of_dtype(const array_object *array, char **storage) {
    *storage = nullptr;
    const dlpack::dtype t = array->tensor.dtype;
    if (t.code != (uint8_t) dtype_code::Handle)
        return number_format(t);
    size_t capacity = 32;
    for (size_t i = 0; i < array->nfields; ++i)
        capacity += strlen(array->fields[i].name) + 64;
    char *text = *storage = (char *) PyMem_RawMalloc(capacity);
    if (!text)
        return nullptr;
    if (!array->nfields) {
        snprintf(text, capacity, "%zus", item_size(t));
        return text;
    }
    size_t offset = 0;
    char *at = text + snprintf(text, capacity, "T{=");
    auto left = [&] { return capacity - (size_t) (at - text); };
    for (size_t i = 0; i < array->nfields; ++i) {
        const suture_ndarray_field &f = array->fields[i];
        dlpack::dtype one = f.dtype;
        const bool opaque = one.code == (uint8_t) dtype_code::Handle;
        one.lanes = 1;
        const char *code = opaque ? "s" : number_format(one);
        if (!code || f.offset < offset)
            return nullptr;
        if (f.offset > offset)
            at += snprintf(at, left(), "%zux", (size_t) f.offset - offset);
        if (opaque)
            at += snprintf(at, left(), "%zus:%s:", item_size(f.dtype), f.name);
        else if (f.dtype.lanes > 1)
            at += snprintf(at, left(), "(%u)%s:%s:", f.dtype.lanes, code, f.name);
        else
            at += snprintf(at, left(), "%s:%s:", code, f.name);
        offset = f.offset + item_size(f.dtype);
    }
    if (item_size(t) > offset)
        at += snprintf(at, left(), "%zux", item_size(t) - offset);
    snprintf(at, left(), "}");
    return text;
}

SUTURE_RUNTIME_END
