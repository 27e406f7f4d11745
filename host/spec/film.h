#pragma once

#include "host/spec/frame_rate.h"
#include "host/spec/movement.h"
#include "host/spec/render_spec.h"

#include <cstdint>
#include <vector>

namespace lyap {

/// A film: a picture, and what moves in it. Every frame is a picture that can also be rendered as a still.
struct Film {
  static constexpr std::int64_t kMaxFrames = 1'000'000;

  /// The picture without its movements. A letter that moves must have no constant rate here; x0 and windows are
  /// replaced where they move, and a zoom starts from the windows given here.
  RenderSpec picture;
  std::vector<Movement> movements;
  /// Whether sweeps and zooms come back in the second half, so that the film can be shown in a loop.
  bool ping_pong = false;
  /// Motion blur: for which share of a frame's time the shutter is open, above 0 up to 1, or 0 where a frame is the
  /// picture of a moment. A frame is then the average of `picture.sampling.sub_frames` pictures.
  double shutter = 0;
  FrameRate rate;
  std::int64_t frames = 1800;

  /// The picture of frame `frame`, from 0. Frame `frames` is frame 0 again where the film is a loop: the frame after
  /// the last is then the first, and no frame is shown twice.
  RenderSpec frame_spec(std::int64_t frame) const;

  /// The pictures that frame `frame` is the average of, all in the precision of frame_spec(): sub-frame j of N at the
  /// time frame + shutter·(2j + 1 − N)/(2N), evenly around the frame's own. Before the first frame and after the last,
  /// sweeps, zooms and tracks rest; circles go on, and so does what goes there and back. Without a shutter
  /// frame_spec() alone.
  std::vector<RenderSpec> sub_frame_specs(std::int64_t frame) const;

  /// Throws InvalidInput, naming the field, if there are no frames or too many, nothing moves or something by two
  /// movements, if the shutter is out of range or has no sub-frames, or if some frame has no valid spec.
  void validate() const;
};

/// How many frames fill `seconds` best; at least 1.
std::int64_t frames_in(double seconds, const FrameRate& rate);

}  // namespace lyap
