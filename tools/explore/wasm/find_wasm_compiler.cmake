# Looks for what the page without a server is made with: sets LYAP_PAGE_FOUND, with the programs LYAP_WASM_CXX,
# LYAP_WASM_LD and gzip, or else LYAP_PAGE_PROBLEM.
set(LYAP_PAGE_FOUND OFF)
set(LYAP_PAGE_PROBLEM "" CACHE INTERNAL "Why there is no page without a server")
macro(lyap_no_page problem)
  set(LYAP_PAGE_PROBLEM "${problem}" CACHE INTERNAL "Why there is no page without a server")
endmacro()
find_program(LYAP_WASM_CXX NAMES clang++-19 clang++-20 clang++-21)
find_program(LYAP_WASM_LD NAMES wasm-ld-19 wasm-ld-20 wasm-ld-21)
find_program(LYAP_NODE node)
if(NOT LYAP_EXPLORER_FOUND)
  lyap_no_page("it is the explorer's page, and there is no explorer")
elseif(NOT LYAP_WASM_CXX OR NOT LYAP_WASM_LD)
  lyap_no_page("clang for WebAssembly was not found: install the packages clang-19 and lld-19")
elseif(NOT LYAP_NODE)
  lyap_no_page("Node.js was not found: install the package nodejs, or set LYAP_NODE to the program")
else()
  # Whether there is a C++ library for WebAssembly too.
  set(probe ${CMAKE_CURRENT_BINARY_DIR}/wasm_probe.cpp)
  file(WRITE ${probe} "#include <string>\nint main() { return static_cast<int>(std::string(\"a\").size()) - 1; }\n")
  execute_process(
    COMMAND ${LYAP_WASM_CXX} --target=wasm32-wasi -std=c++20 -fuse-ld=${LYAP_WASM_LD} ${probe} -o ${probe}.wasm
    RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
  if(failed)
    lyap_no_page("the C++ library for WebAssembly was not found: install the packages \
libc++-19-dev-wasm32, libc++abi-19-dev-wasm32, libclang-rt-19-dev-wasm32 and wasi-libc")
  else()
    set(LYAP_PAGE_FOUND ON)
  endif()
endif()
