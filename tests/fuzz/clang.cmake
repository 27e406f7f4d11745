# Toolchain: clang, which brings libFuzzer.
find_program(LYAP_CLANG NAMES clang++ clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14 REQUIRED)
set(CMAKE_CXX_COMPILER ${LYAP_CLANG})
