#pragma once

#include "host/compute/backend.h"
#include "host/compute/frame.h"
#include "host/spec/render_spec.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lyap {

/// What a picture says at one of its pixels.
struct PointReading {
  static constexpr int kMostPoints = 10'000;

  /// The rate of each letter of the sequence.
  std::map<char, double> rates{};
  /// The exponent as the picture has it, maybe infinite.
  double exponent = 0;
  /// The period of the orbit's cycle in map steps; 0 where none was found, or none was looked for.
  std::uint32_t period = 0;
  /// In which the picture was computed.
  Precision precision = Precision::kFloat;
  /// x₀, x₁, …, from the start, the transient included; fewer than asked for where the orbit escapes.
  std::vector<double> orbit{};
  /// The letter of the step that leads from each point to the next.
  std::string letters{};
};

/// Has the band of a frame of one row computed, by whatever computes, and calls `use` with it.
using ComputeRow =
    std::function<void(const std::shared_ptr<const Frame>& frame, const std::function<void(const Band&)>& use)>;

/// Reads the picture at column `column` from the left and row `row` from the top: exponent and period have the
/// picture's bits, and the `points` points of the orbit, at most kMostPoints, are where the picture's orbit is,
/// roundings included. Throws InvalidInput where the picture has no such pixel, and what `compute` throws.
PointReading read_point(const RenderSpec& spec, int column, int row, int points, const ComputeRow& compute);

}  // namespace lyap
