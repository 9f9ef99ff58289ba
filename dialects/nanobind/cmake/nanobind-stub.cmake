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
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "nanobind_add_stub(${name}): unknown argument '${arg_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT arg_MODULE)
    message(FATAL_ERROR "nanobind_add_stub(${name}): MODULE is missing")
  endif()
  if(NOT arg_OUTPUT AND NOT arg_INSTALL_TIME)
    message(FATAL_ERROR "nanobind_add_stub(${name}): OUTPUT is missing")
  endif()
  if(arg_OUTPUT_PATH AND NOT (arg_INSTALL_TIME OR arg_RECURSIVE))
    message(FATAL_ERROR "nanobind_add_stub(${name}): OUTPUT_PATH needs RECURSIVE or INSTALL_TIME")
  endif()
  list(LENGTH arg_OUTPUT outputs)
  if(outputs GREATER 1 AND NOT arg_RECURSIVE)
    message(FATAL_ERROR "nanobind_add_stub(${name}): several OUTPUT files need RECURSIVE")
  endif()
  _suture_find_python()

  _nb_stub_arguments(arguments)
  nanobind_resolve_python_path()
  set(command "${NB_PY_PATH}" "${NB_DIR}/stubgen.py" ${arguments})
  if(arg_INSTALL_TIME)
    _nb_stub_at_install(${name} "${command}")
  else()
    _nb_stub_at_build(${name} "${command}")
  endif()
endfunction()

# The stub tool's command line.
function(_nb_stub_arguments result)
  set(arguments)
  if(NOT arg_VERBOSE)
    list(APPEND arguments -q)
  endif()
  if(arg_RECURSIVE)
    list(APPEND arguments -r)
  endif()
  if(arg_INCLUDE_PRIVATE)
    list(APPEND arguments -P)
  endif()
  if(arg_EXCLUDE_DOCSTRINGS)
    list(APPEND arguments -D)
  endif()
  if(arg_EXCLUDE_VALUES)
    list(APPEND arguments --exclude-values)
  endif()
  foreach(folder IN ITEMS "." LISTS arg_PYTHON_PATH)
    list(APPEND arguments -i "${folder}")
  endforeach()
  foreach(file IN LISTS arg_PATTERN_FILE)
    # The tool runs in the folder of the build, the caller means the folder of the sources.
    get_filename_component(file "${file}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    list(APPEND arguments -p "${file}")
  endforeach()
  foreach(file IN LISTS arg_MARKER_FILE)
    list(APPEND arguments -M "${file}")
  endforeach()
  list(APPEND arguments -m "${arg_MODULE}")
  if(arg_OUTPUT_PATH)
    list(APPEND arguments -O "${arg_OUTPUT_PATH}")
  endif()
  if(arg_OUTPUT AND NOT arg_RECURSIVE)
    if(arg_INSTALL_TIME AND arg_OUTPUT_PATH)
      # OUTPUT_PATH says where; the tool refuses both.
    else()
      list(APPEND arguments -o "${arg_OUTPUT}")
    endif()
  endif()
  set(${result} "${arguments}" PARENT_SCOPE)
endfunction()

# A custom target of the default build that runs the tool in the current binary folder.
function(_nb_stub_at_build name command)
  set(files)
  foreach(file IN LISTS arg_OUTPUT arg_MARKER_FILE)
    get_filename_component(file "${file}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
    list(APPEND files "${file}")
  endforeach()
  list(REMOVE_DUPLICATES files)
  nanobind_sanitizer_preload_env(preload ${arg_DEPENDS})
  set(patterns)
  foreach(file IN LISTS arg_PATTERN_FILE)
    get_filename_component(file "${file}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    list(APPEND patterns "${file}")
  endforeach()
  add_custom_command(
    OUTPUT ${files}
    COMMAND ${CMAKE_COMMAND} -E env NB_STUBGEN=1 ${preload} ${command}
    WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}"
    DEPENDS ${arg_DEPENDS} ${patterns} "${NB_DIR}/stubgen.py"
    COMMAND_EXPAND_LISTS VERBATIM)
  add_custom_target(${name} ALL DEPENDS ${files})
endfunction()

# The tool in the folder of the installation; paths are relative to it.
function(_nb_stub_at_install name command)
  set(words "")
  foreach(word IN LISTS command)
    string(APPEND words " [==[${word}]==]")
  endforeach()
  set(options)
  if(arg_COMPONENT)
    list(APPEND options COMPONENT ${arg_COMPONENT})
  endif()
  if(arg_EXCLUDE_FROM_ALL)
    list(APPEND options EXCLUDE_FROM_ALL)
  endif()
  install(CODE "
    set(folder \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\")
    execute_process(
      COMMAND \"\${CMAKE_COMMAND}\" -E env NB_STUBGEN=1${words}
      WORKING_DIRECTORY \"\${folder}\" RESULT_VARIABLE failed)
    if(failed)
      message(FATAL_ERROR \"nanobind_add_stub(${name}): the stub tool failed\")
    endif()" ${options})
endfunction()

# Set <result> to NAME=value words that let an interpreter load targets built with a sanitizer.
function(nanobind_sanitizer_preload_env result)
  set(libraries)
  foreach(target IN LISTS ARGN)
    if(NOT TARGET ${target})
      continue()
    endif()
    set(options ${CMAKE_CXX_FLAGS})
    foreach(property COMPILE_OPTIONS LINK_OPTIONS)
      get_target_property(found ${target} ${property})
      if(found)
        list(APPEND options ${found})
      endif()
    endforeach()
    if(NOT "${options}" MATCHES "-fsanitize=([a-z,]+)" OR NOT UNIX OR APPLE)
      continue()
    endif()
    foreach(pair "address:asan" "thread:tsan" "undefined:ubsan")
      string(REPLACE ":" ";" pair "${pair}")
      list(GET pair 0 sanitizer)
      list(GET pair 1 library)
      if("${options}" MATCHES "-fsanitize=[a-z,]*${sanitizer}")
        execute_process(
          COMMAND "${CMAKE_CXX_COMPILER}" "-print-file-name=lib${library}.so"
          OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
        if(IS_ABSOLUTE "${path}")
          list(APPEND libraries "${path}")
        endif()
      endif()
    endforeach()
  endforeach()
  set(words)
  if(libraries)
    list(REMOVE_DUPLICATES libraries)
    # With libstdc++, or the sanitizer finds no __cxa_throw to stand in for.
    list(JOIN libraries " " joined)
    set(words "LD_PRELOAD=${joined} libstdc++.so.6" "ASAN_OPTIONS=detect_leaks=0")
  endif()
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
