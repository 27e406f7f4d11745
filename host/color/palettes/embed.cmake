# Makes a file part of the program:
#
#   cmake -DINPUT=picture.png -DOUTPUT=picture.cpp -DFUNCTION=picture -P embed.cmake
#
# writes a C++ source that defines `std::span<const unsigned char> lyap::picture()`, which gives the file's bytes. Who
# calls it declares it.

foreach(argument INPUT OUTPUT FUNCTION)
  if(NOT DEFINED ${argument})
    message(FATAL_ERROR "embed.cmake: -D${argument}=... is missing")
  endif()
endforeach()

file(READ "${INPUT}" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REPEAT "....." 20 line)
string(REGEX REPLACE "(${line})" "\\1\n" bytes "${bytes}")
get_filename_component(name "${INPUT}" NAME)

file(WRITE "${OUTPUT}" "// Made by embed.cmake from ${name}.

#include <span>

namespace lyap {

std::span<const unsigned char> ${FUNCTION}();

std::span<const unsigned char> ${FUNCTION}() {
  static constexpr unsigned char kBytes[] = {
${bytes}
  };
  return kBytes;
}

}  // namespace lyap
")
