# How long lyap takes to compile, where that costs nothing to who runs it.

# Little of a program for pictures runs once per pixel; the rest need not be optimized for long. Call this after all
# sources are in the target: those named after it are optimized as Release is, -O3, the others with -O1.
function(lyap_optimize target)
  target_compile_options(${target} PRIVATE $<$<AND:$<CONFIG:Release>,$<COMPILE_LANGUAGE:CXX>>:-O1>)
  if(ARGN)
    set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_OPTIONS $<$<CONFIG:Release>:-O3>)
  endif()
endfunction()

# Where CMAKE_UNITY_BUILD is set, the files of a folder become one for the compiler: the headers are read, and the
# templates compiled, once instead of dozens of times. So no two files of a folder may use one name for different things,
# not even in unnamed namespaces; those that do are named after EXCEPT. tools/setup/setup.sh builds so for the first
# picture.
function(lyap_unite_folders target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" EXCEPT)
  if(arg_EXCEPT)
    set_source_files_properties(${arg_EXCEPT} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(NOT IS_ABSOLUTE ${source})
      cmake_path(GET source PARENT_PATH folder)
      string(MAKE_C_IDENTIFIER "${folder}" folder)
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP "${folder}")
    endif()
  endforeach()
endfunction()
