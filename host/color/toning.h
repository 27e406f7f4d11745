#pragma once

#include "host/spec/tone.h"
#include "kernels/tone_map.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace lyap {

/// Which colour each place of a ToneMap has: what a tone says that is more than the map itself. Immutable: frames and
/// threads share it.
class ToneTable {
 public:
  /// Of ToneView::indices: one for each place, then those of −∞ and of +∞.
  explicit ToneTable(std::vector<std::uint16_t> indices) : indices_(std::move(indices)) {}

  std::int32_t places() const { return static_cast<std::int32_t>(indices_.size()) - 2; }
  const std::vector<std::uint16_t>& indices() const { return indices_; }

 private:
  std::vector<std::uint16_t> indices_;
};

/// Which palette index exponents have: the host's side of ToneView.
struct Toning {
  ToneMap map{};
  /// Null where places of the map are palette indices.
  std::shared_ptr<const ToneTable> table{};

  /// Over a palette of `entries` colours, which counts where there is no table. Valid as long as the table lives.
  ToneView view(std::int32_t entries) const {
    if (table == nullptr) return {map, entries, nullptr};
    return {map, table->places(), table->indices().data()};
  }
  friend bool operator==(const Toning&, const Toning&) = default;
};

/// How a tone that is not open (Tone::is_open) finds the index among `entries` colours, 1 to 65536; behind these come
/// the colour of −∞ and that of +∞, each where the tone has one for it (at most 65534 others then). The table has
/// 65536 places, closest where the levels are, or `entries` where the tone is tanh and nothing else. It is made of
/// operations that IEEE 754 rounds correctly, so that it is the same on every machine.
Toning toning_of(const Tone& tone, std::int32_t entries);

/// The palette index at place s, 0 to 1: what the palette's offset and repeat make of it.
std::uint16_t index_at(const Tone& tone, double s, std::int32_t entries);

/// The place of an exponent in the palette, 0 to 1, by a tone that is not open, apart from its offset and repeat.
double place_of(const Tone& tone, double exponent);

}  // namespace lyap
