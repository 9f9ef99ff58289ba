// SPDX-License-Identifier: BSD-3-Clause
// The C boundary between an extension module and the runtime: plain structs, codes and one table of
// functions. It knows neither C++ nor Python.h; everything here is frozen within one ABI major.
//
// A binding is described by constant data (a signature: one code per argument) and by one thunk
// that moves values between 8-byte slots and registers. The runtime interprets the codes: it turns
// Python objects into slots, lets the module call the thunk, and boxes the slot that comes back.
#pragma once

#include <stddef.h> // size_t
#include <stdint.h> // fixed-width integers

/// Two runtimes of equal major share one registry; a module needs its minor or a later one.
#define SUTURE_ABI_MAJOR 1
#define SUTURE_ABI_MINOR 2

#ifdef __cplusplus
extern "C" {
#endif

struct _object;     // PyObject
struct _typeobject; // PyTypeObject

/// One argument or result in transit between Python and a thunk.
typedef union suture_slot {
    int64_t i64;
    uint64_t u64;
    double f64;
    float f32;
    void *ptr;
    struct _object *object;
} suture_slot;

/// How a slot is filled from, and turned back into, a Python object. Codes marked [ref] take the
/// next entry of the signature's `refs`.
enum suture_code {
    suture_code_void = 0,
    suture_code_bool,
    suture_code_i8,
    suture_code_u8,
    suture_code_i16,
    suture_code_u16,
    suture_code_i32,
    suture_code_u32,
    suture_code_i64,
    suture_code_u64,
    suture_code_f32,
    suture_code_f64,
    suture_code_char,       ///< str of one ASCII/Latin-1 character
    suture_code_cstr,       ///< const char *: UTF-8 of a str, valid during the call
    suture_code_self_ref,   ///< instance of the class that the function is defined on
    suture_code_self_ptr,   ///< the same by pointer
    suture_code_ref,        ///< [ref suture_type_ref] instance of a bound class by reference
    suture_code_ptr,        ///< [ref suture_type_ref] by pointer; None is a null pointer
    suture_code_self_new,   ///< uninitialised storage of that class: first argument of __init__
    suture_code_self_value, ///< result by value: the thunk constructs it in slots[0].ptr
    suture_code_value,      ///< [ref suture_type_ref] result by value, constructed in slots[0].ptr
    suture_code_enum,       ///< [ref suture_type_ref] member of a bound enumeration, value in i64
    suture_code_caster,     ///< [ref suture_caster] argument: slot points to a loaded caster;
                            ///< result: the thunk constructs the value in slots[0].ptr
    suture_code_args,       ///< *args as a tuple
    suture_code_kwargs,     ///< **kwargs as a dict
    suture_code_object,     ///< any Python object; codes from here on carry a PyObject *
    suture_code_type,
    suture_code_bool_,
    suture_code_int,
    suture_code_float,
    suture_code_str,
    suture_code_bytes,
    suture_code_bytearray,
    suture_code_memoryview,
    suture_code_tuple,
    suture_code_list,
    suture_code_dict,
    suture_code_set,
    suture_code_frozenset,
    suture_code_slice,
    suture_code_callable,
    suture_code_iterable,
    suture_code_iterator,
    suture_code_sequence,
    suture_code_mapping,
    suture_code_module,
    suture_code_capsule,
    suture_code_weakref,
    suture_code_none,
    suture_code_ellipsis,
    suture_code_not_implemented,
    suture_code_end_
};

/// The constant description of a C++ signature, shared by every function that has it.
/// `codes[0]` is the result. The `nrefs` pointers follow the codes, at the next multiple of the
/// pointer size: see suture_signature_refs().
typedef struct suture_signature {
    uint8_t nargs;
    uint8_t nrefs;
    uint8_t codes[1]; // nargs + 1
} suture_signature;

static inline const void *const *suture_signature_refs(const suture_signature *s) {
    size_t at = (offsetof(suture_signature, codes) + (size_t) s->nargs + 1 + sizeof(void *) - 1) &
                ~(sizeof(void *) - 1);
    return (const void *const *) ((const char *) s + at);
}

/// A C++ type as one module sees it: `cpp_type` is its `const std::type_info *`. `index` is the
/// process-wide number that the runtime at `owner` gave to the type in the module's domain; while
/// it is 0, `owner` is the text of that domain, or NULL: "". See src/state/type_index.h.
typedef struct suture_type_ref {
    const void *cpp_type;
    const void *owner;
    size_t index;
} suture_type_ref;

/// What a load or store needs besides the value; lives for one call. `interp` is the
/// runtime's state of the current interpreter.
typedef struct suture_context {
    void *interp;
    struct _object *self;  ///< first argument of a method, or NULL (reference_internal)
    struct _object **keep; ///< temporaries made by implicit conversion
    uint32_t nkeep, keep_capacity;
} suture_context;

/// Flags of a load.
enum suture_load {
    suture_load_convert = 1,      ///< implicit conversions are allowed
    suture_load_construct = 2,    ///< the target is being copy-constructed: no implicit conversion
    suture_load_accepts_none = 4, ///< None is allowed and means null
    suture_load_no_none = 8,      ///< None is refused although the type would allow it
    suture_load_manual = 16,      ///< called by cast<T>(), not by the dispatcher
    suture_load_explain = 32,     ///< on failure, set a TypeError that says which part is wrong
    // numeric and text strictness, set by a dialect for its module
    suture_load_bool_as_int = 64,    ///< bool and int subclasses are ints without conversion
    suture_load_dunder_int = 128,    ///< __int__ as the last resort of a conversion
    suture_load_truthy_bool = 256,   ///< any object with a truth value is a bool, by conversion
    suture_load_bytes_as_str = 512,  ///< std::string takes bytes and bytearray
    suture_load_int_as_float = 1024, ///< int is a float without conversion
    suture_load_none_is_null = 2048  ///< None is null for pointers, by conversion
};

/// What happens to a C++ object that is returned to Python. The values are part of the ABI.
enum suture_policy {
    suture_policy_automatic = 0,
    suture_policy_automatic_reference,
    suture_policy_take_ownership,
    suture_policy_copy,
    suture_policy_move,
    suture_policy_reference,          ///< keeps `self` alive where the wrapper has no owner yet
    suture_policy_reference_internal, ///< reference, and self stays alive
    suture_policy_none,               ///< only an object that Python already has
    suture_policy_reference_raw       ///< no ownership, nothing kept alive
};

/// A conversion, described once per C++ type. `storage` has `size` bytes aligned to `align`.
typedef struct suture_caster {
    uint32_t size, align;             ///< of the caster object that load constructs
    uint32_t value_size, value_align; ///< of the C++ value that store reads
    /// Constructs a caster in `storage` from `source`. Returns 1, or 0 with no error set and
    /// nothing constructed.
    int (*load)(void *storage, struct _object *source, uint32_t flags, suture_context *context);
    /// New reference, or NULL with an error set. May move from `value`.
    struct _object *(*store)(void *value, int policy, suture_context *context);
    void (*destroy)(void *storage);     ///< NULL: nothing to do
    void (*destroy_value)(void *value); ///< NULL: nothing to do
    const char *name;                   ///< type text; '%' stands for the next of `types`
    suture_type_ref *const *types;
} suture_caster;

/// Moves arguments out of slots[1..nargs], calls, and leaves the result in slots[0]. May throw.
typedef void (*suture_thunk)(void *capture, suture_slot *slots);

/// One virtual call that may go to Python, while it lasts: on the caller's stack.
typedef struct suture_override {
    void *gil[2]; ///< what gil_enter filled
    struct _object *self;
    const char *name;
    struct suture_override *previous; ///< call around it on this thread
    int attached;                     ///< override_leave has to be called
} suture_override;

/// Outcome of suture_module.invoke.
enum suture_outcome {
    suture_outcome_ok = 0,
    suture_outcome_error = -1,       ///< a Python error is set
    suture_outcome_next_overload = 1 ///< the function asked for the next overload
};

/// Operations of suture_life.
enum suture_life_op {
    suture_life_destroy = 0, ///< call the destructor of `object`
    suture_life_delete,      ///< delete `object`
    suture_life_copy,        ///< copy-construct `source` into `object`; NULL result: cannot
    suture_life_move,        ///< move-construct likewise, copying where it cannot be moved
    suture_life_dynamic,     ///< stores the dynamic type_info in *(const void **) source; returns
                             ///< the most derived object
    suture_life_allocate,    ///< storage for one object from the class's own operator new
    suture_life_release,     ///< returns storage from suture_life_allocate
    suture_life_copy_new,    ///< new T(const T &)
    suture_life_move_new     ///< new T(T &&)
};

/// Everything the runtime does to an object of one C++ class. Returns `object`, or NULL if the
/// class cannot do it. May throw; it is called through suture_module.life.
typedef void *(*suture_life)(int op, void *object, void *source);

/// Kinds of holder the runtime can treat alike whatever the C++ type.
enum suture_holder_kind {
    suture_holder_unique = 1, ///< moves only; release() gives the pointer away
    suture_holder_shared,     ///< copies share ownership
    suture_holder_intrusive   ///< copies share; any number can be made from a raw pointer
};

enum suture_holder_op {
    suture_holder_from_pointer = 0, ///< construct in `holder` from raw pointer `other`
    suture_holder_from_holder,      ///< construct in `holder` by copy (shared) or move (unique)
    suture_holder_get,              ///< returns the raw pointer
    suture_holder_release,          ///< unique: returns the pointer and gives up ownership
    suture_holder_destroy,          ///< destroy the holder
    suture_holder_use_count,        ///< returns the count as an integer in a pointer
    suture_holder_try_existing      ///< construct from an owner that raw pointer `other` knows of
                                    ///< (enable_shared_from_this); NULL: there is none
};

/// A smart pointer type that can own an instance.
typedef struct suture_holder {
    const void *cpp_type; ///< std::type_info of the holder
    uint32_t size, align;
    uint32_t kind;
    void *(*apply)(int op, void *holder, void *other);
} suture_holder;

/// Constant facts about a bound class.
enum suture_type_flags {
    suture_type_trivial_destroy = 1,
    suture_type_trivial_copy = 2,
    suture_type_polymorphic = 4,
    suture_type_abstract = 8,
    suture_type_dynamic_attr = 16,
    suture_type_weakref = 32,
    suture_type_final = 64,
    suture_type_generic = 128,
    suture_type_module_local = 256,
    suture_type_never_destruct = 512,
    suture_type_custom_new = 1024, ///< class-specific operator new / delete
    suture_type_gc = 2048,
    suture_type_classic_property = 4096, ///< Cls.x is a `property` (dialects)
    suture_type_release_gil = 8192,      ///< destructor runs without the GIL
    suture_type_external = 16384,        ///< always allocate outside the Python object
    suture_type_hooked = 32768           ///< not polymorphic: a type_hook tells the class
};
typedef struct suture_type_desc {
    uint32_t size, align;
    uint32_t flags;
} suture_type_desc;

/// Flags of one argument and of one function, as they travel in the attribute words.
enum suture_arg_flags {
    suture_arg_noconvert = 1,
    suture_arg_none = 2,
    suture_arg_no_none = 4,
    suture_arg_lock = 8
};
enum suture_function_flags {
    suture_function_static = 1,
    suture_function_operator = 2, ///< a mismatch gives NotImplemented
    suture_function_prepend = 4,
    suture_function_getter = 8,  ///< makes the property `name`
    suture_function_setter = 16, ///< completes it
    suture_function_init = 32,
    suture_function_implicit = 64,   ///< constructor usable for implicit conversion
    suture_function_new = 128,       ///< factory: becomes construction
    suture_function_copy_init = 256, ///< T(const T &): its argument never converts implicitly
    suture_function_lock_self = 512,
    suture_function_factory_self = 1024, ///< first slot of a factory is the class
    suture_function_releases_gil = 2048,
    suture_function_method = 4096, ///< a method although the scope is not a class
    suture_function_free = 8192    ///< do not put it into a scope
};

/// Attributes of a function: `format` has one letter each, `words` what the letter asks for.
///   F lo hi  flags                       a   name
///   A        name, flags, text           v   name, flags, text, default (stolen reference)
///   d        docstring                   s   signature text
///   k N P    keep_alive<N, P>            p v policy
///   *        keyword-only from here      /   positional-only up to here
///   D        deprecation text            q   precall, postcall
///   c n      n capture words             C   heap capture: pointer, free function
///   P        policy in a word            g   flags in a word
///   n        name                        S   scope
/// Attributes of a class:
///   b        base ref, offset            B   base ref, upcast function
///   l        life function               h   holder
///   d        docstring                   g   flags in a word
///   m        metaclass (borrowed)        z   PyType_Slot array
///   e        Python base (borrowed)      y   alias ref, alias size (0: T is not at its start)
///   s        signature text              u   supplement size
///   t        traverse function           i   intrusive: set_self(object, PyObject *)
///   o        holder that may own what a raw pointer points to (enable_shared_from_this)
///   x        function that empties what traverse visits
/// How a dialect words what the runtime would word itself. Its functions return new references to
/// str, or NULL with an error.
typedef struct suture_texts {
    const char *function_type, *method_type; ///< "package.name" of the classes of its functions
    const char *signatures;                  ///< their attribute with each overload as source
    uint32_t flags;                          ///< suture_text_flags
    struct _object *(*doc)(struct _object *function);
    /// A call that no overload takes; `args` and `kwnames` as in a vectorcall.
    struct _object *(*mismatch)(struct _object *function, struct _object *const *args, size_t n,
                                struct _object *kwnames);
    /// Says in its own way, by a suture_trouble, what is wrong with `object`, of which `name` is
    /// the class or a part. What it leaves without an error set is refused as a value of another
    /// type is.
    void (*trouble)(int what, struct _object *object, const char *name);
    const char *static_property; ///< "package.name" of the class of static properties
    /// "package.name" of the metaclass of all its classes, which has Python classes derive from one
    /// of them, not a final one. NULL: classes have the metaclass `type`.
    const char *metaclass;
} suture_texts;

/// What can be wrong with an object of the right class.
enum suture_trouble {
    suture_trouble_uninitialised = 0, ///< its constructor was not called
    suture_trouble_relinquished,      ///< it was given away to C++
    suture_trouble_initialised,       ///< its constructor is called again
    suture_trouble_cannot_relinquish, ///< C++ asks for it and cannot have it
    suture_trouble_pure_virtual,      ///< its class has no override of the function `name`
    suture_trouble_no_weak_reference, ///< nothing can be kept alive as long as it
    suture_trouble_implicit,          ///< a class `name` was not made from it: only a warning
    suture_trouble_final,             ///< it is a class that derives from `name`, which is final
    suture_trouble_several_bases,     ///< it is a class that derives from several bound ones
    suture_trouble_array_owner,       ///< it, or NULL, cannot be made the owner of an array
    suture_trouble_unbound_base,      ///< it is a class that derives from none, by its metaclass
    suture_trouble_member ///< a data member, whose getter `name` is, is of no such object
};

enum suture_text_flags {
    suture_text_sole_arg = 1, ///< the only unnamed argument is "arg", not "arg0"
    suture_text_enum_names =
        2,                    ///< str and repr of a member are "Class.name", its doc its own alone
    suture_text_bad_cast = 4, ///< a failed cast() in C++ is a RuntimeError "std::bad_cast"
    suture_text_no_slash =
        8, ///< no "/" in the signature of a function that names a positional argument
    /// Getters and setters have no name in texts; a static property without documentation has that
    /// of its getter.
    suture_text_unnamed_accessors = 16,
    /// Type texts of arguments say "| None" exactly where the binding asks for None, `object` too.
    suture_text_asked_none = 32,
    suture_text_bare_slash =
        64 ///< nor a "/" in that of one of which anything is said about its arguments
};

typedef struct suture_module {
    uint16_t abi_major, abi_minor;
    uint32_t load_flags; ///< suture_load flags that a dialect sets for every argument
    uint32_t flags;      ///< suture_module_flags
    const char *name;    ///< of the extension module
    const char *domain;  ///< types of other domains are not shared; NULL: ""
    const char *cpp_abi; ///< compiler family, standard library and its modes
    /// Calls the thunk and catches; a suture_outcome. The thunk comes last so that its own
    /// arguments need no moving.
    int (*invoke)(void *capture, suture_slot *slots, suture_thunk thunk);
    int (*life)(suture_life life, int op, void *object, void *source, void **result);
    const suture_texts *texts; ///< a dialect's; NULL: the runtime's own
} suture_module;

/// How much was registered when the import of a module began.
typedef struct suture_mark {
    uint32_t types, enumerations, translators;
} suture_mark;

/// A scope of functions that is neither module nor class: a capsule of this name. function_def
/// hands over what it was given, with what the words own, and returns None.
#define SUTURE_FUNCTION_SCOPE "suture.function_scope"
typedef struct suture_function_scope {
    int (*define)(struct suture_function_scope *scope, const suture_module *module,
                  const suture_signature *signature, const char *name, suture_thunk thunk,
                  const char *format, const void *const *words);
} suture_function_scope;

/// What type_fact tells.
enum suture_type_fact {
    suture_fact_bound = 0, ///< whether it is a bound class
    suture_fact_size,      ///< of the C++ object, a trampoline not included
    suture_fact_align
};

/// What object_part gives.
enum suture_object_part {
    suture_part_type_dict = 0, ///< a class's own dictionary, writable
    suture_part_type_lookup,   ///< what the class or its bases have under a name, no descriptor
                               ///< called
    suture_part_instance_dict
};

/// What instance_change does.
enum suture_instance_change {
    suture_change_destruct = 0, ///< runs the destructor if the instance has to: not ready any more
    suture_change_zero,         ///< zero bytes, ready and owned
    suture_change_copy,         ///< copy-constructs from `source`, after ending what is there
    suture_change_move,
    suture_change_lend ///< C++ has the object: the instance cannot be used, and ends nothing
};

/// Switches of an interpreter.
enum suture_flag {
    suture_flag_leak_report = 0, ///< say at the end of the interpreter what is alive
    /// Say on stderr that an implicit conversion failed: 1 no, 2 yes, 0 where a dialect does.
    suture_flag_implicit_warnings
};

enum suture_module_flags {
    suture_module_gil_not_used = 1,
    suture_module_shared_gil = 2,
    suture_module_own_gil = 4,
    suture_module_leak_report = 8,
    suture_module_free_text = 16,     ///< signature text need not fit the binding (dialects)
    suture_module_raw_reference = 32, ///< policy `reference` ties no wrapper to `self` (dialects)
    suture_module_fresh_functions =
        64,                           ///< another overload makes another function object (dialects)
    suture_module_any_downcast = 128, ///< an object is of its dynamic type's class though that
                                      ///< declares no such base (dialects)
    suture_module_keeps_hash = 256    ///< a class that defines `__eq__` keeps its hash (dialects)
};

#ifdef __cplusplus
}
#endif
