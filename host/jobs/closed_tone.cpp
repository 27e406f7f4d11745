#include "host/jobs/closed_tone.h"

#include "host/color/tone_statistics.h"
#include "host/jobs/tone_samples.h"
#include "host/render/still.h"

#include <memory>
#include <utility>
#include <vector>

namespace lyap {
namespace {

void append_sample(const RenderSpec& sample, Backend& backend, const std::stop_token& stop,
                   std::vector<float>& exponents) {
  const auto store = [&](const Band& band) { append_exponents(band, sample.precision, exponents); };
  render_still(backend, 1, std::make_shared<const Frame>(sample), {store, {}}, stop);
}

}  // namespace

Tone closed_tone(const RenderSpec& spec, Backend& backend, const std::stop_token& stop) {
  if (!spec.tone.is_open()) return spec.tone;
  std::vector<float> exponents;
  append_sample(tone_sample(spec), backend, stop, exponents);
  return found_tone(spec.tone, std::move(exponents));
}

Tone closed_tone(const Film& film, Backend& backend, const std::stop_token& stop) {
  const Tone& tone = film.picture.tone;
  if (!tone.is_open()) return tone;
  std::vector<float> exponents;
  for (const RenderSpec& sample : tone_samples(film)) append_sample(sample, backend, stop, exponents);
  return found_tone(tone, std::move(exponents));
}

}  // namespace lyap
