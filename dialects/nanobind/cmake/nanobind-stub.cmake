# nanobind_add_stub(<target> MODULE <module> OUTPUT <file>... [keywords]): a .pyi file from a module,
# made when the project is built, or with INSTALL_TIME when it is installed.
#
#   OUTPUT_PATH <folder>     where RECURSIVE and INSTALL_TIME write
#   PYTHON_PATH <folder>...  searched for the module, besides the current folder
#   DEPENDS <target>...      what the module needs to be built first
#   MARKER_FILE <file>...    empty files to make, py.typed
#   PATTERN_FILE <file>...   rules that replace declarations
#   RECURSIVE, INCLUDE_PRIVATE, EXCLUDE_DOCSTRINGS, EXCLUDE_VALUES, VERBOSE
#   COMPONENT <name>, EXCLUDE_FROM_ALL    with INSTALL_TIME, as in install()

include_guard(GLOBAL)

function(nanobind_add_stub name)
  cmake_parse_arguments(PARSE_ARGV 1 arg
    "VERBOSE;INCLUDE_PRIVATE;EXCLUDE_DOCSTRINGS;EXCLUDE_VALUES;INSTALL_TIME;RECURSIVE;EXCLUDE_FROM_ALL"
    "MODULE;OUTPUT_PATH;COMPONENT"
    "OUTPUT;PYTHON_PATH;DEPENDS;MARKER_FILE;PATTERN_FILE")
  _suture_find_python()
  nanobind_resolve_python_path()
  _suture_add_stub("nanobind_add_stub(${name})" "${name}" "${NB_PY_PATH};${NB_DIR}/stubgen.py" NB_STUBGEN=1)
endfunction()

# Set <result> to NAME=value words that let an interpreter load targets built with a sanitizer.
function(nanobind_sanitizer_preload_env result)
  _suture_sanitizer_environment(words ${ARGN})
  set(${result} "${words}" PARENT_SCOPE)
endfunction()

# Set NB_PY_PATH to the interpreter that runs the stub tool.
function(nanobind_resolve_python_path)
  if(Python_EXECUTABLE)
    set(NB_PY_PATH "${Python_EXECUTABLE}" PARENT_SCOPE)
  else()
    set(NB_PY_PATH "$<TARGET_FILE:Python::Interpreter>" PARENT_SCOPE)
  endif()
endfunction()
