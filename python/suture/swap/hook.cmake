# Included after the first project() of a swapped build: copies of nanobind that the project carries
# or downloads give way to Suture's dialect. SUTURE_SWAP_DIALECT names its folder.

include_guard(GLOBAL)

set(SUTURE_SWAP_DIALECT "$ENV{SUTURE_SWAP_DIALECT}")
set(FETCHCONTENT_SOURCE_DIR_NANOBIND "${SUTURE_SWAP_DIALECT}" CACHE PATH "" FORCE)
set(CPM_nanobind_SOURCE "${SUTURE_SWAP_DIALECT}" CACHE PATH "" FORCE)
set(nanobind_DIR "${SUTURE_SWAP_DIALECT}/cmake" CACHE PATH "" FORCE)

# A macro, so that PARENT_SCOPE in the subfolder still means the caller.
macro(add_subdirectory _suture_folder)
  get_filename_component(_suture_path "${_suture_folder}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
  get_filename_component(_suture_name "${_suture_path}" NAME)
  if((EXISTS "${_suture_path}/cmake/nanobind-config.cmake" OR _suture_name STREQUAL "nanobind")
     AND NOT _suture_path STREQUAL SUTURE_SWAP_DIALECT
     AND (NOT EXISTS "${_suture_path}/CMakeLists.txt" OR EXISTS "${_suture_path}/cmake/nanobind-config.cmake"))
    message(STATUS "suture swap: ${_suture_path} gives way to ${SUTURE_SWAP_DIALECT}")
    file(APPEND "$ENV{SUTURE_SWAP_LOG}" "replaced ${_suture_path}\n")
    _add_subdirectory("${SUTURE_SWAP_DIALECT}" "${CMAKE_CURRENT_BINARY_DIR}/suture-nanobind")
  else()
    _add_subdirectory(${ARGV})
  endif()
endmacro()
