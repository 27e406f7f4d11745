#pragma once

#include "host/explore/page_fields.h"
#include "host/jobs/film_job.h"
#include "host/spec/settings.h"
#include "tools/explore/wasm/band_computer.h"
#include "tools/explore/wasm/film_frames.h"
#include "tools/explore/wasm/picture_rows.h"
#include "tools/explore/wasm/view_share.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Offers a function to JavaScript.
#define LYAP_EXPORT(name) extern "C" __attribute__((export_name(#name)))

namespace lyap {

/// What lies between the calls of one worker.
struct Worker {
  /// What JavaScript has written for the next call.
  std::vector<std::byte> request;
  /// What the last call has to say.
  std::string answer;
  std::span<const std::byte> bytes;
  /// What holds bytes that nothing else does.
  std::vector<Rgb8> colors;
  ViewShare share;
  BandComputer computer;
  /// Files in the making.
  std::optional<PictureRows> picture;
  std::optional<FilmFrames> film;
};

Worker& worker();

void answer(std::string text);

/// The request as fields of a still or a film; throws InvalidInput for those that a page may not set.
Settings fields(OrderedCommand command);

/// The request as a film; without an output it is an MP4 file.
FilmJob film_job();

}  // namespace lyap
