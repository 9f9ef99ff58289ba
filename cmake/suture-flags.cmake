# Compiler and linker flags for small binaries, one function per concern.

include_guard(GLOBAL)

# Generator expressions: configurations that optimise, and those that ship without debug symbols.
set(_SUTURE_OPTIMISED
    "$<OR:$<CONFIG:Release>,$<CONFIG:MinSizeRel>,$<CONFIG:RelWithDebInfo>>"
    CACHE INTERNAL "")
set(_SUTURE_STRIPPED "$<OR:$<CONFIG:Release>,$<CONFIG:MinSizeRel>>" CACHE INTERNAL "")

# True where the compiler takes GNU options; clang-cl does not.
function(_suture_gnu_like result)
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" AND NOT MSVC)
    set(${result} TRUE PARENT_SCOPE)
  else()
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()

# C++17 or what the caller asks for, hidden symbols, one section per function and datum, so that
# the linker can drop what is not used.
function(_suture_compile_basics target)
  target_compile_features(${target} PRIVATE cxx_std_17)
  set_target_properties(${target} PROPERTIES
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON)
  _suture_gnu_like(gnu)
  if(gnu)
    target_compile_options(${target} PRIVATE -ffunction-sections -fdata-sections)
  elseif(MSVC)
    target_compile_options(${target} PRIVATE /bigobj /Gy /Gw /EHsc)
  endif()
endfunction()

# No stack protector where the build optimises: each thunk would pay for it.
function(_suture_no_stack_protector target)
  _suture_gnu_like(gnu)
  if(gnu)
    target_compile_options(${target} PRIVATE "$<${_SUTURE_OPTIMISED}:-fno-stack-protector>")
  endif()
endfunction()

# Optimise for size; comes after CMAKE_CXX_FLAGS_<CONFIG> and therefore wins.
function(_suture_optimise_size target)
  if(MSVC)
    target_compile_options(${target} PRIVATE "$<${_SUTURE_OPTIMISED}:/Os>")
  else()
    target_compile_options(${target} PRIVATE "$<${_SUTURE_OPTIMISED}:-Os>")
  endif()
endfunction()

# Drop unused sections at link time.
function(_suture_link_gc target)
  if(APPLE)
    target_link_options(${target} PRIVATE "$<${_SUTURE_OPTIMISED}:LINKER:-dead_strip>")
  elseif(MSVC)
    target_link_options(${target} PRIVATE "$<${_SUTURE_OPTIMISED}:/OPT:REF,ICF>")
  else()
    target_link_options(${target} PRIVATE "$<${_SUTURE_OPTIMISED}:LINKER:--gc-sections>")
  endif()
endfunction()

# Keep the runtime's symbols out of the module's dynamic table; what is exported the linker cannot
# drop. Inline functions of the standard library would be exported otherwise.
function(_suture_link_privately target library)
  if(UNIX AND NOT APPLE)
    target_link_options(${target} PRIVATE "LINKER:--exclude-libs,$<TARGET_FILE_NAME:${library}>")
  endif()
endfunction()

# Leave symbol tables and debug sections out of the binary that ships.
function(_suture_link_strip target)
  if(APPLE)
    target_link_options(${target} PRIVATE "$<${_SUTURE_STRIPPED}:LINKER:-x,-S>")
  elseif(UNIX)
    target_link_options(${target} PRIVATE "$<${_SUTURE_STRIPPED}:LINKER:-s>")
  endif()
endfunction()

# Python symbols come from the interpreter that loads the module.
function(_suture_link_python target)
  target_link_libraries(${target} PRIVATE Python::Module)
  if(APPLE)
    target_link_options(${target} PRIVATE LINKER:-undefined,dynamic_lookup)
  endif()
endfunction()

# Link-time optimisation where the compiler has it and the configuration optimises.
function(_suture_lto target)
  foreach(configuration RELEASE MINSIZEREL RELWITHDEBINFO)
    set_target_properties(${target} PROPERTIES INTERPROCEDURAL_OPTIMIZATION_${configuration} ON)
  endforeach()
endfunction()
