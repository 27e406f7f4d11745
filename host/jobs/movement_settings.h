#pragma once

#include "host/spec/movement.h"
#include "host/spec/settings.h"

#include <string>
#include <vector>

namespace lyap {

/// A point of the parameter plane: the rates of the letters on the horizontal and on the vertical axis.
struct Point {
  double x;
  double y;
};

/// Reads "X,Y". Throws InvalidInput.
Point parse_point(const std::string& text);

/// The fields that move something in a film:
///
///     circle            "C,D"; two letters that go round a circle, several times
///     center, radius    "2.95,2.95" and "0.25"; of each circle, or one for all; xc and yc give the center apart
///     sweep             "C=2:4" or "x0=0:1"; a letter or x0 that goes along a line, several times
///     zoom, zoom-factor "2.95,3.1" and "100"; the window narrows around a point
///     track             "C smooth 0=2.5 10=3.8"; keys of a letter, x0 or the window, as parse_track() reads them, several times
///     ping-pong         true or false; sweeps and zooms go there and back
std::vector<std::string> movement_fields();

/// What the fields move; nothing if none is given. Throws InvalidInput, naming the field.
std::vector<Movement> read_movements(const Settings& settings);

}  // namespace lyap
