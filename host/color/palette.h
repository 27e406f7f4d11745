#pragma once

#include "host/color/rgb_image.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

inline constexpr std::size_t kMinPaletteEntries = 2;
inline constexpr std::size_t kMaxPaletteEntries = 65536;

/// A table of kMinPaletteEntries to kMaxPaletteEntries colours, the low end first. A tone s in [0, 1] has the colour
/// entries[min(floor(s * K), K - 1)], where K is the number of entries.
struct Palette {
  /// A built-in palette's name or the path of the file that it was read from.
  std::string name;
  std::vector<Rgb8> entries;
  /// Of a palette from a file, whose colours may change under the same name: a checksum of them. Empty for one of
  /// palette_names(), whose colours its name and lyap's version tell.
  std::string checksum{};
  /// Of two that are joined: which entry is the second one's first. 0 for others.
  std::size_t second_begins = 0;
  /// Of one that fades: the palette that it becomes, with as many entries; it does not fade itself. Null for others.
  std::shared_ptr<const Palette> fades_to{};
  /// Of one from a file: what was read otherwise than it stands there, for people. Empty where all is as it stands.
  std::string note{};
};

/// The names of all built-in palettes in alphabetical order, upper and lower case alike. Each palette is followed by
/// its mirror image, whose name ends in "_r".
std::vector<std::string> palette_names();

/// Two palettes as one: the first is its first half, for λ below 0, the second its second half. Each has as many
/// entries as the larger one, and its name is "STABLE+CHAOS". Throws InvalidInput if they are more than
/// kMaxPaletteEntries.
Palette joined(const Palette& stable, const Palette& chaos);

/// One palette that becomes another as Tone::mix goes from 0 to 1. Both get as many entries as the larger one has, and
/// the name is "FIRST:SECOND".
Palette fading(const Palette& first, const Palette& second);

/// The built-in palette of that name, in any case, or else the palette in the file of that name. A name with a '.' or
/// a '/' always means a file, and a file that has the name of a palette can be given as "./viridis". A '+' between
/// two of these joins them, and a ':' between two of all these has the first become the second. Throws InvalidInput if
/// there is neither, and what joined() and read_palette_file() throw.
Palette find_palette(std::string_view name_or_file);

/// The palette with `entries` entries, or as it is if it has no more: of equal parts of the table, each gives the
/// colour in its middle. Of two that are joined, both halves have equally many.
Palette with_at_most(const Palette& palette, std::size_t entries);

}  // namespace lyap
