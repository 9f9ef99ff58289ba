// SPDX-License-Identifier: BSD-3-Clause
// Registration of data members: a code and an offset, and no code where the runtime can assign.
#pragma once

#include "thunk.h"

namespace suture::detail {

/// Copies what a setter was given into the data member.
template <class D> void assign_member(void *, suture_slot *slots) {
    if constexpr (conversion_of<D>() == conversion::instance)
        *(D *) slots[1].ptr = *(const D *) slots[2].ptr;
    else
        *(D *) slots[1].ptr = argument_get<D>(slots[2]);
}

template <class D> constexpr const void *member_ref() {
    constexpr int code = argument_code<void, D>();
    if constexpr (code == suture_code_caster)
        return &member_caster<D>;
    else if constexpr (code_has_ref(code))
        return &type_ref<intrinsic_t<D>>;
    else
        return nullptr;
}
template <class D>
inline constexpr reference_signature<0, 1> member_signature = {
    0, code_has_ref(argument_code<void, D>()), {argument_code<void, D>()}, {member_ref<D>()}};
template <uint8_t Code>
inline constexpr plain_signature<0> scalar_member_signature = {0, 0, {Code}};

template <class T, bool Writable, class C, class D, class... Extra>
SUTURE_INLINE void define_data(PyObject *scope, const char *name, D C::*member,
                               const Extra &...extra) {
    // A union is no base of itself.
    static_assert(std::is_same_v<C, T> || std::is_base_of_v<C, T>,
                  "suture: the member belongs to another class");
    static_assert(!Writable || !std::is_same_v<D, handle>,
                  "suture: a handle owns nothing; make the member an object, or use def_ro");
    using Plain = std::remove_cv_t<D>;
    constexpr uint8_t code = argument_code<void, Plain>();
    constexpr bool write = Writable && !std::is_const_v<D>;
    // Where the member lies in T, through its base class.
    const size_t offset = (size_t) ((const volatile char *) &(((C *) (T *) 0x1000)->*member) -
                                    (const volatile char *) 0x1000);
    const suture_signature *signature;
    if constexpr (code_has_ref(code))
        signature = (const suture_signature *) &member_signature<Plain>;
    else
        signature = (const suture_signature *) &scalar_member_signature<code>;
    const void *words[2 + word_count<Extra...>];
    if constexpr (!write) {
        put_words(words, extra...);
        static constexpr auto format = make_format<2, Extra...>("r");
        def_member(scope, signature, name, offset, format.value, words);
    } else if constexpr (code == suture_code_ref || code == suture_code_caster) {
        static_assert(std::is_copy_assignable_v<Plain> || std::is_move_assignable_v<Plain>,
                      "suture: the member cannot be assigned; use def_ro or def_prop_rw");
        words[0] = (const void *) assign_member<Plain>;
        put_words(words + 1, extra...);
        static constexpr auto format = make_format<2, Extra...>("w");
        def_member(scope, signature, name, offset, format.value, words);
    } else {
        static constexpr auto format = make_format<1, Extra...>("");
        put_words(words, extra...);
        def_member(scope, signature, name, offset, format.value, words);
    }
}

} // namespace suture::detail
