# What every file of lyap is compiled with: the targets of the directory that includes this, and of those below. Programs
# that use the libraries are not touched by it.
#
# Contraction is off because bit-identical backends need every fused multiply-add to be written as one.
add_compile_options(
  "$<$<COMPILE_LANGUAGE:CXX>:-ffp-contract=off;-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion>"
  "$<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${LYAP_WARNINGS_AS_ERRORS}>>:-Werror>")
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 warns of overlaps in std::string's operator+ that cannot happen (GCC bug 105651).
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()
if(LYAP_SANITIZERS)
  add_compile_options(
    "$<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${LYAP_SANITIZERS};-fno-sanitize-recover=all;-fno-omit-frame-pointer>")
  add_link_options(-fsanitize=${LYAP_SANITIZERS})
  # With sanitizers GCC takes alternatives of a std::variant that are not there for uninitialized.
  add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized>)
endif()
