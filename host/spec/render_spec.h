#pragma once

#include "host/spec/option_values.h"
#include "host/spec/sampling.h"
#include "host/spec/sequence.h"
#include "host/spec/tone.h"
#include "kernels/pixel_format.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lyap {

/// The number format that exponents are computed in; automatic means that choose_precision() decides.
enum class Precision { kAutomatic, kFloat, kDouble };

/// The name of a precision: auto, f32 or f64.
const char* name_of(Precision precision);

/// Reads f32 or f64. Throws InvalidInput for anything else, auto included.
Precision parse_precision(std::string_view text);

/// The name of a quantity: exponent or period.
const char* name_of(Quantity quantity);

/// Reads exponent or period. Throws InvalidInput for anything else.
Quantity parse_quantity(std::string_view text);

/// A letter whose rate varies along one side of the picture, and the interval that it covers, ends included. Where the
/// side has one pixel the interval may be a single rate.
struct Axis {
  char letter;
  Range range;
};

/// What a picture shows: the exponents of one rectangle of the parameter plane. Colours are no part of it.
struct RenderSpec {
  static constexpr std::int64_t kMaxIterations = 50'000'000;
  static constexpr std::int64_t kMaxTransient = 100'000'000;
  /// The largest magnitude of a rate: orbits that stay finite have rates well below it.
  static constexpr double kMaxRate = 1000;

  Sequence sequence;
  Size size{3840, 2160};
  Axis horizontal{'A', {2, 4}};
  Axis vertical{'B', {2, 4}};
  /// The rates of the letters that are on no axis.
  std::map<char, double> constants;
  /// N: points of the orbit, x0 included, 2 to kMaxIterations; the sum has N − 1 terms.
  std::int64_t iterations = 400;
  /// Map steps before the sum starts, 0 to kMaxTransient.
  std::int64_t transient = 0;
  /// The index in the sequence of the first letter that is applied, 0 or more, taken modulo the period.
  std::int64_t phase = 1;
  double x0 = 0.5;
  Precision precision = Precision::kAutomatic;
  /// Whether to compute every orbit to its last step, also when it has closed. Exponents differ by rounding only.
  bool brute_force = false;
  /// What the colours stand for: no part of what is computed, but of how the picture is shown (Coloring::shown). It is
  /// here because command lines and jobs give it together with the picture.
  Quantity shown = Quantity::kExponent;
  /// Of how many samples its pixels are made. Exponents and periods that are kept as numbers are those of pixels'
  /// centres.
  Sampling sampling{};
  /// How exponents find their colours; no part of what is computed either.
  Tone tone{};

  /// Throws InvalidInput, naming the field, if a value is out of its range, if a letter of the sequence has no rate, if
  /// a letter has two, if periods are to be shown with brute_force, which searches for no cycles, if exponents are to
  /// be averaged or have a tone where periods are shown, or if samples are adaptive and their filter is not the box.
  void validate() const;
};

/// The field by which errors name the constant rate of a letter: "rate of C".
std::string rate_field(char letter);

/// Throws InvalidInput, naming the field, if `shown` is the period and the spec asks for brute force, which searches
/// for no cycles.
void check_shown(Quantity shown, const RenderSpec& spec);

/// Throws InvalidInput, naming `field`, if the magnitude of the rate is above kMaxRate.
void validate_rate(double rate, const std::string& field);

/// float where it resolves the picture, else double. Rounding moves a rate by half a unit in the last place, which an
/// orbit sees as a shift of its pixel. Whether that shows depends on the noise of the chaotic pixels, which falls with
/// √N; so float needs a pixel pitch of at least 64·√(N/400) units in the last place of the largest rate.
/// The state y = 1 − 2x does not see an x below half a unit in the last place of 1: where a run of small rates takes x
/// below 2^-10 and the other rates bring it back, or where an orbit begins within 2^-20 of 0, double is needed too. And
/// for more than 2000 iterations: chaotic orbits in float have come to cycles of a few thousand steps by then, whose
/// exponent more steps do not bring nearer to the map's. A precision that the spec names is returned as it is.
Precision choose_precision(const RenderSpec& spec);

}  // namespace lyap
