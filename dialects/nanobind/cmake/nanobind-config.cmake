# find_package(nanobind CONFIG) lands here when Suture stands in for nanobind; add_subdirectory and
# FetchContent come through ../CMakeLists.txt. Gives nanobind's CMake functions on Suture's own.

if(CMAKE_VERSION VERSION_LESS 3.18)
  message(FATAL_ERROR "suture (in place of nanobind) needs CMake 3.18 or later, this is ${CMAKE_VERSION}")
endif()
cmake_policy(PUSH)
cmake_policy(VERSION 3.18...4.0)

get_filename_component(_nb_here "${CMAKE_CURRENT_LIST_FILE}" REALPATH)
get_filename_component(_nb_here "${_nb_here}" DIRECTORY)
get_filename_component(NB_DIR "${_nb_here}/.." ABSOLUTE)
set(NB_DIR "${NB_DIR}" CACHE INTERNAL "")

include("${NB_DIR}/../../cmake/suture-config.cmake")
_suture_find_python()

# A build under `suture swap`: it wants to know that it was asked. What the installer chose for the
# project's own requirement (nanobind<3) says more than a find_package without a version.
if(DEFINED ENV{SUTURE_SWAP_LOG})
  file(APPEND "$ENV{SUTURE_SWAP_LOG}" "asked in CMake\n")
  execute_process(
    COMMAND "${Python_EXECUTABLE}" -c "import importlib.metadata as m; print(m.version('nanobind'))"
    OUTPUT_VARIABLE _nb_installed OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(_nb_installed MATCHES "^[0-9.]+")
    set(NB_DIALECT_VERSION ${CMAKE_MATCH_0})
  endif()
  unset(_nb_installed)
endif()

# Which upstream major version the sources are written for: 2 where a build asks for less than 3.
# -DNB_DIALECT_LEVEL=2 (or 3) overrides.
set(_nb_level 3)
if(DEFINED nanobind_FIND_VERSION_MAX AND NOT nanobind_FIND_VERSION_MAX STREQUAL "")
  if(nanobind_VERSION VERSION_LESS 3 AND NOT nanobind_VERSION STREQUAL "")
    set(_nb_level 2)
  endif()
elseif(nanobind_FIND_VERSION AND nanobind_FIND_VERSION VERSION_LESS 3)
  set(_nb_level 2)
elseif(NB_DIALECT_VERSION AND NB_DIALECT_VERSION VERSION_LESS 3)
  set(_nb_level 2)
endif()
set(_NB_LEVEL ${_nb_level} CACHE INTERNAL "")

# File name endings: of this interpreter, and of the stable ABI.
if(WIN32)
  set(_nb_ending ".pyd")
  set(_nb_stable ".pyd")
else()
  set(_nb_ending "${CMAKE_SHARED_MODULE_SUFFIX}")
  set(_nb_stable ".abi3${CMAKE_SHARED_MODULE_SUFFIX}")
endif()
_suture_module_suffix(_nb_suffix)
set(_nb_threaded 0)
set(_nb_abi "${Python_VERSION_MAJOR}${Python_VERSION_MINOR}")
if(_nb_suffix MATCHES "[0-9]t[.-]")
  set(_nb_threaded 1)
  set(_nb_abi "${_nb_abi}t")
endif()
set(NB_SUFFIX "${_nb_suffix}" CACHE INTERNAL "")
set(NB_SUFFIX_EXT "${_nb_ending}" CACHE INTERNAL "")
set(NB_SUFFIX_S "${_nb_stable}" CACHE INTERNAL "")
set(NB_ABI "${_nb_abi}" CACHE INTERNAL "")
set(NB_FREE_THREADED ${_nb_threaded} CACHE INTERNAL "")
set(NB_OPT "${_SUTURE_STRIPPED}" CACHE INTERNAL "")
set(NB_OPT_SIZE "${_SUTURE_OPTIMISED}" CACHE INTERNAL "")

include("${NB_DIR}/cmake/nanobind-flags.cmake")
include("${NB_DIR}/cmake/nanobind-library.cmake")
include("${NB_DIR}/cmake/nanobind-module.cmake")
include("${NB_DIR}/cmake/nanobind-stub.cmake")

foreach(_nb_name IN ITEMS here level ending stable suffix threaded abi)
  unset(_nb_${_nb_name})
endforeach()
unset(_nb_name)
cmake_policy(POP)
