# nanobind_build_library(<target> [AS_SYSINCLUDE] [FULL_ASSERTIONS]): the runtime as a library under
# nanobind's target names. Parts of the name choose: -static (else shared) and -lto; -abi3, -ft and
# -ps make further targets with the same contents but for the stack protector.
#
# What links to the target gets include folders, macros and C++17 from it.

include_guard(GLOBAL)

function(nanobind_build_library target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "AS_SYSINCLUDE;FULL_ASSERTIONS" "" "")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "nanobind_build_library(${target}): unknown argument '${arg_UNPARSED_ARGUMENTS}'")
  endif()
  if(TARGET ${target})
    return()
  endif()
  _suture_find_python()
  set(_suture_protect_stack FALSE)
  if(target MATCHES "-ps")
    set(_suture_protect_stack TRUE)
  endif()
  if(target MATCHES "-static")
    set(kind suture-static)
    if(target MATCHES "-lto")
      set(kind suture-static-lto)
    endif()
    suture_build_library(${kind} ${target})
    target_compile_definitions(${target} INTERFACE SUTURE_LINKED)
    _nb_link_privately(${target} ${target})
  else()
    suture_build_library(suture-shared ${target})
    suture_build_library(suture-glue ${target}-glue)
    target_compile_definitions(${target} INTERFACE SUTURE_LINKED SUTURE_SHARED)
    # The library comes after what needs it too: linkers drop a library that nothing has needed yet.
    target_link_libraries(${target}-glue INTERFACE ${target})
    target_link_libraries(${target} INTERFACE ${target}-glue)
    _nb_link_privately(${target} ${target}-glue)
  endif()
  target_compile_features(${target} INTERFACE cxx_std_17)
  target_link_libraries(${target} INTERFACE Python::Module)
  _nb_use_headers(${target} INTERFACE)
endfunction()

# The dialect's headers before Suture's own, and what the sources are written for.
function(_nb_use_headers target how)
  target_include_directories(${target} SYSTEM ${how} "${NB_DIR}/include" "${_SUTURE_ROOT}/include")
  set(level ${_NB_LEVEL})
  if(DEFINED NB_DIALECT_LEVEL)
    set(level ${NB_DIALECT_LEVEL})
  endif()
  if(level EQUAL 2)
    target_compile_definitions(${target} ${how} NB_DIALECT_LEVEL=2)
  endif()
endfunction()

# Modules that link `target` keep the symbols of `library` to themselves.
function(_nb_link_privately target library)
  if(UNIX AND NOT APPLE)
    target_link_options(${target} INTERFACE
      "LINKER:--exclude-libs,$<TARGET_FILE_NAME:${library}>")
  endif()
endfunction()
