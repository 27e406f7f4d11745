# Makes files part of the program:
#
#   cmake -DFOLDER=dir "-DFILES=a.png;sub/b.h" -DFUNCTION=name [-DWITHOUT=prefix] -DOUTPUT=files.cpp -P embed.cmake
#
# writes a C++ source that defines `std::span<const EmbeddedFile> lyap::name()`, with the files in the order of FILES.
# Their names are those in FILES, without the prefix where they begin with it. Who calls the function declares it.

foreach(argument FOLDER FILES FUNCTION OUTPUT)
  if(NOT DEFINED ${argument})
    message(FATAL_ERROR "embed.cmake: -D${argument}=... is missing")
  endif()
endforeach()

string(REPEAT "...." 25 line)  # a byte is four characters, \x4c
set(entries "")
foreach(file IN LISTS FILES)
  file(READ "${FOLDER}/${file}" bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  string(REGEX REPLACE "(${line})" "\\1\"\n        \"" bytes "${bytes}")
  set(name "${file}")
  if(DEFINED WITHOUT)
    string(REPLACE "${WITHOUT}" "" name "${file}")
  endif()
  string(APPEND entries "      {\"${name}\",\n       {\"${bytes}\",\n        ${size}}},\n")
endforeach()

file(WRITE "${OUTPUT}" "// Made by embed.cmake.

#include \"host/base/embedded_file.h\"

#include <span>

namespace lyap {

std::span<const EmbeddedFile> ${FUNCTION}();

std::span<const EmbeddedFile> ${FUNCTION}() {
  static constexpr EmbeddedFile kFiles[] = {
${entries}  };
  return kFiles;
}

}  // namespace lyap
")
