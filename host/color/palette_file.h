#pragma once

#include "host/color/palette.h"

#include <string>
#include <vector>

namespace lyap {

/// Reads a palette from a text file, whose extension (in either case) tells the format:
///
///   .map        Fractint: "R G B" on each line, values 0 to 255; the rest of the line is a comment
///   .gpl        GIMP: "GIMP Palette", then "R G B name" lines; "Name:", "Columns:" and "#" lines are skipped
///   any other   "#rrggbb" on each line; the "#" may be missing, as in .hex files
///
/// Blank lines are skipped; lines may end in LF or CR LF. Throws InvalidInput, with the number of the line, if the
/// content is anything else or has fewer than kMinPaletteEntries or more than kMaxPaletteEntries colours, and if there
/// is no such file; Failure if the file cannot be read.
Palette read_palette_file(const std::string& path);

/// Palette::checksum of these colours.
std::string checksum_of_colors(const std::vector<Rgb8>& colors);

}  // namespace lyap
