# Makes source files part of the program, for the compiler of kernels:
#
#   cmake -DFOLDER=dir "-DFILES=kernels/a.cu;kernels/b.h" -DOUTPUT=texts.cpp -P embed_texts.cmake
#
# writes a C++ source that defines lyap::kernel_texts() of host/backends/cuda/kernel_texts.h. Texts have their names below FOLDER but
# for what stands in kernels/cuda/nvrtc, which is found as if it were of the standard library.

foreach(argument FOLDER FILES OUTPUT)
  if(NOT DEFINED ${argument})
    message(FATAL_ERROR "embed_texts.cmake: -D${argument}=... is missing")
  endif()
endforeach()

set(texts "")
foreach(file IN LISTS FILES)
  file(READ "${FOLDER}/${file}" text)
  string(REPLACE "kernels/cuda/nvrtc/" "" name "${file}")
  string(APPEND texts "      {\"${name}\", R\"lyap_text(${text})lyap_text\"},\n")
endforeach()

file(WRITE "${OUTPUT}" "// Made by embed_texts.cmake.

#include \"host/backends/cuda/kernel_texts.h\"

namespace lyap {

std::span<const KernelText> kernel_texts() {
  static constexpr KernelText kTexts[] = {
${texts}  };
  return kTexts;
}

}  // namespace lyap
")
