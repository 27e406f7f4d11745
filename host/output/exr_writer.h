#pragma once

#include "host/color/deep_pixel.h"
#include "host/spec/option_values.h"
#include "host/spec/render_spec.h"
#include "host/system/output_file.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lyap {

/// An attribute of an EXR file, of type string.
struct ExrText {
  std::string name;
  std::string value;
};

/// What an EXR file contains besides its pixels.
struct ExrImage {
  Size size;
  /// Of the exponents, kFloat or kDouble; none where pixels are averages of colours, which have no exponent.
  std::optional<Precision> precision;
  bool with_periods = false;
  std::vector<ExrText> texts;
  /// Samples of each pixel, to be told in a channel; 0 for no such channel.
  std::uint32_t samples = 0;
  /// Where the file has only some rows of a picture: how many rows that has, 0 for no more than the file, and which of
  /// them, from 0 at the top, is the file's first. Viewers show the rows in their place.
  int whole_height = 0;
  int top = 0;
};

/// The names of the channels apart from R, G and B.
inline constexpr const char* kExponentChannel = "lambda";
inline constexpr const char* kExponentRestChannel = "lambda_low";
inline constexpr const char* kPeriodChannel = "period";
inline constexpr const char* kSamplesChannel = "samples";

/// Writes one OpenEXR file from top to bottom, in bands of rows: scan lines, ZIP compression, which loses nothing, in
/// blocks of 16 rows that several threads compress. The channels are R, G and B in half precision, linear light; lambda
/// in single precision; where exponents are double, lambda_low, so that the sum of both in double is the exponent to
/// some 48 binary digits, and lambda the float next to it; period, whole numbers, if there are periods; and samples,
/// whole numbers. Of pixels without exponents there are neither lambda nor lambda_low.
///
/// The table of the blocks stands at the front of such a file and is known at the end, so that it cannot go to a
/// ByteSink: it takes an OutputFile that is a regular one.
///
/// Every function throws Failure if OpenEXR reports an error, and what OutputFile::write_at() throws; after either the
/// writer can only be destroyed.
class ExrWriter {
 public:
  /// Writes everything that comes before the pixels. `file` must outlive the writer. Uses that many threads, 0 for all
  /// processors. Throws InvalidInput, naming the output, if the file is written in place.
  ExrWriter(OutputFile& file, const ExrImage& image, int threads = 0);
  ~ExrWriter();
  ExrWriter(const ExrWriter&) = delete;
  ExrWriter& operator=(const ExrWriter&) = delete;
  ExrWriter(ExrWriter&&) = delete;
  ExrWriter& operator=(ExrWriter&&) = delete;

  /// Whole rows: colours as linear_halves() makes them, exponents in the precision of the image and periods, if
  /// it has any.
  struct Pixels {
    std::span<const std::byte> colors;
    std::span<const std::byte> exponents;
    std::span<const std::uint32_t> periods;
  };

  /// Appends rows. Throws Failure if these are parts of rows, more rows than are missing, or not equally many of each.
  void write_rows(const Pixels& pixels);

  /// Writes the table; a file remains to be committed. Throws Failure if rows are missing.
  void finish();

 private:
  class Encoder;
  std::unique_ptr<Encoder> encoder_;
};

}  // namespace lyap
