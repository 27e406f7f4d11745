# How long lyap takes to compile, where that costs nothing to who runs it.

# Little of a program for pictures runs once per pixel; the rest need not be optimized for long. Call this after all
# sources are in the target: those named after it are optimized as Release is, -O3, the others with -O1.
function(lyap_optimize target)
  target_compile_options(${target} PRIVATE $<$<AND:$<CONFIG:Release>,$<COMPILE_LANGUAGE:CXX>>:-O1>)
  if(ARGN)
    set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_OPTIONS $<$<CONFIG:Release>:-O3>)
  endif()
endfunction()

# Where LYAP_UNITE_FOLDERS is on, the files of a folder become one for the compiler: headers are read, and templates
# compiled, once instead of dozens of times. So no two files of a folder may use one name for different things, not even
# in unnamed namespaces; files, or whole folders, that do are named after EXCEPT.
option(LYAP_UNITE_FOLDERS "Compile the files of a folder as one, which is soonest done if all are to be compiled" OFF)
function(lyap_unite_folders target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" EXCEPT)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${LYAP_UNITE_FOLDERS} UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    if(NOT IS_ABSOLUTE ${source} AND NOT source IN_LIST arg_EXCEPT AND NOT folder IN_LIST arg_EXCEPT)
      string(MAKE_C_IDENTIFIER "${folder}" group)
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
    endif()
  endforeach()
endfunction()
