// SPDX-License-Identifier: BSD-3-Clause
// N-dimensional arrays, exchanged without copies by DLPack and the buffer protocol: with NumPy,
// PyTorch, JAX, CuPy, TensorFlow, MLX, memoryview and whatever else has one of the two.
//
//     m.def("scale", [](ndarray<float, shape<-1, 3>, c_contig, device::cpu> a, float by) {
//         auto v = a.view();
//         for (size_t i = 0; i < v.shape(0); ++i)
//             for (size_t k = 0; k < 3; ++k)
//                 v(i, k) *= by;
//     });
#pragma once

#include <initializer_list> // shapes

#include "detail/element.h"
#include "detail/ndarray_view.h"
#include "object.h"

namespace suture {

template <class... Args> class ndarray;

namespace detail {

// Through the service; see src/glue/ndarray.cpp. Those that may throw throw python_error.
SUTURE_GLUE bool ndarray_load(const suture_ndarray_config *config, PyObject *source, uint32_t flags,
                              suture_ndarray **result) noexcept;
SUTURE_GLUE suture_ndarray *ndarray_create(suture_ndarray_spec &spec,
                                           const suture_ndarray_config *config, const void *data,
                                           const size_t *shape, PyObject *owner);
SUTURE_GLUE PyObject *ndarray_store(suture_ndarray *array, int framework, int policy,
                                    cleanup_list *cleanup) noexcept;
SUTURE_GLUE PyObject *ndarray_object(const suture_ndarray *array, bool sole) noexcept;
SUTURE_GLUE bool ndarray_check(PyObject *source) noexcept;

/// How an array's arguments read in a signature.
template <class... Args> constexpr auto ndarray_text() {
    return ndarray_name<ndarray_arguments<Args...>>();
}

} // namespace detail

/// Whether an object is an array: it has `__dlpack__` or the buffer protocol.
inline bool ndarray_check(handle h) noexcept { return detail::ndarray_check(h.ptr()); }

/// The Python object of an ndarray; its type text is the ndarray's.
template <class Array> class ndarray_object : public object {
public:
    static constexpr int code = 0;
    static constexpr auto Name = Array::Name;
    using object::object;
    static bool check_(handle h) { return ndarray_check(h); }
};

/// A counted reference to an array. `Args`, in any order, say what is accepted and what a result
/// becomes: an element type (const: read only), ro, shape<...> or ndim<N>, c_contig, f_contig or
/// any_contig, a device, a framework. Copies refer to the same elements. Any thread may copy and
/// destroy it, attached or not; constructors and cast() need the interpreter.
template <class... Args> class ndarray {
    using Arguments = detail::ndarray_arguments<Args...>;
    using Shape = detail::shape_facts<typename Arguments::shape>;
    template <class...> friend class ndarray;
    friend struct detail::type_caster<ndarray<Args...>>;

public:
    using Scalar = typename Arguments::scalar;
    static constexpr bool ReadOnly = Arguments::read_only;
    static constexpr char Order = Arguments::order;
    static constexpr int DeviceType = Arguments::device_tag::value;
    static constexpr auto Name = detail::ndarray_text<Args...>();
    using VoidPtr = std::conditional_t<ReadOnly, const void *, void *>;
    /// What data() points to.
    using Element = std::conditional_t<ReadOnly, std::add_const_t<Scalar>, Scalar>;

    /// No array: is_valid() is false.
    ndarray() = default;
    /// The same array with other arguments; nothing is checked.
    template <class... Others>
    explicit ndarray(const ndarray<Others...> &other) : m_array(other.m_array) {
        retain();
    }
    ndarray(const ndarray &other) noexcept : m_array(other.m_array) { retain(); }
    ndarray(ndarray &&other) noexcept : m_array(other.m_array) { other.m_array = nullptr; }
    ndarray &operator=(ndarray other) noexcept {
        suture_ndarray *mine = m_array;
        m_array = other.m_array;
        other.m_array = mine;
        return *this;
    }
    ~ndarray() {
        if (m_array)
            m_array->service->release(m_array);
    }

    /// Memory as an array. Without `sizes` the shape is that of the arguments; without `strides`
    /// (of elements, not bytes) it lies in `order`. `owner` is kept alive as long as the array.
    ndarray(VoidPtr data, std::initializer_list<size_t> sizes = {}, handle owner = {},
            std::initializer_list<int64_t> strides = {},
            dlpack::dtype type = suture::dtype<Scalar>(), int32_t device_type = DeviceType,
            int32_t device_id = 0, char order = Order, uint64_t byte_offset = 0) {
        const bool fixed = sizes.size() == 0 && Shape::fixed && Shape::ndim > 0;
        suture_ndarray_spec spec{};
        spec.ndim = fixed ? (size_t) Shape::ndim : sizes.size();
        spec.shape = Shape::sizes; // where `fixed`; else ndarray_create has `sizes`
        spec.strides = strides.size() ? strides.begin() : nullptr;
        check_ndim(strides.size() == 0 || strides.size() == spec.ndim);
        create(spec, data, fixed ? nullptr : sizes.begin(), owner, type, device_type, device_id,
               order, byte_offset);
    }
    /// The same with shape and strides from memory.
    ndarray(VoidPtr data, size_t ndim, const size_t *sizes, handle owner = {},
            const int64_t *strides = nullptr, dlpack::dtype type = suture::dtype<Scalar>(),
            int32_t device_type = DeviceType, int32_t device_id = 0, char order = Order,
            uint64_t byte_offset = 0) {
        suture_ndarray_spec spec{};
        spec.ndim = ndim;
        spec.strides = strides;
        create(spec, data, sizes, owner, type, device_type, device_id, order, byte_offset);
    }

    bool is_valid() const { return m_array != nullptr; }
    dlpack::dtype dtype() const { return m_array->tensor.dtype; }
    size_t ndim() const { return (size_t) m_array->tensor.ndim; }
    size_t shape(size_t i) const { return (size_t) m_array->tensor.shape[i]; }
    /// In elements.
    int64_t stride(size_t i) const { return m_array->tensor.strides[i]; }
    const int64_t *shape_ptr() const { return m_array->tensor.shape; }
    const int64_t *stride_ptr() const { return m_array->tensor.strides; }
    int device_type() const { return m_array->tensor.device.type; }
    int device_id() const { return m_array->tensor.device.id; }
    uint64_t byte_offset() const { return m_array->tensor.byte_offset; }
    /// Number of elements; 0 where there is no array.
    size_t size() const {
        size_t n = is_valid();
        for (size_t i = 0; n && i < ndim(); ++i)
            n *= shape(i);
        return n;
    }
    /// Bytes of an element, rounded up.
    size_t itemsize() const { return is_valid() ? (bits() + 7) / 8 : 0; }
    size_t nbytes() const { return is_valid() ? (bits() * size() + 7) / 8 : 0; }
    /// The first element.
    Element *data() const {
        return (Element *) ((char *) m_array->tensor.data + m_array->tensor.byte_offset);
    }
    /// DLPack's pointer, which byte_offset() is relative to: not memory on every device.
    VoidPtr data_handle() const { return m_array->tensor.data; }

    /// An element by one index per dimension, unchecked. In loops, view() is faster.
    template <class... I> SUTURE_INLINE auto &operator()(I... index) const {
        static_assert(!std::is_void_v<Scalar> && Shape::ndim == (int32_t) sizeof...(I),
                      "suture::ndarray: element access needs an element type and one index for "
                      "each dimension of shape<> or ndim<>; or use view<T, ndim<N>>()");
        int64_t offset = 0;
        size_t axis = 0;
        ((offset += (int64_t) index * m_array->tensor.strides[axis++]), ...);
        (void) axis;
        return data()[offset];
    }
    /// Fast access on the CPU. `Extra` arguments are believed, not checked.
    template <class... Extra> auto view() const {
        using All = detail::ndarray_arguments<Extra..., Args...>;
        static_assert(!std::is_void_v<typename All::scalar> &&
                          !std::is_same_v<typename All::shape, detail::unshaped>,
                      "suture::ndarray::view(): the element type and the number of dimensions have "
                      "to be known: view<T, ndim<N>>()");
        using T = typename All::scalar;
        return ndarray_view<std::conditional_t<All::read_only, const T, T>, typename All::shape,
                            All::order>(m_array->tensor);
    }
    /// The Python object, now.
    auto cast(rv_policy policy = rv_policy::automatic, handle parent = {}) const {
        detail::manual_context context;
        context.self = parent.ptr();
        PyObject *made =
            detail::ndarray_store(m_array, Arguments::framework::framework, (int) policy, &context);
        if (!made)
            detail::raise_python_error();
        return steal<ndarray_object<ndarray>>(made);
    }

    /// The object that the array came from or that owns it, borrowed; NULL if there is none.
    PyObject *python_object(bool sole = false) const {
        return m_array ? detail::ndarray_object(m_array, sole) : nullptr;
    }

private:
    void retain() const noexcept {
        if (m_array)
            m_array->service->retain(m_array);
    }
    size_t bits() const {
        return (size_t) m_array->tensor.dtype.bits * m_array->tensor.dtype.lanes;
    }
    static void check_ndim(bool ok) {
        if (!ok) {
            PyErr_SetString(PyExc_ValueError,
                            "suture::ndarray: as many strides as dimensions are needed");
            detail::raise_python_error();
        }
    }
    void create(suture_ndarray_spec &spec, const void *data, const size_t *sizes, handle owner,
                dlpack::dtype type, int32_t device_type, int32_t device_id, char order,
                uint64_t byte_offset) {
        spec.dtype = type;
        spec.device_type = device_type;
        spec.device_id = device_id;
        spec.order = (uint8_t) order;
        spec.byte_offset = byte_offset;
        m_array = detail::ndarray_create(spec, &detail::ndarray_config<Arguments>, data, sizes,
                                         owner.ptr());
    }
    suture_ndarray *m_array = nullptr;
};

/// The Python object of an array; null if there is none.
template <class... Args> object find(const ndarray<Args...> &array) {
    return borrow(array.python_object());
}

namespace detail {

template <class... Args> PyObject *gc_reference(const ndarray<Args...> &array, gc_tag) noexcept {
    return array.python_object(true);
}

template <class... Args> struct type_caster<ndarray<Args...>> : value_caster<ndarray<Args...>> {
    using Value = ndarray<Args...>;
    using Arguments = ndarray_arguments<Args...>;
    static constexpr auto Name = Value::Name;

    bool from_python(handle src, uint32_t flags, cleanup_list *) noexcept {
        if (src.ptr() == Py_None) {
            this->value = Value();
            return (flags & suture_load_accepts_none) && !(flags & suture_load_no_none);
        }
        suture_ndarray *loaded = nullptr;
        if (!ndarray_load(&ndarray_config<Arguments>, src.ptr(), flags, &loaded))
            return false;
        if (suture_ndarray *old = this->value.m_array) // a caster that is used again
            old->service->release(old);
        this->value.m_array = loaded;
        return true;
    }
    static handle from_cpp(const Value &src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return ndarray_store(src.m_array, Arguments::framework::framework, (int) policy, cleanup);
    }
    static handle from_cpp(const Value *src, rv_policy policy, cleanup_list *cleanup) noexcept {
        return src ? from_cpp(*src, policy, cleanup) : handle(Py_None).inc_ref();
    }
};

} // namespace detail
} // namespace suture

#if !defined(SUTURE_LINKED) && !defined(SUTURE_RUNTIME_SOURCE)
#    include "detail/ndarray_include_only.h"
#endif
