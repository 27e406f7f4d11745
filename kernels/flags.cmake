# lyap_flags: what everything is compiled with. Contraction is off because bit-identical backends need every fused
# multiply-add to be written as one.
add_library(lyap_flags INTERFACE)
target_compile_features(lyap_flags INTERFACE cxx_std_20)
target_include_directories(lyap_flags INTERFACE ${CMAKE_CURRENT_LIST_DIR}/.. ${PROJECT_BINARY_DIR})
target_compile_options(lyap_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-ffp-contract=off;-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion>
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${LYAP_WARNINGS_AS_ERRORS}>>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 warns of overlaps in std::string's operator+ that cannot happen (GCC bug 105651).
  target_compile_options(lyap_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()
if(LYAP_SANITIZERS)
  target_compile_options(lyap_flags INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${LYAP_SANITIZERS};-fno-sanitize-recover=all;-fno-omit-frame-pointer>)
  target_link_options(lyap_flags INTERFACE -fsanitize=${LYAP_SANITIZERS})
endif()
