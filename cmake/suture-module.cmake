# suture_add_module(<name> [STATIC | SHARED | INCLUDE_ONLY] [LTO] [NOMINSIZE] [NOSTRIP]
#                   [PROTECT_STACK] [DOMAIN <text>] <source>...)
#
# Adds the extension module <name>: a MODULE target of that name whose file name carries the
# interpreter's suffix. It adds to the target with the keyword form of target_link_libraries.
#
#   STATIC         the runtime inside the module (default)
#   SHARED         the runtime in libsuture, which lies beside the module; install both:
#                  install(TARGETS <name> suture-shared LIBRARY DESTINATION <package>)
#   INCLUDE_ONLY   nothing linked: the source with SUTURE_MODULE emits the runtime
#   LTO            link-time optimisation, in configurations that optimise
#   NOMINSIZE      keep the configuration's own optimisation level instead of -Os
#   NOSTRIP        keep symbols in Release and MinSizeRel
#   PROTECT_STACK  keep the compiler's stack protector
#   DOMAIN         share types and exception translators with modules of the same domain only

include_guard(GLOBAL)

function(suture_add_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg
    "STATIC;SHARED;INCLUDE_ONLY;LTO;NOMINSIZE;NOSTRIP;PROTECT_STACK" "DOMAIN" "")
  set(sources ${arg_UNPARSED_ARGUMENTS})
  _suture_linking_mode("${name}" mode)
  if(NOT sources)
    message(FATAL_ERROR "suture_add_module(${name}): name at least one source file")
  endif()
  _suture_find_python()

  add_library(${name} MODULE ${sources})
  _suture_module_suffix(suffix)
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX "${suffix}")
  # Warnings in our headers are ours, not the caller's: we want to see them in our own build only.
  if(TARGET suture-warnings)
    target_include_directories(${name} PRIVATE "${_SUTURE_ROOT}/include")
    target_link_libraries(${name} PRIVATE suture-warnings)
  else()
    target_include_directories(${name} SYSTEM PRIVATE "${_SUTURE_ROOT}/include")
  endif()
  _suture_link_python(${name})

  _suture_compile_basics(${name})
  _suture_link_gc(${name})
  if(NOT arg_PROTECT_STACK)
    _suture_no_stack_protector(${name})
  endif()
  if(NOT arg_NOMINSIZE)
    _suture_optimise_size(${name})
  endif()
  if(NOT arg_NOSTRIP)
    _suture_link_strip(${name})
  endif()
  if(arg_LTO)
    _suture_lto(${name})
  endif()
  if(arg_DOMAIN)
    target_compile_definitions(${name} PRIVATE "SUTURE_DOMAIN=\"${arg_DOMAIN}\"")
  endif()
  _suture_link_runtime(${name} ${mode} "${arg_LTO}")
endfunction()

# The one mode that the caller of suture_add_module named; STATIC if none.
function(_suture_linking_mode name result)
  set(modes)
  foreach(candidate STATIC SHARED INCLUDE_ONLY)
    if(arg_${candidate})
      list(APPEND modes ${candidate})
    endif()
  endforeach()
  list(LENGTH modes count)
  if(count EQUAL 0)
    set(modes STATIC)
  elseif(count GREATER 1)
    list(JOIN modes " and " modes)
    message(FATAL_ERROR "suture_add_module(${name}): ${modes} exclude each other, name one")
  endif()
  set(${result} ${modes} PARENT_SCOPE)
endfunction()

# The file name suffix, such as .cpython-312-x86_64-linux-gnu.so.
function(_suture_module_suffix result)
  set(extension "${CMAKE_SHARED_MODULE_SUFFIX}")
  if(WIN32)
    set(extension ".pyd")
  endif()
  # scikit-build-core knows the target's SOABI also where the build crosses architectures.
  if(SKBUILD_SOABI)
    set(soabi "${SKBUILD_SOABI}")
  else()
    set(soabi "${Python_SOABI}")
  endif()
  if(soabi)
    set(extension ".${soabi}${extension}")
  endif()
  set(${result} "${extension}" PARENT_SCOPE)
endfunction()

# Connect a module with the runtime as its linking mode says.
function(_suture_link_runtime target mode lto)
  if(mode STREQUAL "STATIC")
    set(library suture-static)
    if(lto)
      set(library suture-static-lto)
    endif()
    suture_build_library(${library})
    target_link_libraries(${target} PRIVATE ${library})
    _suture_link_privately(${target} ${library})
    target_compile_definitions(${target} PRIVATE SUTURE_LINKED)
  elseif(mode STREQUAL "SHARED")
    suture_build_library(suture-shared)
    suture_build_library(suture-glue)
    target_link_libraries(${target} PRIVATE suture-glue suture-shared)
    _suture_link_privately(${target} suture-glue)
    target_compile_definitions(${target} PRIVATE SUTURE_LINKED SUTURE_SHARED)
    _suture_find_beside(${target})
  endif()
endfunction()

# Let the loader look for libsuture in the module's own folder, after installation too.
function(_suture_find_beside target)
  if(APPLE)
    set(origin "@loader_path")
  else()
    set(origin "$ORIGIN")
  endif()
  set_target_properties(${target} PROPERTIES BUILD_RPATH_USE_ORIGIN ON)
  set_property(TARGET ${target} APPEND PROPERTY INSTALL_RPATH "${origin}")
endfunction()
