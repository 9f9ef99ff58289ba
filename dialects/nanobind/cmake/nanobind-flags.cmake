# nanobind's low-level functions: each sets one thing on a target.

include_guard(GLOBAL)

# Optimise for size, in configurations that optimise.
function(nanobind_opt_size name)
  _suture_optimise_size(${name})
endfunction()

# No stack protector, in configurations that optimise.
function(nanobind_disable_stack_protector name)
  _suture_no_stack_protector(${name})
endfunction()

# Hide what is not marked for export.
function(nanobind_set_visibility name)
  set_target_properties(${name} PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
endfunction()

# Drop unused sections and symbols in Release and MinSizeRel.
function(nanobind_strip name)
  _suture_gnu_like(gnu)
  if(gnu)
    target_compile_options(${name} PRIVATE -ffunction-sections -fdata-sections)
  endif()
  _suture_link_gc(${name})
  _suture_link_strip(${name})
endfunction()

# The ending of this interpreter's extension modules.
function(nanobind_extension name)
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX "${NB_SUFFIX}")
endfunction()

# The ending of stable ABI modules. The runtime is compiled for one version of CPython all the same.
function(nanobind_extension_abi3 name)
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX "${NB_SUFFIX_S}")
endfunction()

# The ending of free-threaded stable ABI modules (PEP 803).
function(nanobind_extension_abi3t name)
  if(WIN32)
    set(suffix ".pyd")
  else()
    set(suffix ".abi3t${CMAKE_SHARED_MODULE_SUFFIX}")
  endif()
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX "${suffix}")
endfunction()

# Link-time optimisation, in configurations that optimise.
function(nanobind_lto name)
  _suture_lto(${name})
endfunction()

# What large binding files need from MSVC.
function(nanobind_compile_options name)
  if(MSVC)
    target_compile_options(${name} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:/bigobj>")
  endif()
endfunction()

# Python's symbols come from the process that loads the module.
function(nanobind_link_options name)
  if(APPLE)
    target_link_options(${name} PRIVATE LINKER:-undefined,dynamic_lookup)
  endif()
endfunction()

# The C++ library inside the module, in a cibuildwheel build for musllinux.
function(nanobind_musl_static_libcpp name)
  if("$ENV{AUDITWHEEL_PLAT}" MATCHES "musllinux")
    target_link_options(${name} PRIVATE -static-libstdc++ -static-libgcc)
  endif()
endfunction()
