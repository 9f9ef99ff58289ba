# find_package(suture CONFIG) lands here, add_subdirectory and FetchContent through CMakeLists.txt.
# It gives the functions suture_add_module and suture_add_stub and defines no target until a module asks for one.

if(CMAKE_VERSION VERSION_LESS 3.18)
  message(FATAL_ERROR "suture needs CMake 3.18 or later, this is ${CMAKE_VERSION}")
endif()

get_filename_component(SUTURE_ROOT "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
set(SUTURE_INCLUDE_DIR "${SUTURE_ROOT}/include")

include("${CMAKE_CURRENT_LIST_DIR}/suture-flags.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/suture-library.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/suture-module.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/suture-stub.cmake")
