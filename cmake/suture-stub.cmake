# suture_add_stub(<name> MODULE <module> OUTPUT <file>... [OUTPUT_PATH <folder>]
#                 [PYTHON_PATH <folder>...] [DEPENDS <target or file>...]
#                 [PATTERN_FILE <file>...] [MARKER_FILE <file>...]
#                 [RECURSIVE] [INCLUDE_PRIVATE] [EXCLUDE_DOCSTRINGS] [EXCLUDE_VALUES] [VERBOSE]
#                 [INSTALL_TIME [COMPONENT <component>] [EXCLUDE_FROM_ALL]])
#
# Writes the type stub of a Python module, which is imported for it, with `suture stubs`. <name> is
# a target that the default build makes; with INSTALL_TIME the installation writes the stub instead.
#
#   MODULE         name of the module
#   OUTPUT         the stub; with RECURSIVE, all of them (for dependencies only)
#   OUTPUT_PATH    folder of the stubs, with RECURSIVE or INSTALL_TIME
#   PYTHON_PATH    folders to find the module in; may hold generator expressions at build time
#   DEPENDS        what has to be built before, such as the module's target
#   PATTERN_FILE   rules that replace entries, relative to the current source folder
#   MARKER_FILE    empty files to write too, usually py.typed
#   RECURSIVE      submodules too
#
# Paths are relative to CMAKE_CURRENT_BINARY_DIR; with INSTALL_TIME, to CMAKE_INSTALL_PREFIX.
# A cross build runs the interpreter under CMAKE_CROSSCOMPILING_EMULATOR; without one there is no
# stub at build time: the target does nothing and a message says so. Where a target in DEPENDS is
# built with a sanitizer, the interpreter loads its library first.
#
# A dialect's command differs in its name and in what runs: it parses the same keywords into arg_*
# and calls _suture_add_stub.

include_guard(GLOBAL)

function(suture_add_stub name)
  cmake_parse_arguments(PARSE_ARGV 1 arg
    "RECURSIVE;INCLUDE_PRIVATE;EXCLUDE_DOCSTRINGS;EXCLUDE_VALUES;VERBOSE;INSTALL_TIME;EXCLUDE_FROM_ALL"
    "MODULE;OUTPUT_PATH;COMPONENT"
    "OUTPUT;PYTHON_PATH;DEPENDS;PATTERN_FILE;MARKER_FILE")
  _suture_find_python()
  _suture_add_stub("suture_add_stub(${name})" "${name}"
    "${Python_EXECUTABLE};${_SUTURE_ROOT}/cmake/suture-command.py;stubs")
endfunction()

# The stub of arg_MODULE, by <command> (a list: interpreter, script, options); <call> is what the
# author wrote, for messages. Further arguments are NAME=value words of the command's environment.
function(_suture_add_stub call name command)
  _suture_check_stub("${call}")
  _suture_stub_arguments(arguments)
  list(APPEND command ${arguments})
  if(arg_INSTALL_TIME)
    _suture_stub_at_install("${call}" "${command}" ${ARGN})
  else()
    _suture_stub_at_build("${call}" "${name}" "${command}" ${ARGN})
  endif()
endfunction()

# Refuse what cannot work, at configure time.
function(_suture_check_stub call)
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${call}: unknown argument '${arg_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT arg_MODULE)
    message(FATAL_ERROR "${call}: name the module with MODULE")
  endif()
  if(NOT arg_INSTALL_TIME AND NOT arg_OUTPUT)
    message(FATAL_ERROR "${call}: name the stub's file with OUTPUT")
  endif()
  list(LENGTH arg_OUTPUT count)
  if(count GREATER 1 AND NOT arg_RECURSIVE)
    message(FATAL_ERROR "${call}: OUTPUT takes several files with RECURSIVE only")
  endif()
  if(arg_OUTPUT_PATH AND NOT arg_RECURSIVE AND NOT arg_INSTALL_TIME)
    message(FATAL_ERROR "${call}: OUTPUT_PATH needs RECURSIVE or INSTALL_TIME")
  endif()
  if((arg_COMPONENT OR arg_EXCLUDE_FROM_ALL) AND NOT arg_INSTALL_TIME)
    message(FATAL_ERROR "${call}: COMPONENT and EXCLUDE_FROM_ALL need INSTALL_TIME")
  endif()
endfunction()

# The options of the command line, the same at both times.
function(_suture_stub_arguments result)
  set(arguments -m "${arg_MODULE}")
  if(NOT arg_VERBOSE)
    list(APPEND arguments -q)
  endif()
  foreach(pair RECURSIVE=-r INCLUDE_PRIVATE=-P EXCLUDE_DOCSTRINGS=-D EXCLUDE_VALUES=--exclude-values)
    string(REPLACE "=" ";" pair "${pair}")
    list(GET pair 0 keyword)
    list(GET pair 1 option)
    if(arg_${keyword})
      list(APPEND arguments ${option})
    endif()
  endforeach()
  foreach(file IN LISTS arg_PATTERN_FILE)
    get_filename_component(file "${file}" ABSOLUTE)
    list(APPEND arguments -p "${file}")
  endforeach()
  foreach(file IN LISTS arg_MARKER_FILE)
    list(APPEND arguments -M "${file}")
  endforeach()
  foreach(folder IN LISTS arg_PYTHON_PATH)
    list(APPEND arguments -i "${folder}")
  endforeach()
  list(APPEND arguments -i .)
  if(arg_OUTPUT_PATH)
    list(APPEND arguments -O "${arg_OUTPUT_PATH}")
  elseif(arg_OUTPUT AND NOT arg_RECURSIVE)
    list(APPEND arguments -o "${arg_OUTPUT}")
  endif()
  set(${result} "${arguments}" PARENT_SCOPE)
endfunction()

function(_suture_stub_at_build call name command)
  if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    message(STATUS "${call}: no stub, a cross build cannot import the module; set "
      "CMAKE_CROSSCOMPILING_EMULATOR, or keep a stub of a native build in the sources")
    add_custom_target(${name})
    return()
  endif()
  set(emulator)
  if(CMAKE_CROSSCOMPILING)
    set(emulator ${CMAKE_CROSSCOMPILING_EMULATOR})
  endif()
  set(outputs)
  foreach(file IN LISTS arg_OUTPUT arg_MARKER_FILE)
    get_filename_component(file "${file}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
    list(APPEND outputs "${file}")
  endforeach()
  list(REMOVE_DUPLICATES outputs)
  list(GET command 1 script)
  set(depends ${arg_DEPENDS} "${script}")
  foreach(file IN LISTS arg_PATTERN_FILE)
    get_filename_component(file "${file}" ABSOLUTE)
    list(APPEND depends "${file}")
  endforeach()
  _suture_sanitizer_environment(environment ${arg_DEPENDS})
  list(APPEND environment ${ARGN})
  if(environment)
    set(environment "${CMAKE_COMMAND}" -E env ${environment})
  endif()
  add_custom_command(OUTPUT ${outputs}
    COMMAND ${environment} ${emulator} ${command}
    WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}"
    DEPENDS ${depends}
    COMMENT "Writing the type stub of ${arg_MODULE}"
    COMMAND_EXPAND_LISTS VERBATIM)
  add_custom_target(${name} ALL DEPENDS ${outputs})
endfunction()

function(_suture_stub_at_install call command)
  set(options)
  if(arg_COMPONENT)
    list(APPEND options COMPONENT ${arg_COMPONENT})
  endif()
  if(arg_EXCLUDE_FROM_ALL)
    list(APPEND options EXCLUDE_FROM_ALL)
  endif()
  set(words)
  foreach(word IN LISTS ARGN command)
    string(APPEND words " [=[${word}]=]")
  endforeach()
  install(CODE "
    set(folder \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\")
    execute_process(
      COMMAND \"\${CMAKE_COMMAND}\" -E env${words}
      WORKING_DIRECTORY \"\${folder}\" RESULT_VARIABLE failed)
    if(failed)
      message(FATAL_ERROR \"${call}: the type stub of ${arg_MODULE} could not be written\")
    endif()
  " ${options})
endfunction()

# Set <result> to the NAME=value words with which an interpreter loads targets built with a sanitizer.
function(_suture_sanitizer_environment result)
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
