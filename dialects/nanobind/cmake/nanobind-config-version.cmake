# The version that find_package(nanobind ...) compares. Requests for 2.x and 3.x up to the reported
# version succeed: the dialect speaks both. A range or an exact request that leaves the reported
# version out is answered with the newest version inside it.

# A build may say which version it wants to see; `suture swap` does.
if(NOT DEFINED NB_DIALECT_VERSION)
  set(NB_DIALECT_VERSION 3.1.0)
endif()
set(PACKAGE_VERSION ${NB_DIALECT_VERSION})
set(PACKAGE_VERSION_COMPATIBLE FALSE)
set(PACKAGE_VERSION_EXACT FALSE)

if(PACKAGE_FIND_VERSION_RANGE)
  # lower...upper or lower...<upper. The newest release of each major version below the reported one.
  foreach(_nb_candidate IN ITEMS ${NB_DIALECT_VERSION} 2.15.0 "${PACKAGE_FIND_VERSION_MIN}")
    if(NOT PACKAGE_VERSION_COMPATIBLE
       AND _nb_candidate VERSION_GREATER_EQUAL 2
       AND _nb_candidate VERSION_LESS_EQUAL NB_DIALECT_VERSION
       AND _nb_candidate VERSION_GREATER_EQUAL PACKAGE_FIND_VERSION_MIN
       AND ((PACKAGE_FIND_VERSION_RANGE_MAX STREQUAL "INCLUDE"
             AND _nb_candidate VERSION_LESS_EQUAL PACKAGE_FIND_VERSION_MAX)
            OR (PACKAGE_FIND_VERSION_RANGE_MAX STREQUAL "EXCLUDE"
                AND _nb_candidate VERSION_LESS PACKAGE_FIND_VERSION_MAX)))
      set(PACKAGE_VERSION ${_nb_candidate})
      set(PACKAGE_VERSION_COMPATIBLE TRUE)
    endif()
  endforeach()
  unset(_nb_candidate)
elseif(NOT PACKAGE_FIND_VERSION)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
elseif(PACKAGE_FIND_VERSION VERSION_GREATER_EQUAL 2
       AND PACKAGE_FIND_VERSION VERSION_LESS_EQUAL NB_DIALECT_VERSION)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
  if(nanobind_FIND_VERSION_EXACT)
    set(PACKAGE_VERSION ${PACKAGE_FIND_VERSION})
  endif()
  if(PACKAGE_VERSION VERSION_EQUAL PACKAGE_FIND_VERSION)
    set(PACKAGE_VERSION_EXACT TRUE)
  endif()
endif()
