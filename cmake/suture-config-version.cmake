# The version that find_package(suture ...) compares, read from include/suture/version.h.
# Compatible is: the same major version, and no older than what was asked for.

file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/../include/suture/version.h" _suture_lines
     REGEX "^#define SUTURE_VERSION_(MAJOR|MINOR|PATCH) [0-9]+$")
set(PACKAGE_VERSION "")
foreach(_suture_part MAJOR MINOR PATCH)
  string(REGEX MATCH "_${_suture_part} ([0-9]+)" _suture_match "${_suture_lines}")
  string(APPEND PACKAGE_VERSION ".${CMAKE_MATCH_1}")
endforeach()
string(SUBSTRING "${PACKAGE_VERSION}" 1 -1 PACKAGE_VERSION)
string(REGEX MATCH "^[0-9]+" _suture_major "${PACKAGE_VERSION}")

set(PACKAGE_VERSION_COMPATIBLE FALSE)
set(PACKAGE_VERSION_EXACT FALSE)
if(PACKAGE_FIND_VERSION_RANGE)
  # lower...upper or lower...<upper; CMake states which in the two variables below.
  if(PACKAGE_VERSION VERSION_GREATER_EQUAL PACKAGE_FIND_VERSION_MIN
     AND ((PACKAGE_FIND_VERSION_RANGE_MAX STREQUAL "INCLUDE"
           AND PACKAGE_VERSION VERSION_LESS_EQUAL PACKAGE_FIND_VERSION_MAX)
          OR (PACKAGE_FIND_VERSION_RANGE_MAX STREQUAL "EXCLUDE"
              AND PACKAGE_VERSION VERSION_LESS PACKAGE_FIND_VERSION_MAX)))
    set(PACKAGE_VERSION_COMPATIBLE TRUE)
  endif()
elseif(NOT PACKAGE_FIND_VERSION)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
elseif(PACKAGE_VERSION VERSION_GREATER_EQUAL PACKAGE_FIND_VERSION
       AND _suture_major EQUAL PACKAGE_FIND_VERSION_MAJOR)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
  if(PACKAGE_VERSION VERSION_EQUAL PACKAGE_FIND_VERSION)
    set(PACKAGE_VERSION_EXACT TRUE)
  endif()
endif()

unset(_suture_lines)
unset(_suture_part)
unset(_suture_match)
unset(_suture_major)
