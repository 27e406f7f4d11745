#pragma once

#include "host/spec/sampling.h"
#include "kernels/averaging_view.h"
#include "kernels/bt709.h"

#include <cstdint>
#include <vector>

namespace lyap {

/// How samples become pixels, made once for all frames of a film. Immutable: any number of threads may use it at the
/// same time, and frames share it.
class Averaging {
 public:
  /// `colors` by palette index, at most 65536.
  Averaging(const Sampling& sampling, const std::vector<Rgb16>& colors);

  const Sampling& sampling() const { return sampling_; }
  const std::vector<std::int32_t>& weights() const { return weights_; }
  const std::vector<std::uint64_t>& light() const { return light_; }
  const std::vector<std::uint16_t>& encoded() const { return encoded_; }
  const std::vector<std::uint32_t>& levels() const { return levels_; }
  /// Valid as long as the averaging lives.
  AveragingView view() const;

 private:
  Sampling sampling_;
  std::vector<std::int32_t> weights_;
  double inverse_total_ = 0;
  std::vector<std::uint64_t> light_;
  std::vector<std::uint16_t> encoded_;
  std::vector<std::uint32_t> levels_;
};

}  // namespace lyap
