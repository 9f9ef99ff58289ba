// SPDX-License-Identifier: BSD-3-Clause
// The brief, section 6: variants of variants, and strictness argument by argument.
#define ENGINE_SECTION section_06
#include "bind_ir.h"

using namespace nb::literals;

namespace nvfuser {

// ops.cpp - ScalarVariant handles this well
using ScalarVariant = std::variant<Val *, PolymorphicValue::VariantType>;

} // namespace nvfuser

using namespace nvfuser;

namespace {

struct describe {
    std::string operator()(Val *val) const { return val ? "Val " + val->toString() : "no Val"; }
    std::string operator()(std::monostate) const { return "monostate"; }
    std::string operator()(std::complex<double>) const { return "complex"; }
    std::string operator()(double) const { return "double"; }
    std::string operator()(int64_t) const { return "int64_t"; }
    std::string operator()(bool) const { return "bool"; }
    std::string operator()(const PolymorphicValue::VariantType &value) const {
        return std::visit(*this, value);
    }
};

std::string which(const ScalarVariant &value) { return std::visit(describe(), value); }

/// The value in the arena of `fusion`.
Val *to_val(Fusion *fusion, const ScalarVariant &value) {
    if (auto *val = std::get_if<Val *>(&value))
        return *val;
    return fusion->define_scalar(which(value));
}
Fusion *fusion_of(const ScalarVariant &value) {
    auto *val = std::get_if<Val *>(&value);
    return val && *val ? (*val)->fusion() : nullptr;
}

Val *add(ScalarVariant lhs, ScalarVariant rhs) {
    Fusion *fusion = fusion_of(lhs) ? fusion_of(lhs) : fusion_of(rhs);
    if (!fusion)
        throw nb::type_error("add: one operand must be a Val");
    return fusion->apply("add", {to_val(fusion, lhs), to_val(fusion, rhs)});
}

} // namespace

NB_MODULE(test_brief_06_conversions_ext, m) {
    bind_ir(m);
    // The result belongs to an operand's arena: either keeps it alive.
    m.def("add", &add, "lhs"_a, "rhs"_a, library::unowned, nb::keep_alive<0, 1>(),
          nb::keep_alive<0, 2>());
    m.def("which", &which, "value"_a);
    m.def("which_pair", [](const ScalarVariant &a, const ScalarVariant &b) {
        return which(a) + ", " + which(b);
    });
    m.def("back", [](const ScalarVariant &value) { return value; }, library::unowned);
    m.def("lenient", [](double x) { return x; }, "x"_a);
    m.def("strict", [](double x) { return x; }, "x"_a.noconvert());
    m.def("mixed", [](double x, double y) { return x + y; }, "x"_a.noconvert(), "y"_a);
    m.def("overloaded", [](int64_t) { return "int"; });
    m.def("overloaded", [](double) { return "float"; });
    m.def("overloaded", [](std::complex<double>) { return "complex"; });
    m.def("overloaded", [](const Val *) { return "Val or None"; }, nb::arg().none());
}
