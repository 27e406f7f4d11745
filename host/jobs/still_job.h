#pragma once

#include "host/color/palette.h"
#include "host/compute/backend.h"
#include "host/jobs/work.h"
#include "host/render/still.h"
#include "host/spec/annotations.h"
#include "host/spec/render_spec.h"
#include "host/spec/settings.h"

#include <string>
#include <vector>

namespace lyap {

/// A still that is ready to be rendered.
struct StillJob {
  /// The output of one that goes to arrays alone.
  static constexpr const char* kNoPicture = "none";

  RenderSpec spec;
  Palette palette;
  /// The PNG or EXR file, "-" for standard output, kNoPicture for none.
  std::string output{};
  /// Bits a channel of a PNG file: 8, the palette's entries, or 16, colours of the continuous palette.
  int depth = 8;
  /// What is drawn around the picture, in a PNG file of 8 bits.
  Annotations annotations{};
  /// The NumPy files of the exponents and of the periods; empty if there are to be none.
  std::string exponents{};
  std::string periods{};

  bool has_picture() const { return output != kNoPicture; }
};

/// The fields of a still: those of a picture, those of center_fields(), and
///
///     output                        the file, .png or .exr
///     depth                         8 or 16 bits a channel of a PNG file
///     axes, colorbar                true or false; what is drawn around the picture
///     save-exponents, save-period   NumPy files; exponents in .npz with the axes' rates and the recipe beside them
std::vector<std::string> still_fields();

/// The still that the fields describe; without an output if they name none. Throws InvalidInput, naming the field, and
/// Failure if a palette file cannot be read.
StillJob read_still_job(const Settings& settings);

/// Renders the still into its file, and its exponents and periods if they are wanted; `progress` gets the share of it
/// that is done. An older file is replaced only when all is written. What the tone leaves open is found in the
/// picture first. Throws what render_still() and OutputFile throw.
StillTimings run_still(const StillJob& job, Backend& backend, const Work& work,
                       const std::function<void(double share)>& progress = {});

}  // namespace lyap
