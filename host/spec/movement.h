#pragma once

#include "host/spec/easing.h"
#include "host/spec/option_values.h"
#include "host/spec/render_spec.h"

#include <string>
#include <variant>
#include <vector>

namespace lyap {

/// A number of a RenderSpec that can move in a film: the rate of a letter that is on no axis, x0, the iterations, which
/// are rounded, or one of the colours: Tone::offset and mix, and the levels, which a tone without any has as of -1:1.
class Parameter {
 public:
  enum class Kind { kRate, kX0, kIterations, kPaletteOffset, kPaletteMix, kLevelsMin, kLevelsMax };

  /// `letter` is A to Z.
  static Parameter rate_of(char letter) { return Parameter(Kind::kRate, letter); }
  static Parameter x0() { return of(Kind::kX0); }
  /// Any kind but kRate.
  static Parameter of(Kind kind) { return Parameter(kind, '\0'); }

  /// "C", "x0", "iterations", "palette-offset", "palette-mix", "levels-min" or "levels-max".
  std::string name() const;
  void set(RenderSpec& spec, double value) const;

  friend bool operator==(const Parameter&, const Parameter&) = default;

 private:
  Parameter(Kind kind, char letter) : kind_(kind), letter_(letter) {}

  Kind kind_;
  char letter_;
};

/// Reads the name of a parameter, a letter in either case. Throws InvalidInput, with the nearest name.
Parameter parse_parameter(std::string_view text);

/// The time of one frame of a film.
struct FilmTime {
  /// k/n for frame k of n, in [0, 1): 1 would be the first frame of the next round.
  double turn;
  /// 0 in the first frame, 1 in the last; with Film::ping_pong it rises to 1 in the middle and falls towards 0 at the
  /// end.
  double progress;
  double seconds;
};

/// Two letters go round a circle of rates once: θ = −π + 2π·turn, C = x − radius·sin θ, D = y + radius·cos θ.
struct Circle {
  char letter_x;
  char letter_y;
  double x;
  double y;
  double radius;
};

/// A parameter goes evenly from one value to another.
struct Sweep {
  Parameter parameter;
  double from;
  double to;
};

/// The window narrows around a point until it is 1/factor of its size with the point in its middle. The size changes
/// by equal factors in equal times, and so do the distances to the one point of the plane that stands still on the
/// screen; so the speed looks even.
struct Zoom {
  double x;
  double y;
  double factor;
};

/// How values between two keyframes are found. kSmooth starts and ends slowly, u²·(3 − 2u). kGeometric changes by equal
/// factors in equal times; for windows as Zoom does.
enum class Interpolation { kLinear, kSmooth, kGeometric };

/// "linear", "smooth", "geometric".
const char* name_of(Interpolation interpolation);

/// A parameter that has given values at given times; the first holds before, the last after them.
struct NumberTrack {
  struct Key {
    double seconds;
    double value;
    /// Of the way from here to the next key.
    Easing easing{};
  };

  Parameter parameter;
  Interpolation interpolation;
  std::vector<Key> keys;
};

/// A window with given ranges at given times, interpolated in between; or one side of it, for the other one to move
/// by itself or not at all.
struct WindowTrack {
  enum class Sides { kBoth, kHorizontal, kVertical };
  struct Key {
    double seconds;
    /// Without a meaning where `sides` leaves it out.
    Range horizontal;
    Range vertical;
    Easing easing{};
  };

  Interpolation interpolation;
  std::vector<Key> keys;
  Sides sides = Sides::kBoth;
};

/// "window", "horizontal" or "vertical".
const char* name_of(WindowTrack::Sides sides);

using Movement = std::variant<Circle, Sweep, Zoom, NumberTrack, WindowTrack>;

/// What the movement moves, for people: "C", "x0", "the window". Of the window its two sides are told, too, since each
/// can move alone.
std::vector<std::string> moved_by(const Movement& movement);

/// The field that errors name: "circle", "sweep", "zoom", or "timeline of C" for a track.
std::string field_of(const Movement& movement);

/// Whether all frames have the same of what the movement moves.
bool stands_still(const Movement& movement);

/// When the movement's last key comes, in seconds; 0 for one without keys.
double end_of(const Movement& movement);

/// Throws InvalidInput, naming the field, for numbers that are out of range: a radius below 0, a zoom
/// factor not above 0, keys that are not in the order of time, geometric steps between values of different sign.
void validate(const Movement& movement);

/// Sets the parameters of `spec` that the movement changes to their values at `time`.
void apply(const Movement& movement, const FilmTime& time, RenderSpec& spec);

}  // namespace lyap
