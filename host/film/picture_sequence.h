#pragma once

#include "host/color/deep_pixel.h"
#include "host/film/frame_names.h"
#include "host/film/frame_sink.h"
#include "host/output/picture_file.h"
#include "host/output/png_writer.h"
#include "host/system/output_file.h"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace lyap {

/// A film as one PNG or EXR file per frame.
struct PictureSequenceSpec {
  /// The names, as FrameNames reads them: "dir/frame_####.png".
  std::string pattern;
  /// The range of frames, both ends included; 0 ≤ first ≤ last.
  std::int64_t first = 0;
  std::int64_t last = 0;
  /// How many threads may compress at the same time, at least 1.
  int writers = 1;
  /// Size, palette, depth and metadata of a frame's file as PNG files have them. "Comment" is the command line that
  /// renders this frame as a still, "Software" is lyap and its version; a resumed film identifies its frames by both.
  /// Called by several threads at once.
  std::function<PngImage(std::int64_t frame)> describe;
  PictureFormat format = PictureFormat::kPng;
  /// Of each pixel, which EXR files tell; 0 where a pixel is one.
  std::uint32_t samples = 0;
  /// Where frames are no finished pixels: makes the file of a frame from what they are, at a path, and gives it its
  /// name. Called by several threads at once.
  std::function<void(const std::string& path, std::int64_t frame, std::span<const std::byte> pixels)> write_file{};
};

/// Writes each frame of a film to a file of its own, in any order. A file under a frame's name is always whole. Pixels
/// are as PngWriter has them; of EXR files, whose channels are R, G and B alone, in kRgb48; or what
/// PictureSequenceSpec::write_file takes.
class PictureSequence : public FrameSink {
 public:
  /// Checks that the frames can be written, and removes the temporaries that killed runs left of them. Throws
  /// InvalidInput for a wrong pattern, and Failure where the folder is missing or unwritable or where something other
  /// than a file has the name of a frame.
  explicit PictureSequence(PictureSequenceSpec spec);

  int writers() const override { return spec_.writers; }

  /// Thread-safe. The file has its name when this returns.
  void write(std::int64_t frame, std::span<const std::byte> pixels) override;

  /// Throws Failure where a frame's file is missing or has another size than it was written with.
  void finish() override;

  /// All frames stay. Returns how many there are, as a phrase.
  std::string keep_part() override;

 private:
  void write_picture(OutputFile& file, const PngImage& image, std::span<const std::byte> pixels) const;

  PictureSequenceSpec spec_;
  FrameNames names_;
  /// Of EXR files.
  std::optional<LinearHalves> halves_;
  std::mutex mutex_;
  std::map<std::int64_t, std::uintmax_t> written_;  // frames and the sizes of their files
};

}  // namespace lyap
