// SPDX-License-Identifier: BSD-3-Clause
// Compiler attributes. The macros that users write are beside the concept they belong to.
#pragma once

#if defined(_MSC_VER)
#    define SUTURE_INLINE __forceinline
#    define SUTURE_NOINLINE __declspec(noinline)
#    define SUTURE_LAMBDA_INLINE
#    define SUTURE_EXPORT __declspec(dllexport)
#    define SUTURE_HIDDEN
#else
#    define SUTURE_INLINE inline __attribute__((always_inline))
#    define SUTURE_NOINLINE __attribute__((noinline))
#    define SUTURE_LAMBDA_INLINE __attribute__((always_inline))
#    define SUTURE_EXPORT __attribute__((visibility("default")))
#    define SUTURE_HIDDEN __attribute__((visibility("hidden")))
#endif

// Functions of src/glue/ are declared without an attribute and hidden where they are defined: the
// attribute costs the compiler as much as the declaration. Where the library is linked they are
// ordinary functions, else inline, and then the header that declares them brings their definitions.
#if defined(SUTURE_LINKED)
#    define SUTURE_GLUE SUTURE_HIDDEN
#    define SUTURE_GLUE_DATA SUTURE_HIDDEN
#else
#    define SUTURE_GLUE inline SUTURE_HIDDEN
#    define SUTURE_GLUE_DATA inline SUTURE_HIDDEN
#endif

#if defined(__GNUC__)
// Deleting through a base without a virtual destructor is the author's choice of class, not ours.
#    define SUTURE_SUPPRESS_DELETE_WARNING                                                         \
        _Pragma("GCC diagnostic push")                                                             \
            _Pragma("GCC diagnostic ignored \"-Wdelete-non-virtual-dtor\"")
#    define SUTURE_RESTORE_WARNINGS _Pragma("GCC diagnostic pop")
#else
#    define SUTURE_SUPPRESS_DELETE_WARNING
#    define SUTURE_RESTORE_WARNINGS
#endif

// Control-flow integrity checks the class of a member function call.
#if defined(__GNUC__) && !defined(_WIN32) && !defined(SUTURE_STRICT_MEMBER_CALLS)
#    define SUTURE_SHARED_MEMBER_THUNKS 1
#else
#    define SUTURE_SHARED_MEMBER_THUNKS 0
#endif
#if defined(__has_feature)
#    if __has_feature(cfi_sanitizer)
#        undef SUTURE_SHARED_MEMBER_THUNKS
#        define SUTURE_SHARED_MEMBER_THUNKS 0
#    endif
#endif
