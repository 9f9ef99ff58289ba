# The runtime's source files, relative to src/. tools/check_cmake_sources.py holds this list against
# the disk and against src/suture.cpp, the one file that includes them all;
# its option --fix writes this list.
set(SUTURE_SOURCES
  call/bind.cpp
  call/dispatch.cpp
  call/mismatch.cpp
  call/scalar.cpp
  enum/value.cpp
  error/cast.cpp
  error/translate.cpp
  function/define.cpp
  function/object.cpp
  function/signature.cpp
  function/signature_check.cpp
  function/text.cpp
  state/gil.cpp
  state/interpreter.cpp
  table.cpp
  type/access.cpp
  type/allocate.cpp
  type/construct.cpp
  type/create.cpp
  type/lifecycle.cpp
  type/load.cpp
  type/member.cpp
  type/operators.cpp
  type/static_property.cpp
  type/trampoline.cpp
  type/wrap.cpp
)

# What each module of a shared runtime carries itself; part of the static runtime.
set(SUTURE_GLUE_SOURCES
  glue/bits.cpp
  glue/call.cpp
  glue/capsule.cpp
  glue/complex_parts.cpp
  glue/error.cpp
  glue/exception.cpp
  glue/filesystem.cpp
  glue/invoke.cpp
  glue/items.cpp
  glue/module.cpp
  glue/object.cpp
  glue/owner.cpp
  glue/raise.cpp
  glue/shared_owner.cpp
  glue/text.cpp
  glue/time_parts.cpp
  glue/typed.cpp
  glue/types.cpp
)
