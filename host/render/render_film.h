#pragma once

#include "host/compute/backend.h"
#include "host/film/frame_sink.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// How long the parts of rendering a film took, in seconds.
struct FilmTimings {
  double total = 0;
  /// Time in which the device computed frames, and in which it copied them to the host.
  double computing = 0;
  double copying = 0;
  /// Time in which no slot was free, because the sink had not taken what was in them.
  double blocked = 0;
  /// Time in the sink's write(), and time in which it waited for frames; a mean over its writers.
  double storing = 0;
  double starved = 0;
  /// Map steps that were computed, and map steps that brute force would compute.
  double steps_done = 0;
  double steps_asked = 0;
  /// The compiled code that computed the frames.
  std::string code_path;
};

/// The state of a film that is being rendered.
struct FilmProgress {
  std::int64_t frames_stored;
  FilmTimings timings;
};

/// The frames to render, and what happens to them.
struct FilmWork {
  /// The numbers of the frames, in the order in which the sink gets them.
  std::vector<std::int64_t> frames;
  /// Makes the frame of a number; called by the thread that renders.
  std::function<std::shared_ptr<const Frame>(std::int64_t)> make_frame;
  /// After each stored frame, by one thread at a time. May be empty.
  std::function<void(const FilmProgress&)> progress;
};

/// Renders frames on `slots` slots of the backend and hands them to the sink, each by one of the sink's writers while
/// the next ones are computed. Memory is that of `slots` frames, however long the film. The sink is neither finished
/// nor closed. Throws Interrupted if a stop is requested, and what the backend, `make_frame` or the sink throw; then
/// the sink has a first part of the frames. The backend is idle in any case, and can render the next film.
///
/// Threads: the calling one uses the backend and makes the frames; the sink is written to by threads that are started
/// for it and have ended when this returns. Several threads can render at the same time, each with a backend and a sink
/// of its own.
FilmTimings render_film(Backend& backend, std::size_t slots, FrameSink& sink, const FilmWork& work,
                        const std::stop_token& stop = {});

}  // namespace lyap
