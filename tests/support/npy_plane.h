#pragma once

#include "tests/support/temporary_folder.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace lyap {

/// A NumPy file taken apart: header and numbers, as NEP 1 lays them out in version 1.0.
template <class T>
struct NpyPlane {
  std::string header;
  std::vector<T> values;

  static NpyPlane read(const std::string& path) {
    constexpr std::size_t kPreamble = 10;  // magic, version, length of the dictionary in 2 bytes
    const std::string content = content_of(path);
    const auto low = static_cast<unsigned char>(content.at(kPreamble - 2));
    const auto high = static_cast<unsigned char>(content.at(kPreamble - 1));
    const std::size_t start = kPreamble + low + 256U * high;
    NpyPlane plane{content.substr(0, start), std::vector<T>((content.size() - start) / sizeof(T))};
    std::memcpy(plane.values.data(), content.data() + start, plane.values.size() * sizeof(T));
    return plane;
  }

  void write(const std::string& path) const {
    make_file(path, header + std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)));
  }
};

}  // namespace lyap
