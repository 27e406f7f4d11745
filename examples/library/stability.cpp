// stability SEQUENCE...: how much of the plane of rates from 2 to 4 is order, for each of the sequences.
#include "host/backends/chosen_backend.h"
#include "host/base/error.h"
#include "host/jobs/picture_settings.h"
#include "host/render/still.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

namespace {

/// The share of a picture's exponents that are below 0, where orbits come to a cycle.
double stable_share(lyap::Backend& backend, const char* sequence) {
  lyap::Settings settings;
  settings.set("sequence", sequence);
  settings.set("size", "512x512");
  settings.set("precision", "f32");
  const auto frame = std::make_shared<const lyap::Frame>(lyap::read_picture(settings));

  std::size_t stable = 0;
  std::size_t pixels = 0;
  lyap::render_still(backend, lyap::kSlotsPerDevice, frame,
                     {.store =
                          [&](const lyap::Band& band) {
                            std::vector<float> exponents(band.pixels.size() / sizeof(float));
                            std::memcpy(exponents.data(), band.pixels.data(), band.pixels.size());
                            stable += static_cast<std::size_t>(
                                std::ranges::count_if(exponents, [](float exponent) { return exponent < 0; }));
                            pixels += exponents.size();
                          },
                      .progress = {}});
  return static_cast<double>(stable) / static_cast<double>(pixels);
}

}  // namespace

int main(int count, char** sequences) {
  const auto backend = lyap::make_chosen_backend("auto", {}).backend;
  for (int i = 1; i < count; ++i) {
    try {
      std::printf("%s: %.1f %% order\n", sequences[i], 100 * stable_share(*backend, sequences[i]));
    } catch (const lyap::InvalidInput& error) {
      std::fprintf(stderr, "%s: %s\n", sequences[i], error.problem().c_str());
      return 2;
    }
  }
}
