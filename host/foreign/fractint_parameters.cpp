#include "host/foreign/fractint_parameters.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/foreign/fractint_entries.h"
#include "host/spec/option_values.h"
#include "host/spec/sequence.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Versions before 17.32 had another way to read the order.
constexpr double kFirstVersion = 1732;
/// What "reset" without a number stands for.
constexpr double kOldVersion = 1730;

struct Corner {
  double x;
  double y;
};

/// A window by its corners; FRACTINT's pixels have both ends.
struct Corners {
  Corner top_left;
  Corner bottom_right;
  Corner bottom_left;
};

/// What lies along the sides: which of x and y, and its rates at the left or lower and at the right or upper end.
struct Sides {
  bool x_is_horizontal;
  Range horizontal;
  Range vertical;
};

/// The parts of "1/2/3"; an empty part, as in "1//3", is nothing.
std::vector<std::optional<double>> numbers_of(const std::string& text) {
  std::vector<std::optional<double>> numbers;
  std::string_view rest = text;
  while (!text.empty()) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, slash);
    numbers.push_back(part.empty() ? std::nullopt : std::optional(parse_number(part)));
    if (slash == rest.size()) break;
    rest.remove_prefix(slash + 1);
  }
  return numbers;
}

/// The values of an entry's key as numbers, with what counts for those that are missing.
class Numbers {
 public:
  Numbers(const FractintEntry& entry, const std::string& key) {
    const auto found = entry.values.find(key);
    if (found == entry.values.end()) return;
    try {
      numbers_ = numbers_of(found->second);
    } catch (const InvalidInput& error) {
      throw InvalidInput(fmt::format("{}={}: {}", key, utf8_start(found->second, 60), error.what()));
    }
  }

  std::size_t count() const { return numbers_.size(); }
  double at(std::size_t i, double otherwise) const { return i < count() ? numbers_[i].value_or(otherwise) : otherwise; }

 private:
  std::vector<std::optional<double>> numbers_;
};

bool has(const FractintEntry& entry, const std::string& key) {
  return entry.values.contains(key);
}

std::string text_of(const FractintEntry& entry, const std::string& key) {
  const auto found = entry.values.find(key);
  return found == entry.values.end() ? "" : found->second;
}

/// "corners=XMIN/XMAX/YMIN/YMAX", with the third corner behind where the window is turned.
Corners corners_of(const Numbers& corners) {
  const double left = corners.at(0, -8);
  const double right = corners.at(1, 8);
  const double bottom = corners.at(2, -6);
  const double top = corners.at(3, 6);
  return {{left, top}, {right, bottom}, {corners.at(4, left), corners.at(5, bottom)}};
}

/// "center-mag=X/Y/MAGNIFICATION/XMAGFACTOR/ROTATION/SKEW": the height is 2/MAGNIFICATION, 3/4 of the width.
Corners corners_of_center(const Numbers& center) {
  const double magnification = center.at(2, 1);
  if (!(magnification > 0)) throw InvalidInput("center-mag: a magnification above 0 is expected");
  if (center.at(4, 0) != 0 || center.at(5, 0) != 0) {
    throw InvalidInput("its window is turned or skewed, and windows here stand upright");
  }
  const double factor = center.at(3, 1) == 0 ? 1 : center.at(3, 1);
  const double half_height = 1 / magnification;
  const double half_width = half_height / (0.75 * factor);
  const double x = center.at(0, 0);
  const double y = center.at(1, 0);
  const Corner bottom_left{x - half_width, y - half_height};
  return {{bottom_left.x, y + half_height}, {x + half_width, bottom_left.y}, bottom_left};
}

Sides sides_of(const Corners& window) {
  const auto& [top_left, bottom_right, bottom_left] = window;
  if (top_left.x == bottom_left.x && bottom_right.y == bottom_left.y) {
    return {true, {bottom_left.x, bottom_right.x}, {bottom_left.y, top_left.y}};
  }
  if (top_left.y == bottom_left.y && bottom_right.x == bottom_left.x) {
    return {false, {bottom_left.y, bottom_right.y}, {bottom_left.x, top_left.x}};
  }
  throw InvalidInput("its window is turned, and windows here stand upright");
}

/// "A=3.5:3.8"; notes that the picture is its mirror image where the rates fall.
std::string axis_text(char letter, Range range, const char* ends, ForeignPicture& picture) {
  if (range.min == range.max) throw InvalidInput("its window is empty");
  if (range.min > range.max) {
    std::swap(range.min, range.max);
    picture.notes.push_back(fmt::format("is the mirror image of FRACTINT's, {}", ends));
  }
  return fmt::format("{}={}:{}", letter, range.min, range.max);
}

void set_window(const FractintEntry& entry, ForeignPicture& picture) {
  const Sides sides = sides_of(has(entry, "center-mag") ? corners_of_center(Numbers(entry, "center-mag"))
                                                        : corners_of(Numbers(entry, "corners")));
  const auto [across, up] = sides.x_is_horizontal ? std::pair('B', 'A') : std::pair('A', 'B');
  picture.fields.set("horizontal", axis_text(across, sides.horizontal, "left and right", picture));
  picture.fields.set("vertical", axis_text(up, sides.vertical, "top and bottom", picture));
}

/// A whole number as C takes it from a floating-point one.
std::int64_t whole(double number, double most) {
  return static_cast<std::int64_t>(std::clamp(number, -most, most));
}

void set_orbit(const FractintEntry& entry, ForeignPicture& picture) {
  constexpr double kMost = 1e9;
  const Numbers reset(entry, "reset");
  const bool is_old = has(entry, "reset") && reset.at(0, kOldVersion) < kFirstVersion;
  const Numbers params(entry, "params");
  const std::string sequence = fractint_sequence(whole(params.at(0, 0), 4294967295.0), is_old);
  const auto length = static_cast<std::int64_t>(sequence.size());
  const std::int64_t half = whole(Numbers(entry, "maxiter").at(0, 150), kMost) / 2;
  if (half < 1) throw InvalidInput("it has fewer than two iterations");
  const std::int64_t filter = whole(params.at(2, 0), kMost);
  picture.fields.set("sequence", Sequence::parse(sequence).compact());
  picture.fields.set("transient", fmt::format("{}", (filter == 0 ? half : std::max<std::int64_t>(filter, 0)) * length));
  picture.fields.set("iterations", fmt::format("{}", half * length + 1));
  picture.fields.set("phase", "0");
  const double seed = params.at(1, 0.5);
  const bool is_random = !(seed > 0 && seed < 1);
  picture.fields.set("x0", fmt::format("{}", is_random ? 0.5 : seed));
  if (is_random)
    picture.notes.push_back(fmt::format("begins at 0.5 where FRACTINT has seed {}, other starts in each pixel", seed));
}

void add_notes(const FractintEntry& entry, ForeignPicture& picture) {
  const std::string colors = text_of(entry, "colors");
  if (colors.starts_with('@')) {
    picture.notes.push_back(
        fmt::format("has colours of its own here; the palette option takes {}", in_quotes(colors.substr(1))));
  } else if (!colors.empty()) {
    picture.notes.emplace_back("has colours of its own here, not those of the entry");
  }
  if (!has(entry, "reset")) picture.notes.emplace_back("names no version of FRACTINT; 17.32 or later is assumed");
  for (const char* key : {"logmap", "inside", "outside", "cyclerange"}) {
    if (has(entry, key))
      picture.notes.push_back(fmt::format("leaves out {}={}", key, utf8_start(text_of(entry, key), 40)));
  }
}

ForeignPicture picture_of(const FractintEntry& entry) {
  ForeignPicture picture{.name = entry.name};
  try {
    if (has(entry, "invert")) throw InvalidInput("it is inverted in a circle, which pictures here are not");
    set_orbit(entry, picture);
    set_window(entry, picture);
    add_notes(entry, picture);
  } catch (const InvalidInput& error) {
    picture.fields = {};
    picture.notes.clear();
    picture.problem = error.what();
  }
  return picture;
}

}  // namespace

std::string fractint_sequence(std::int64_t order, bool is_old) {
  const auto bits = static_cast<std::uint32_t>(is_old ? order & 0xFFFF : order);
  std::string sequence = "A";
  for (int bit = static_cast<int>(std::bit_width(bits)) - 1; bit >= 0; --bit)
    sequence += (bits >> bit & 1U) != 0 ? 'A' : 'B';
  sequence += 'B';
  if (!is_old) return sequence;
  for (char& letter : sequence) letter = letter == 'A' ? 'B' : 'A';
  return sequence;
}

ForeignPictures read_fractint_parameters(std::string_view text) {
  ForeignPictures read;
  for (const FractintEntry& entry : read_fractint_entries(text)) {
    if (lower_case(text_of(entry, "type")) == "lyapunov") {
      read.pictures.push_back(picture_of(entry));
    } else {
      ++read.others;
    }
  }
  return read;
}

}  // namespace lyap
