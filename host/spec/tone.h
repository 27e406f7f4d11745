#pragma once

#include "host/spec/option_values.h"
#include "kernels/rgb.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// The shapes in which a place s of the palette, 0 to 1, rises with the exponent λ. All but kQuantile and kSplit are a
/// curve T between the levels MIN and MAX: s = (T(λ) − T(MIN)) / (T(MAX) − T(MIN)), 0 below MIN and 1 above MAX.
enum class ToneCurve {
  kTanh,      ///< T = ½(1 + tanh λ); without levels, from −∞ to ∞, s = T
  kLinear,    ///< T = λ
  kSymlog,    ///< T = sign λ · ln(1 + |λ|/C)
  kPower,     ///< T = sign λ · |λ|^G
  kAsinh,     ///< T = asinh(λ/C)
  kQuantile,  ///< s is the share of the picture whose exponents are smaller: all colours are equally frequent
  kSplit  ///< s = ½(1 − λ/MIN) for λ < 0 and ½(1 + λ/MAX) from 0 on: order and chaos have half a palette each
};

/// How exponents find their colours in a palette: no part of what is computed.
struct Tone {
  static constexpr double kMinParameter = 0.001;
  static constexpr double kMaxParameter = 1000;
  static constexpr double kMaxLevel = 1000;
  static constexpr double kMinRepeat = 0.01;
  static constexpr double kMaxRepeat = 1000;
  static constexpr std::size_t kMaxQuantiles = 257;

  ToneCurve curve = ToneCurve::kTanh;
  /// C of kSymlog and kAsinh, G of kPower, kMinParameter to kMaxParameter; 0 stands for the default.
  double parameter = 0;
  /// MIN and MAX; if empty, default_levels() of the curve.
  std::optional<Range> levels{};
  /// Whether levels are to be found in the picture.
  bool finds_levels = false;
  /// Of kQuantile: exponents in rising order, at least two, between any two neighbours of which lie equally many of the
  /// picture's. If empty, they are to be found.
  std::vector<double> quantiles{};
  /// The colour at s is that of the palette at the fraction of repeat·s + offset.
  double offset = 0;
  double repeat = 1;
  /// Of a palette that fades into another (Palette::fades_to): how much of that there is in each colour, 0 to 1.
  double mix = 0;
  /// Whether colours between the palette's are made where channels have 8 bits; they are wherever they have more.
  bool interpolates = false;
  /// The colours of orbits on 0 or in a critical point, −∞, and of those that escape, +∞, if not the palette's.
  std::optional<Rgb8> superstable{};
  std::optional<Rgb8> escaped{};

  /// Whether something must be found in the picture before the colours are known.
  bool is_open() const { return finds_levels || (curve == ToneCurve::kQuantile && quantiles.empty()); }
  friend bool operator==(const Tone&, const Tone&) = default;

  /// Throws InvalidInput, naming the field, if a number is out of its range or the levels do not fit the curve.
  void validate() const;
};

/// How many colours infinite exponents have that are not the palette's.
inline std::size_t own_colors(const Tone& tone) {
  return (tone.superstable ? 1U : 0U) + (tone.escaped ? 1U : 0U);
}

/// The name of a curve: tanh, linear, symlog, power, asinh, quantile or split.
const char* name_of(ToneCurve curve);

/// Tone::parameter or its default: 0.1 for symlog and asinh, 0.5 for power, 0 for the others, which have none.
double parameter_of(const Tone& tone);

/// The levels of a curve where none are given: −4:4 for symlog, asinh and power, −1:1 for linear, −2:0.7 for split,
/// which is about what pictures have, none for the others.
std::optional<Range> default_levels(ToneCurve curve);

/// Tone::levels or else the default ones.
std::optional<Range> levels_of(const Tone& tone);

/// Reads "tanh", "linear", "linear:MIN:MAX", "symlog", "symlog:C", "power:G", "asinh:C", "quantile" or "split" as a
/// tone with nothing else in it. Throws InvalidInput, with the nearest name, for anything else.
Tone parse_tone(std::string_view text);

/// The curve as parse_tone() reads it, with its parameter, without its levels.
std::string tone_text(const Tone& tone);

/// Reads numbers set apart by commas. Throws InvalidInput.
std::vector<double> parse_quantiles(std::string_view text);

/// The numbers as parse_quantiles() reads them.
std::string quantiles_text(const std::vector<double>& quantiles);

/// Reads "#rrggbb", "rrggbb", "#rgb", black or white. Throws InvalidInput.
Rgb8 parse_color(std::string_view text);

/// "#rrggbb".
std::string color_text(Rgb8 color);

}  // namespace lyap
