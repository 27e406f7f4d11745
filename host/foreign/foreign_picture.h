#pragma once

#include "host/spec/settings.h"

#include <string>
#include <vector>

namespace lyap {

/// A picture that a file of another program describes.
struct ForeignPicture {
  /// What the file calls it.
  std::string name;
  /// The fields of a still that shows the same exponents; none where `problem` says why there can be none.
  Settings fields{};
  /// What is different here or was left out, for people.
  std::vector<std::string> notes{};
  std::string problem{};
};

/// The pictures that a file describes.
struct ForeignPictures {
  std::vector<ForeignPicture> pictures;
  /// How many entries there are of other kinds than Lyapunov fractals.
  int others = 0;
};

}  // namespace lyap
