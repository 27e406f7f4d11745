#pragma once

#include "host/compute/backend.h"
#include "host/render/render_film.h"
#include "tests/support/reference_pixels.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyap {

// Small pictures for several backends that work as one.

inline std::shared_ptr<const Frame> frame_of(Size size, PixelFormat format, double rate = 2.5) {
  RenderSpec spec = spec_of("ABC");
  spec.size = size;
  spec.iterations = 30;
  spec.constants['C'] = rate;
  return shared_frame_in(format, spec);
}

inline std::shared_ptr<const Frame> film_frame(std::int64_t number) {
  return frame_of({32, 18}, number % 2 == 0 ? PixelFormat::kYuv420p : PixelFormat::kRgb24,
                  2 + 0.01 * static_cast<double>(number));
}

/// All frames in the order in which they come.
struct FilmBytes {
  std::vector<std::int64_t> order;
  std::vector<std::byte> bytes;
};

class FilmBytesSink : public FrameSink {
 public:
  void write(std::int64_t frame, std::span<const std::byte> pixels) override {
    film.order.push_back(frame);
    film.bytes.insert(film.bytes.end(), pixels.begin(), pixels.end());
  }
  void finish() override { ADD_FAILURE() << "render_film does not finish its sink"; }
  std::string keep_part() override { return ""; }

  FilmBytes film;
};

inline std::vector<std::int64_t> numbers_to(std::int64_t count) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

inline FilmBytes film_on(Backend& backend, std::size_t slots, std::int64_t frames) {
  FilmBytesSink sink;
  render_film(backend, slots, sink, {numbers_to(frames), film_frame, {}});
  return sink.film;
}

}  // namespace lyap
