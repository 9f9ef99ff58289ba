# suture-warnings: the warnings that Suture's own code is clean under. Development only.

include_guard(GLOBAL)

add_library(suture-warnings INTERFACE)
if(MSVC)
  target_compile_options(suture-warnings INTERFACE /W4 "$<$<BOOL:${SUTURE_WERROR}>:/WX>")
else()
  target_compile_options(suture-warnings INTERFACE
    -Wall -Wextra -Wconversion "$<$<BOOL:${SUTURE_WERROR}>:-Werror>")
endif()
