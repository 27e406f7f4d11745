#pragma once

#include "host/color/palette.h"

#include <string>
#include <vector>

namespace lyap {

/// Reads a palette from a text file, whose extension (in either case) tells the format:
///
///   .map        Fractint: "R G B" on each line, values 0 to 255; the rest of the line is a comment, and so are lines
///               that begin with ; # or //. As Fractint does, the first 256 colours are taken, and 256 counts as 255:
///               Palette::note tells of either
///   .gpl        GIMP: "GIMP Palette", then "R G B name" lines; "Name:", "Columns:", "Channels:" and "#" lines are
///               skipped
///   .ggr        a gradient of GIMP, read_gimp_gradient()
///   .ugr        a gradient of Ultra Fractal, read_ultra_fractal_gradient()
///   any other   "#rrggbb", "#rgb" or "#rrggbbaa", one or several on each line, also behind "--name:" and with commas
///   or
///               semicolons, as style sheets have them; the "#" of six digits may be missing, as in .hex files
///
/// Blank lines are skipped; lines may end in LF or CR LF; a byte order mark in front, and ^Z with all behind it, count
/// for nothing. Throws InvalidInput, with the number of the line, if the
/// content is anything else or has fewer than kMinPaletteEntries or more than kMaxPaletteEntries colours, and if there
/// is no such file; Failure if the file cannot be read.
Palette read_palette_file(const std::string& path);

/// Palette::checksum of these colours.
std::string checksum_of_colors(const std::vector<Rgb8>& colors);

}  // namespace lyap
