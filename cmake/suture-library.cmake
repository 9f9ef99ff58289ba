# suture_build_library: the runtime as a library target, made when a module first asks for it.

include_guard(GLOBAL)

include("${CMAKE_CURRENT_LIST_DIR}/sources.cmake")

# Absolute paths, kept in the cache because a function sees the variables of its caller only.
set(_SUTURE_ROOT "${SUTURE_ROOT}" CACHE INTERNAL "")
set(_SUTURE_RUNTIME_FILES "" CACHE INTERNAL "")
set(_SUTURE_HOT_FILES "" CACHE INTERNAL "")
set(_SUTURE_GLUE_FILES "" CACHE INTERNAL "")
foreach(_suture_file IN LISTS SUTURE_SOURCES)
  list(APPEND _SUTURE_RUNTIME_FILES "${SUTURE_ROOT}/src/${_suture_file}")
  if(_suture_file MATCHES "^(call/(construct|framed|load|overloads|plain|scalar)|ndarray/(array|load|numpy|store))\\.cpp$")
    list(APPEND _SUTURE_HOT_FILES "${SUTURE_ROOT}/src/${_suture_file}")
  endif()
endforeach()
foreach(_suture_file IN LISTS SUTURE_GLUE_SOURCES)
  list(APPEND _SUTURE_GLUE_FILES "${SUTURE_ROOT}/src/${_suture_file}")
endforeach()
# The one file of the runtime proper that catches: the unwinding of a thread that Python ends.
set(_SUTURE_CATCHING_FILES "${SUTURE_ROOT}/src/state/gil.cpp" CACHE INTERNAL "")
foreach(_suture_list RUNTIME HOT GLUE)
  set(_SUTURE_${_suture_list}_FILES "${_SUTURE_${_suture_list}_FILES}" CACHE INTERNAL "")
endforeach()
unset(_suture_file)
unset(_suture_list)

# Find Python unless the caller has; sets Python_* in the caller's scope.
macro(_suture_find_python)
  if(NOT TARGET Python::Module OR NOT DEFINED Python_SOABI)
    # A caller of FindPython3 has chosen an interpreter: take the same.
    if(NOT DEFINED Python_EXECUTABLE AND DEFINED Python3_EXECUTABLE)
      set(Python_EXECUTABLE "${Python3_EXECUTABLE}")
    endif()
    find_package(Python 3.9 REQUIRED COMPONENTS Interpreter Development.Module)
  endif()
  if(Python_VERSION VERSION_LESS 3.9)
    message(FATAL_ERROR "suture needs Python 3.9 or later, find_package(Python) found "
      "${Python_VERSION}: set Python_EXECUTABLE to a newer one")
  endif()
endmacro()

# Settings that every piece of the runtime is compiled with.
function(_suture_runtime_settings target)
  _suture_compile_basics(${target})
  if(NOT _suture_protect_stack) # of the caller
    _suture_no_stack_protector(${target})
  endif()
  _suture_optimise_size(${target})
  target_include_directories(${target} SYSTEM PRIVATE ${Python_INCLUDE_DIRS})
  target_include_directories(${target} PRIVATE "${_SUTURE_ROOT}/include")
  # One compilation costs a fifth of the processor time of one per file: each includes Python.h.
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
  if(TARGET suture-warnings)
    target_link_libraries(${target} PRIVATE suture-warnings)
  endif()
endfunction()

# Objects of the runtime proper: <target>-hot for argument dispatch, which is worth its size, and
# <target>-cold for the rest. C++ exceptions end in the glue, so that neither needs unwind tables.
function(_suture_runtime_objects target result)
  set(cold ${_SUTURE_RUNTIME_FILES})
  list(REMOVE_ITEM cold ${_SUTURE_HOT_FILES} ${_SUTURE_CATCHING_FILES})
  add_library(${target}-hot OBJECT EXCLUDE_FROM_ALL ${_SUTURE_HOT_FILES})
  add_library(${target}-cold OBJECT EXCLUDE_FROM_ALL ${cold})
  foreach(part IN ITEMS hot cold)
    target_compile_definitions(${target}-${part} PRIVATE ${ARGN})
    _suture_runtime_settings(${target}-${part})
    set_target_properties(${target}-${part} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    _suture_gnu_like(gnu)
    if(gnu)
      target_compile_options(${target}-${part} PRIVATE
        "$<${_SUTURE_OPTIMISED}:-fno-exceptions;-fno-asynchronous-unwind-tables;-fno-rtti>")
    endif()
  endforeach()
  if(gnu)
    target_compile_options(${target}-hot PRIVATE "$<${_SUTURE_OPTIMISED}:-O2>")
  endif()
  set(${result} $<TARGET_OBJECTS:${target}-hot> $<TARGET_OBJECTS:${target}-cold> PARENT_SCOPE)
endfunction()

# suture_build_library(<kind> [<target>]): makes sure that the library <target> exists, by default
# under the name of its kind:
#   suture-static      the runtime to be linked into a module
#   suture-static-lto  the same, for modules that use link-time optimisation
#   suture-shared      the runtime as a shared library (libsuture)
#   suture-glue        what each module of a shared runtime carries itself
function(suture_build_library kind)
  set(target ${kind})
  if(ARGC GREATER 1)
    set(target ${ARGV1})
  endif()
  if(TARGET ${target})
    return()
  endif()
  _suture_find_python()
  if(kind STREQUAL "suture-static" OR kind STREQUAL "suture-static-lto")
    _suture_runtime_objects(${target} objects SUTURE_LINKED)
    add_library(${target} STATIC EXCLUDE_FROM_ALL
      ${objects} ${_SUTURE_CATCHING_FILES} ${_SUTURE_GLUE_FILES})
    target_compile_definitions(${target} PRIVATE SUTURE_LINKED)
    if(kind MATCHES "-lto$")
      foreach(part IN ITEMS "" -hot -cold)
        _suture_lto(${target}${part})
      endforeach()
    endif()
  elseif(kind STREQUAL "suture-shared")
    _suture_runtime_objects(${target} objects SUTURE_LINKED SUTURE_SHARED SUTURE_BUILD_SHARED)
    add_library(${target} SHARED ${objects} ${_SUTURE_CATCHING_FILES})
    set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
    target_compile_definitions(${target} PRIVATE SUTURE_LINKED SUTURE_SHARED SUTURE_BUILD_SHARED)
    set_target_properties(${target} PROPERTIES OUTPUT_NAME suture)
    _suture_link_python(${target})
    _suture_link_gc(${target})
    _suture_link_strip(${target})
  elseif(kind STREQUAL "suture-glue")
    add_library(${target} STATIC EXCLUDE_FROM_ALL ${_SUTURE_GLUE_FILES})
    target_compile_definitions(${target} PRIVATE SUTURE_LINKED SUTURE_SHARED)
  else()
    message(FATAL_ERROR "suture_build_library: unknown library '${kind}', known are "
      "suture-static, suture-static-lto, suture-shared and suture-glue")
  endif()
  _suture_runtime_settings(${target})
endfunction()
