// SPDX-License-Identifier: BSD-3-Clause
// N-dimensional arrays: constraints, access, results, ownership.
#include <complex> // element type
#include <cstring> // memcpy
#include <thread>  // a thread that is not attached
#include <utility> // move

#include <suture/ndarray.h>
#include <suture/suture.h>

namespace st = suture;
using namespace st::literals;

namespace {

struct particle {
    double x;
    int32_t n;
    float direction[3];
};
struct blob {
    char bytes[24];
};
struct half {
    uint16_t bits;
};

int destroyed = 0;
float global_floats[] = {1, 2, 3, 4, 5, 6, 7, 8};
st::ndarray<float> kept;

/// Eight numbers on the heap and a capsule that ends them.
template <class T> std::pair<T *, st::capsule> eight() {
    T *data = new T[8]{1, 2, 3, 4, 5, 6, 7, 8};
    return {data, st::capsule(data, [](void *p) {
                ++destroyed;
                delete[] (T *) p;
            })};
}
template <class Array> Array two_by_four() {
    auto made = eight<std::remove_const_t<typename Array::Scalar>>();
    return Array(made.first, {2, 4}, made.second);
}

struct holder {
    float data[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    ~holder() { ++destroyed; }
    st::ndarray<st::numpy, float> view() { return {data, {10}}; }
    st::ndarray<st::numpy, float> view_of(st::handle owner) { return {data, {10}, owner}; }
};

/// A library's C exchange table: its tensors have an array of ours in the attribute `wrapped`.
int exchange_from_object(void *object, st::dlpack::managed_tensor_versioned **out) {
    const char *name = "dltensor_versioned";
    st::handle source((PyObject *) object);
    try {
        st::object made =
            source.attr("wrapped").attr("__dlpack__")("max_version"_a = st::make_tuple(1, 0));
        *out = (st::dlpack::managed_tensor_versioned *) PyCapsule_GetPointer(made.ptr(), name);
        return PyCapsule_SetName(made.ptr(), "used_dltensor_versioned");
    } catch (st::python_error &e) {
        e.restore();
        return -1;
    }
}
st::dlpack::exchange_api old_exchange = {{{1, 3}, nullptr}, nullptr, exchange_from_object,
                                         nullptr,           nullptr, nullptr};
/// A later major version of it, which refers to the one that is known.
st::dlpack::exchange_api new_exchange = {
    {{2, 0}, &old_exchange.header}, nullptr, nullptr, nullptr, nullptr, nullptr};

struct keeper {
    st::ndarray<float> value;
};

} // namespace

namespace suture::detail {
template <> struct dtype_traits<particle> {
    static constexpr dlpack::dtype value = record_dtype<particle>();
    static constexpr auto name = const_name("particle");
    static constexpr suture_ndarray_field fields[] = {
        {"x", offsetof(particle, x), dtype<double>()},
        {"n", offsetof(particle, n), dtype<int32_t>()},
        {"direction", offsetof(particle, direction), {(uint8_t) dlpack::dtype_code::Float, 32, 3}}};
};
template <> struct dtype_traits<blob> {
    static constexpr dlpack::dtype value = record_dtype<blob>();
    static constexpr auto name = const_name("blob");
};
template <> struct dtype_traits<half> {
    static constexpr dlpack::dtype value{(uint8_t) dlpack::dtype_code::Float, 16, 1};
    static constexpr auto name = const_name("float16");
};
} // namespace suture::detail

namespace {

void bind_facts(st::module_ &m) {
    m.def(
        "facts",
        [](const st::ndarray<st::ro> &a) {
            st::list shape, strides;
            for (size_t i = 0; i < a.ndim(); ++i) {
                shape.append(a.shape(i));
                strides.append(a.stride(i));
            }
            return st::make_tuple(shape, strides, a.size(), a.itemsize(), a.nbytes(),
                                  a.device_type(), a.device_id());
        },
        "array"_a.noconvert());
    m.def(
        "address", [](const st::ndarray<st::ro> &a) { return (uintptr_t) a.data(); },
        "array"_a.noconvert());
    m.def(
        "dtype_of",
        [](const st::ndarray<st::ro> &a) {
            return st::make_tuple(a.dtype().code, a.dtype().bits, a.dtype().lanes);
        },
        "array"_a.noconvert());
    m.def("pointers_agree", [](const st::ndarray<st::ro> &a) {
        for (size_t i = 0; i < a.ndim(); ++i)
            if (a.shape_ptr()[i] != (int64_t) a.shape(i) || a.stride_ptr()[i] != a.stride(i))
                return false;
        return (const char *) a.data_handle() + a.byte_offset() == (const char *) a.data();
    });
    m.def("is_valid", [](const st::ndarray<> &a) { return a.is_valid(); }, "array"_a.none());
    m.def(
        "is_valid_by_default", [](const st::ndarray<> &a) { return a.is_valid(); },
        "array"_a = st::none());
    m.def(
        "sizes_of_none",
        [](const st::ndarray<> &a) { return a.size() + a.itemsize() + a.nbytes(); },
        "array"_a.none());
    m.def("is_array", [](st::handle h) { return st::ndarray_check(h); });
    m.attr("exchange_api") = st::capsule(&old_exchange, "dlpack_exchange_api");
    m.attr("later_exchange_api") = st::capsule(&new_exchange, "dlpack_exchange_api");
    m.attr("destroyed") = st::cpp_function([] { return destroyed; });
}

void bind_constraints(st::module_ &m) {
    m.def("float32", [](const st::ndarray<float> &) {}, "array"_a.noconvert());
    m.def("float32_const", [](const st::ndarray<const float> &) {}, "array"_a.noconvert());
    m.def("complex64", [](const st::ndarray<std::complex<float>> &) {}, "array"_a.noconvert());
    m.def("uint32", [](const st::ndarray<uint32_t> &) {}, "array"_a.noconvert());
    m.def("boolean", [](const st::ndarray<bool> &) {}, "array"_a.noconvert());
    m.def("float16", [](const st::ndarray<half, st::ro> &) {}, "array"_a.noconvert());
    m.def("writable", [](const st::ndarray<> &) {}, "array"_a.noconvert());
    m.def("shaped", [](const st::ndarray<float, st::shape<3, -1, 4>> &) {}, "array"_a.noconvert());
    m.def(
        "points", [](const st::ndarray<float, st::shape<-1, 3>, st::c_contig> &) {},
        "array"_a.noconvert());
    m.def(
        "c_3d", [](const st::ndarray<float, st::ndim<3>, st::c_contig> &) {},
        "array"_a.noconvert());
    m.def(
        "f_2d", [](const st::ndarray<float, st::ndim<2>, st::f_contig> &) {},
        "array"_a.noconvert());
    m.def(
        "any_2d", [](const st::ndarray<float, st::ndim<2>, st::any_contig> &) {},
        "array"_a.noconvert());
    m.def("order", [](st::ndarray<st::ro, st::c_contig>) { return 'C'; });
    m.def("order", [](st::ndarray<st::ro, st::f_contig>) { return 'F'; });
    m.def("order", [](st::ndarray<st::ro>) { return '?'; });
    m.def("on_cuda", [](st::ndarray<st::ro, st::device::cuda>) {});
    m.def("on_metal",
          [](st::ndarray<st::ro, st::c_contig, st::device::metal> a) { return a.byte_offset(); });
    m.def("particles", [](st::ndarray<particle, st::ndim<1>> a) {
        double sum = 0;
        for (size_t i = 0; i < a.shape(0); ++i)
            sum += a(i).x * a(i).n + (double) a(i).direction[2];
        return sum;
    });
    m.def("blobs", [](st::ndarray<blob, st::ndim<1>> a) { return a.shape(0); });
    m.def("first_of_two", [](st::ndarray<const double>, int) { return "double"; });
    m.def("first_of_two", [](st::ndarray<const int32_t>, int) { return "int32"; });
}

void bind_conversions(st::module_ &m) {
    m.def("convert", [](st::ndarray<float, st::c_contig, st::shape<2, 2>> a) { return a; });
    m.def(
        "no_convert", [](st::ndarray<float, st::c_contig, st::shape<2, 2>> a) { return a; },
        "array"_a.noconvert());
    m.def("convert_f", [](st::ndarray<float, st::f_contig> a) { return a; });
    m.def("convert_complex", [](st::ndarray<const std::complex<double>> a) { return a; });
    m.def("contiguous", [](st::ndarray<st::ro, st::c_contig> a) { return a; });
    m.def("to_int", [](st::ndarray<const int64_t> a) { return a; });
}

void bind_access(st::module_ &m) {
    m.def(
        "iota",
        [](st::ndarray<float, st::ndim<2>, st::device::cpu> a) {
            for (size_t i = 0; i < a.shape(0); ++i)
                for (size_t j = 0; j < a.shape(1); ++j)
                    a(i, j) = (float) (i * 10 + j);
        },
        "a"_a.noconvert());
    m.def(
        "iota_view",
        [](st::ndarray<float, st::ndim<2>, st::device::cpu> a) {
            auto v = a.view();
            for (size_t i = 0; i < v.shape(0); ++i)
                for (size_t j = 0; j < v.shape(1); ++j)
                    v(i, j) = (float) (i * 10 + j);
        },
        "a"_a.noconvert());
    m.def(
        "iota_c",
        [](st::ndarray<float, st::shape<3, 4>, st::c_contig, st::device::cpu> a) {
            auto v = a.view();
            for (size_t i = 0; i < v.shape(0); ++i)
                for (size_t j = 0; j < v.shape(1); ++j)
                    v(i, j) = (float) (i * 10 + j);
        },
        "a"_a.noconvert());
    m.def(
        "iota_f",
        [](st::ndarray<float, st::shape<3, 4>, st::f_contig, st::device::cpu> a) {
            auto v = a.view();
            for (size_t i = 0; i < v.shape(0); ++i)
                for (size_t j = 0; j < v.shape(1); ++j)
                    v(i, j) = (float) (i * 10 + j);
        },
        "a"_a.noconvert());
    m.def(
        "negate_flat",
        [](st::ndarray<float, st::shape<2, 2>, st::c_contig, st::device::cpu> a) {
            auto v = a.view<st::shape<4>>();
            for (size_t i = 0; i < v.shape(0); ++i)
                v(i) = -v(i);
        },
        "a"_a.noconvert());
    m.def(
        "double_if_float",
        [](st::ndarray<> a) {
            if (a.ndim() != 2 || a.dtype() != st::dtype<float>())
                return false;
            auto v = a.view<float, st::ndim<2>>();
            for (size_t i = 0; i < v.shape(0); ++i)
                for (size_t j = 0; j < v.shape(1); ++j)
                    v(i, j) *= 2;
            return true;
        },
        "a"_a.noconvert());
    m.def("read_only_is_const",
          [](st::ndarray<const double, st::ndim<1>> a, st::ndarray<st::ro> b) {
              static_assert(std::is_same_v<decltype(a.data()), const double *>);
              static_assert(std::is_same_v<decltype(a(0)), const double &>);
              static_assert(std::is_same_v<decltype(a.view()(0)), const double &>);
              static_assert(std::is_same_v<decltype(b.data()), const void *>);
              static_assert(
                  std::is_same_v<decltype(b.view<double, st::ndim<1>>().data()), const double *>);
              static_assert(std::is_same_v<decltype(st::ndarray<>().data()), void *>);
              return a(0) == *(const double *) b.data();
          });
}

void bind_results(st::module_ &m) {
    using shape24 = st::shape<2, 4>;
    m.def("ret_numpy", &two_by_four<st::ndarray<st::numpy, float, shape24>>);
    m.def("ret_memview", &two_by_four<st::ndarray<st::memview, double, shape24>>);
    m.def("ret_array_api", &two_by_four<st::ndarray<st::array_api, double, shape24>>);
    m.def("ret_capsule", &two_by_four<st::ndarray<float, shape24>>);
    m.def("ret_read_only", &two_by_four<st::ndarray<st::numpy, const float, shape24>>);
    m.def("ret_memview_read_only", &two_by_four<st::ndarray<st::memview, const float, shape24>>);
    m.def("ret_array_api_read_only",
          &two_by_four<st::ndarray<st::array_api, const float, shape24>>);
    m.def("ret_pytorch", &two_by_four<st::ndarray<st::pytorch, float, shape24>>);
    m.def("ret_cupy", &two_by_four<st::ndarray<st::cupy, float, shape24>>);
    m.def("ret_jax", &two_by_four<st::ndarray<st::jax, float, shape24>>);
    m.def("ret_tensorflow", &two_by_four<st::ndarray<st::tensorflow, float, shape24>>);
    m.def("ret_mlx", &two_by_four<st::ndarray<st::mlx, float, shape24>>);
    m.def("ret_memview_f", [] {
        auto made = eight<float>();
        return st::ndarray<st::memview, float, shape24, st::f_contig>(made.first, {2, 4},
                                                                      made.second, {1, 2});
    });
    m.def("ret_offset", [] {
        auto made = eight<double>();
        return st::ndarray<st::array_api, double, st::ndim<1>>(
            made.first, {3}, made.second, {}, st::dtype<double>(), st::device::cpu::value, 0, 'C',
            2 * sizeof(double));
    });
    m.def("ret_metal", [] {
        return st::ndarray<st::array_api, float, st::device::metal, st::c_contig>(
            global_floats, {2, 3}, st::none(), {}, st::dtype<float>(), st::device::metal::value, 0,
            'C', 4);
    });
    m.def("ret_numpy_on_metal", [] {
        return st::ndarray<st::numpy, float, st::device::metal>(global_floats, {8}, st::none());
    });
    m.def("ret_scalar", [] {
        auto made = eight<float>();
        return st::ndarray<st::numpy, float>(made.first, 0, nullptr, made.second);
    });
    m.def("ret_empty",
          [] { return st::ndarray<st::numpy, float, st::ndim<1>>(nullptr, {0}, st::none()); });
    m.def("ret_inferred_c",
          [] { return st::ndarray<float, shape24, st::numpy, st::c_contig>(global_floats); });
    m.def("ret_inferred_f",
          [] { return st::ndarray<float, shape24, st::numpy, st::f_contig>(global_floats); });
    m.def("ret_temporary", [] {
        float f[] = {1, 2, 3};
        return st::ndarray<float, st::numpy, st::shape<3>>(f).cast();
    });
    m.def("ret_temporary_cast", [] {
        float f[] = {1, 2, 3};
        return st::cast(st::ndarray<float, st::numpy, st::shape<3>>(f));
    });
    m.def("ret_particles", [] {
        auto *p = new particle[2]{{1.5, 2, {1, 2, 3}}, {2.5, 3, {4, 5, 6}}};
        st::capsule owner(p, [](void *q) { delete[] (particle *) q; });
        return st::ndarray<st::numpy, particle>(p, {2}, owner);
    });
    m.def("ret_particles_memview", [] {
        auto *p = new particle[2]{{1.5, 2, {1, 2, 3}}, {2.5, 3, {4, 5, 6}}};
        st::capsule owner(p, [](void *q) { delete[] (particle *) q; });
        return st::ndarray<st::memview, particle>(p, {2}, owner);
    });
    m.def("ret_half", [] {
        auto *p = new uint16_t[1]{0x3c00};
        st::capsule owner(p, [](void *q) { delete[] (uint16_t *) q; });
        return st::ndarray<st::numpy, half>(p, {1}, owner);
    });
    m.def("ret_five_dimensions", [] {
        auto made = eight<float>();
        return st::ndarray<st::numpy, float>(made.first, {2, 1, 2, 1, 2}, made.second);
    });
    m.def("wrong_strides",
          [] { return st::ndarray<st::numpy, float>(global_floats, {2, 4}, st::none(), {1}); });
    m.def("no_dtype", [] { return st::ndarray<st::numpy>(global_floats, {2}, st::none()); });
    m.def("ret_none", [] { return st::ndarray<st::numpy, float>(); });
}

template <class Framework> auto unowned() {
    return st::ndarray<Framework, float, st::shape<2, 4>>(global_floats);
}

void bind_policies(st::module_ &m) {
    m.def("reference", &unowned<st::numpy>, st::rv_policy::reference);
    m.def("automatic", &unowned<st::numpy>);
    m.def("copied", &unowned<st::numpy>, st::rv_policy::copy);
    m.def("moved", &unowned<st::numpy>, st::rv_policy::move);
    m.def("none", &unowned<st::numpy>, st::rv_policy::none);
    m.def("no_parent", &unowned<st::numpy>, st::rv_policy::reference_internal);
    m.def("unowned_memview", &unowned<st::memview>);
    m.def("unowned_array_api", &unowned<st::array_api>);
    m.def("unowned_capsule", &unowned<st::no_framework>);
    m.def("unowned_tensorflow", &unowned<st::tensorflow>);
    m.def("global_address", [] { return (uintptr_t) global_floats; });
    m.def("same", [](st::ndarray<> a) { return a; }, "a"_a.none());
    m.def("same_or_error", [](st::ndarray<> a) { return a; }, st::rv_policy::none);
    m.def("same_copied", [](st::ndarray<> a) { return a; }, st::rv_policy::copy);
    m.def("as_numpy", [](st::ndarray<st::ro> a) { return st::ndarray<st::ro, st::numpy>(a); });
    m.def("as_memview", [](st::ndarray<st::ro> a) { return st::ndarray<st::ro, st::memview>(a); });
    m.def("python_object", [](st::ndarray<> a) { return st::find(a); });

    st::class_<holder>(m, "Holder")
        .def(st::init<>())
        .def("copied", &holder::view)
        .def("internal", &holder::view, st::rv_policy::reference_internal)
        .def("referenced", &holder::view, st::rv_policy::reference)
        .def("owned", &holder::view_of)
        .def("owned_internal", &holder::view_of, st::rv_policy::reference_internal)
        .def("cast", [](st::handle self) {
            auto &h = st::cast<holder &>(self);
            return h.view().cast(st::rv_policy::reference_internal, self);
        });
    st::class_<keeper>(m, "Keeper", st::gc_members<&keeper::value>(), st::dynamic_attr())
        .def(st::init<>())
        .def_rw("value", &keeper::value);
}

void bind_lifetimes(st::module_ &m) {
    m.def("keep", [](st::ndarray<float> a) { kept = a; });
    m.def("let_go", [] { kept = {}; });
    m.def("let_go_on_a_thread", [] {
        st::gil_scoped_release released;
        std::thread([array = std::move(kept)]() mutable { array = {}; }).join();
    });
    m.def("sum_kept", [] {
        float sum = 0;
        auto v = kept.view<st::ndim<1>>();
        for (size_t i = 0; i < v.shape(0); ++i)
            sum += v(i);
        return sum;
    });
    m.def(
        "without_the_gil",
        [](st::ndarray<float, st::ndim<1>> a) {
            auto copy = a; // counted without the interpreter
            return copy.shape(0);
        },
        st::call_guard<st::gil_scoped_release>());
    m.def("many", [](const st::list &l) {
        size_t n = 0;
        for (auto item : l)
            n += st::cast<st::ndarray<st::ro>>(item).size();
        return n;
    });
}

} // namespace

SUTURE_MODULE(test_ndarray_ext, m) {
    bind_facts(m);
    bind_constraints(m);
    bind_conversions(m);
    bind_access(m);
    bind_results(m);
    bind_policies(m);
    bind_lifetimes(m);
}
