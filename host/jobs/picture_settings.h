#pragma once

#include "host/color/palette.h"
#include "host/spec/render_spec.h"
#include "host/spec/settings.h"

#include <string>
#include <vector>

namespace lyap {

/// The fields that say how exponents are coloured: palette, those of tones and of further colours, see below.
std::vector<std::string> look_fields();

/// The fields that say what a picture shows:
///
///     sequence, seq                     "AB", "A6B6"; the sequence (one of both)
///     size, a, horizontal …             those of window_fields()
///     set                               "C=3.1"; the constant rate of a letter, several times
///     iterations, transient, phase, x0  as RenderSpec has them
///     precision                         auto, f32 or f64
///     brute-force                       true or false
///     show                              exponent or period
///     palette                           a name or a file
///     samples                           1 to 16, K×K samples a pixel; or auto:2 to auto:16, so many where needed
///     filter                            box, triangle, gaussian, mitchell or lanczos
///     average                           color or exponent
///     palette-stable, palette-chaos     two palettes that meet at λ = 0, instead of palette
///     tone                              tanh, linear:MIN:MAX, symlog:C, power:G, asinh:C, quantile or split
///     levels                            "-1:0.5", or auto
///     quantiles                         "-0.8,-0.3,0.1"; of the tone quantile, if they are not to be found
///     color-superstable, color-escaped  "#rrggbb"; the colours of infinite exponents
///     interpolate                       true or false
///     palette-offset, palette-repeat    numbers
///     palette-mix                       0 to 1; of a palette that becomes another, "twilight:magma"
std::vector<std::string> picture_fields();

/// The sequence. Throws InvalidInput, naming the field, if there is none or it is given twice.
Sequence read_sequence(const Settings& settings);

/// The picture; what has no text is as in RenderSpec. It need not be valid as a whole: letters may still lack rates
/// that movements give them. Throws InvalidInput, naming the field, for values that cannot be read or exclude each
/// other.
RenderSpec read_picture(const Settings& settings);

/// The tone that the fields say. Throws InvalidInput, naming the field.
Tone read_tone(const Settings& settings);

/// The palette, "twilight" if none is named, or the two that the tone split or the fields of two ask for. Throws
/// InvalidInput, naming the field, and what find_palette() throws.
Palette read_palette(const Settings& settings);

}  // namespace lyap
