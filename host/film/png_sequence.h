#pragma once

#include "host/film/frame_names.h"
#include "host/film/frame_sink.h"
#include "host/output/png_writer.h"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace lyap {

/// A film as one PNG file per frame.
struct PngSequenceSpec {
  /// The names, as FrameNames reads them: "dir/frame_####.png".
  std::string pattern;
  /// The frames that are asked for: first to last, both included; 0 ≤ first ≤ last.
  std::int64_t first = 0;
  std::int64_t last = 0;
  /// How many threads may compress at the same time, at least 1.
  int writers = 1;
  /// What the PNG file of a frame holds besides its pixels. "Comment" is the command line that makes this very frame as
  /// a still, "Software" is lyap with its version: by both a resumed film knows its frames again. Called by several
  /// threads at once.
  std::function<PngImage(std::int64_t frame)> describe;
};

/// Writes the frames of a film, each into a file of its own and in any order. A file under a frame's name is always
/// whole. Pixels are one byte, an index into the palette, or three where there is no palette.
class PngSequence : public FrameSink {
 public:
  /// Looks whether the frames can be written, and removes the temporaries that killed runs left of them. Throws
  /// InvalidInput for a wrong pattern, and Failure where the folder is missing or unwritable or where the name of a
  /// frame belongs to something else than a file.
  explicit PngSequence(PngSequenceSpec spec);

  int writers() const override { return spec_.writers; }

  /// Thread-safe; the frame is there when it returns.
  void write(std::int64_t frame, std::span<const std::byte> pixels) override;

  /// Throws Failure unless every frame that was written is still there as it was written.
  void finish() override;

  /// All frames stay; says how many.
  std::string keep_part() override;

 private:
  PngSequenceSpec spec_;
  FrameNames names_;
  std::mutex mutex_;
  std::map<std::int64_t, std::uintmax_t> written_;  // frames and the sizes of their files
};

}  // namespace lyap
