# nanobind_add_module(<name> [keywords] <source>...) and nanobind_add_backend(<name>).
#
#   NB_STATIC, NB_SHARED     the runtime inside the module (default) or in a library beside it
#   LTO, NOMINSIZE, NOSTRIP, PROTECT_STACK, MUSL_DYNAMIC_LIBCPP    as their names say
#   NB_DOMAIN <name>         types are shared with modules of the same domain only
#   FREE_THREADED            the module runs without the GIL, where the interpreter does
#   NB_SUPPRESS_WARNINGS     accepted: our headers are always system headers
#   STABLE_ABI               not available yet: the module is for the interpreter it is built with
#   BACKEND_MODULE <name>    not split off: the runtime is inside the module; STABLE_ABI_VERSION and
#   BACKEND_PYPI             go with it

include_guard(GLOBAL)

function(nanobind_add_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg
    "STABLE_ABI;FREE_THREADED;NB_STATIC;NB_SHARED;PROTECT_STACK;LTO;NOMINSIZE;NOSTRIP;MUSL_DYNAMIC_LIBCPP;NB_SUPPRESS_WARNINGS"
    "NB_DOMAIN;BACKEND_MODULE;BACKEND_PYPI;STABLE_ABI_VERSION" "")
  if(arg_NB_STATIC AND arg_NB_SHARED)
    message(FATAL_ERROR "nanobind_add_module(${name}): NB_STATIC and NB_SHARED exclude each other")
  endif()
  if(arg_BACKEND_MODULE AND (arg_NB_STATIC OR arg_NB_SHARED))
    message(FATAL_ERROR
      "nanobind_add_module(${name}): BACKEND_MODULE excludes NB_STATIC and NB_SHARED")
  endif()
  _nb_say_what_differs(${name})
  _suture_find_python()

  add_library(${name} MODULE ${arg_UNPARSED_ARGUMENTS})
  _nb_suffix_of(${name})
  _nb_library_of(library)
  nanobind_build_library(${library})
  target_link_libraries(${name} PRIVATE ${library})

  _suture_compile_basics(${name})
  nanobind_compile_options(${name})
  nanobind_link_options(${name})
  _suture_link_gc(${name})
  if(arg_NB_SHARED)
    _suture_find_beside(${name})
  endif()
  if(NOT arg_PROTECT_STACK)
    nanobind_disable_stack_protector(${name})
  endif()
  if(NOT arg_NOMINSIZE)
    nanobind_opt_size(${name})
  endif()
  if(NOT arg_NOSTRIP)
    nanobind_strip(${name})
  endif()
  if(arg_LTO)
    nanobind_lto(${name})
  endif()
  if(NOT arg_MUSL_DYNAMIC_LIBCPP)
    nanobind_musl_static_libcpp(${name})
  endif()
  if(arg_NB_DOMAIN)
    target_compile_definitions(${name} PRIVATE
      NB_DOMAIN=${arg_NB_DOMAIN} "SUTURE_DOMAIN=\"${arg_NB_DOMAIN}\"")
  endif()
  if(arg_FREE_THREADED AND NB_FREE_THREADED)
    target_compile_definitions(${name} PRIVATE NB_FREE_THREADED)
  endif()
endfunction()

# Say which keywords have another effect than upstream's; the module is correct without them.
function(_nb_say_what_differs name)
  set(says)
  if(arg_STABLE_ABI AND Python_VERSION VERSION_GREATER_EQUAL 3.12 AND NOT NB_FREE_THREADED)
    if(NB_STABLE_ABI_NAME)
      list(APPEND says "STABLE_ABI gives the file name ${NB_SUFFIX_S} alone (NB_STABLE_ABI_NAME is set), the module works in Python ${Python_VERSION_MAJOR}.${Python_VERSION_MINOR} only")
    else()
      list(APPEND says "STABLE_ABI is not available yet, the module is for Python ${Python_VERSION_MAJOR}.${Python_VERSION_MINOR} (NB_STABLE_ABI_NAME=ON gives it the stable ABI's file name all the same)")
    endif()
  endif()
  if(arg_STABLE_ABI AND SKBUILD_SABI_VERSION)
    list(APPEND says "wheel.py-api makes scikit-build-core tag the wheel for Python ${SKBUILD_SABI_VERSION} and later: set SKBUILD_WHEEL_PY_API=cp399, a version that it ignores, for a wheel of Python ${Python_VERSION_MAJOR}.${Python_VERSION_MINOR}")
  endif()
  if(arg_BACKEND_MODULE)
    list(APPEND says "BACKEND_MODULE ${arg_BACKEND_MODULE} is not needed, the runtime is inside the module, which is for Python ${Python_VERSION_MAJOR}.${Python_VERSION_MINOR}")
  endif()
  if(arg_STABLE_ABI_VERSION)
    list(APPEND says "STABLE_ABI_VERSION ${arg_STABLE_ABI_VERSION} has no effect yet")
  endif()
  foreach(text IN LISTS says)
    message(WARNING "suture: nanobind_add_module(${name}): ${text}")
  endforeach()
endfunction()

# Give a module its file name.
function(_nb_suffix_of name)
  if(arg_STABLE_ABI AND NB_STABLE_ABI_NAME AND Python_VERSION VERSION_GREATER_EQUAL 3.12
     AND NOT NB_FREE_THREADED)
    nanobind_extension_abi3(${name})
  else()
    nanobind_extension(${name})
  endif()
endfunction()

# The library that suits the keywords, under upstream's name where there is one.
function(_nb_library_of result)
  set(library nanobind)
  if(NOT arg_NB_SHARED)
    string(APPEND library "-static")
  endif()
  if(arg_FREE_THREADED AND NB_FREE_THREADED)
    string(APPEND library "-ft")
  endif()
  if(arg_PROTECT_STACK)
    string(APPEND library "-ps")
  endif()
  if(arg_LTO AND NOT arg_NB_SHARED)
    string(APPEND library "-lto")
  endif()
  set(${result} ${library} PARENT_SCOPE)
endfunction()

# An empty Python module under the backend's name: extensions carry the runtime themselves.
function(nanobind_add_backend name)
  cmake_parse_arguments(PARSE_ARGV 1 arg
    "PROTECT_STACK;NOMINSIZE;NOSTRIP;NB_SUPPRESS_WARNINGS" "" "")
  message(WARNING "suture: nanobind_add_backend(${name}): makes an empty module, "
    "extensions have the runtime inside")
  _suture_find_python()
  set(NB_BACKEND_NAME ${name})
  configure_file("${NB_DIR}/cmake/backend.cpp.in" "${CMAKE_CURRENT_BINARY_DIR}/${name}_backend.cpp" @ONLY)
  add_library(${name} MODULE "${CMAKE_CURRENT_BINARY_DIR}/${name}_backend.cpp")
  nanobind_extension(${name})
  nanobind_link_options(${name})
  target_link_libraries(${name} PRIVATE Python::Module)
endfunction()
