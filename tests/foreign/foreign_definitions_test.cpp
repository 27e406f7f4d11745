#include "host/foreign/fractint_parameters.h"
#include "host/foreign/ljapunow_preset.h"
#include "host/jobs/still_job.h"
#include "host/spec/pixel_rates.h"
#include "tests/support/computed_rows.h"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

// Entries that are public - FRACTINT's lyapunov.par, presets that come with Ljapunow - have here the exponents that
// their programs define.

constexpr int kSide = 24;

/// An entry, and what it stands for.
struct FractintEntryOf {
  const char* name;
  const char* parameters;
  std::string sequence;
  double seed;
  int maxiter;
};

/// FRACTINT's exponent, of which it shows 1 − exp(λ): lyapunov_cycles() of its source.
template <class Number>
Number fractint_exponent(const std::string& sequence, double seed, int maxiter, double a, double b) {
  Number x = seed;
  Number sum = 0;
  for (int round = 0; round < 2 * (maxiter / 2); ++round) {
    for (const char letter : sequence) {
      const Number rate = letter == 'A' ? a : b;
      x = rate * x * (1 - x);
      if (round >= maxiter / 2) sum += std::log(std::abs(rate - 2 * rate * x));
    }
  }
  return sum / static_cast<Number>(sequence.size() * static_cast<std::size_t>(maxiter / 2));
}

/// Ljapunow's exponent: logistic() of its source.
template <class Number>
Number ljapunow_exponent(const std::string& sequence, double seed, int warmup, int iterations, double a, double b) {
  Number x = seed;
  Number sum = 0;
  const auto rate_of = [&](int n) {
    return Number(sequence[static_cast<std::size_t>(n) % sequence.size()] == 'A' ? a : b);
  };
  for (int n = 0; n < warmup; ++n) x = rate_of(n) * x * (1 - x);
  for (int n = 0; n < iterations; ++n) {
    sum += std::log(std::abs(rate_of(n) - 2 * rate_of(n) * x));
    x *= rate_of(n) * (1 - x);
  }
  return sum / iterations;
}

/// An exponent at rates a and b, of orbits that begin at `seed`.
template <class Number>
using Definition = std::function<Number(double seed, double a, double b)>;

/// Whether the definition has the same exponent to 1e-9 in more digits, and from starts and at rates that are next to
/// these: in chaos rounding errors grow, and no two programs agree.
bool is_determined(const Definition<double>& in_double, const Definition<long double>& in_more, double seed, double a,
                   double b) {
  constexpr double kNear = 1e-14;
  const double exponent = in_double(seed, a, b);
  const auto is_same = [&](double other) { return std::abs(other - exponent) <= 1e-9; };
  if (!std::isfinite(exponent) || !is_same(static_cast<double>(in_more(seed, a, b)))) return false;
  for (int k = -8; k <= 8; ++k) {
    if (!is_same(in_double(seed * (1 + k * kNear), a, b))) return false;
  }
  return is_same(in_double(seed, std::nextafter(a, 0), b)) && is_same(in_double(seed, a, std::nextafter(b, 0))) &&
         is_same(in_double(seed, std::nextafter(a, 5), b)) && is_same(in_double(seed, a, std::nextafter(b, 5)));
}

/// Expects the exponents of the picture at all pixels at which is_determined(). There must be a good many.
void expect_exponents(const ForeignPicture& picture, const Definition<double>& in_double,
                      const Definition<long double>& in_more, const std::string& name) {
  ASSERT_EQ(picture.problem, "") << name;
  Settings settings = picture.fields;
  settings.set("size", std::to_string(kSide) + "x" + std::to_string(kSide));
  const RenderSpec spec = read_still_job(settings).spec;
  const std::vector<double> computed = computed_rows<double>(spec, {0, kSide}).exponents;
  const bool a_is_across = spec.horizontal.letter == 'A';
  const auto rate = [](const Range& range, int i) { return range.min + (range.max - range.min) * i / (kSide - 1); };
  int determined = 0;
  for (int row = 0; row < kSide; ++row) {
    for (int column = 0; column < kSide; ++column) {
      const double across = rate(spec.horizontal.range, column);
      const double up = rate(spec.vertical.range, kSide - 1 - row);
      const double a = a_is_across ? across : up;
      const double b = a_is_across ? up : across;
      if (!is_determined(in_double, in_more, spec.x0, a, b)) continue;
      const double expected = in_double(spec.x0, a, b);
      ++determined;
      EXPECT_NEAR(computed[static_cast<std::size_t>(row * kSide + column)], expected, 1e-6)
          << name << " " << a << " " << b;
    }
  }
  EXPECT_GT(determined, kSide * kSide / 12) << name;
}

TEST(ForeignDefinitionsTest, FractintsEntriesHaveItsExponents) {
  // The sequences are those of the orders 65, 20, 2, 60, 5, 32, 20, 0 and 63 with a and b exchanged, as all of these
  // entries were made before version 17.32.
  const std::vector<FractintEntryOf> entries{
      {"Blob1", "corners=2.719/3.178/3.26/3.604 params=65/0.05 maxiter=25", "BBAAAAABA", 0.05, 25},
      {"Blob2", "corners=3.269576/3.436403/3.532501/3.657621 params=20/0.5 maxiter=25", "BBABAAA", 0.5, 25},
      {"bug", "corners=3.82/3.87/3.82/3.8575 params=2/0.025 maxiter=150", "BBAA", 0.025, 150},
      {"Flames", "corners=3.5/3.2/4.0/3.6/3.2/3.6 params=60/0.5 maxiter=15", "BBBBBAAA", 0.5, 15},
      {"Hydra", "corners=3.5718145/3.6718145/3.7886837/3.8636837 params=5/0.5", "BBABA", 0.5, 150},
      {"Snail1", "corners=3.008/3.658667/3.409266/3.897266 params=32/0.5 maxiter=15", "BBAAAAAA", 0.5, 15},
      {"Snail2", "corners=2.393981/3.620648/2.962111/3.882111 params=20/0.5 maxiter=15", "BBABAAA", 0.5, 15},
      {"Swallow", "corners=3.8066559/3.8798065/3.809082/3.8639221 params=0/0.5 maxiter=15", "BA", 0.5, 15},
      {"smbird1", "corners=2.736/3.195/3.662/4.0 params=63/0.5 maxiter=15", "BBBBBBBA", 0.5, 15},
      {"smbird2", "corners=2.736/3.195/3.662/4.0 params=63/0.5 maxiter=50", "BBBBBBBA", 0.5, 50}};
  for (const FractintEntryOf& entry : entries) {
    const std::string text = std::string(entry.name) + " { reset type=lyapunov " + entry.parameters + " }";
    const ForeignPicture picture = read_fractint_parameters(text).pictures.front();
    EXPECT_EQ(Sequence::parse(picture.fields.text("sequence")).letters(), entry.sequence) << entry.name;
    EXPECT_EQ(picture.fields.text("x0"), fmt::format("{}", entry.seed)) << entry.name;
    const auto definition = [&]<class Number>(Number /*of this type*/) {
      return [&](double seed, double a, double b) {
        return fractint_exponent<Number>(entry.sequence, seed, entry.maxiter, a, b);
      };
    };
    expect_exponents(picture, definition(0.0), definition(0.0L), entry.name);
  }
}

TEST(ForeignDefinitionsTest, LjapunowsPresetsHaveItsExponents) {
  // Classic Zircon Zity, whose warmup and iterations are whole sequences.
  const std::string zircon =
      "aInterval=3.4,4.0\nbInterval=2.5,3.4\nsequence=BBBBBBAAAAAA\nx0=0.5\nwarmup=12\niterations=300\n";
  const auto definition = []<class Number>(Number /*of this type*/) {
    return
        [](double seed, double a, double b) { return ljapunow_exponent<Number>("BBBBBBAAAAAA", seed, 12, 300, a, b); };
  };
  expect_exponents(read_ljapunow_preset(zircon), definition(0.0), definition(0.0L), "Zircon Zity");
}

}  // namespace
}  // namespace lyap
