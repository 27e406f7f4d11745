#pragma once

#include "host/color/palette.h"
#include "host/compute/backend.h"
#include "host/jobs/film_settings.h"
#include "host/jobs/work.h"
#include "host/render/render_film.h"
#include "host/sheets/contact_sheet.h"
#include "host/spec/settings.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace lyap {

/// Frames of a film, spread evenly over it, that are to be drawn on one sheet.
struct ContactSheetJob {
  Film film;
  Palette palette;
  FrameRange range;
  SheetGrid grid;
  /// The PNG file, "-" for standard output.
  std::string output;

  /// The numbers of the frames, the first and the last of the range among them.
  std::vector<std::int64_t> frames() const;
};

/// The field of such a job besides film_fields() and the output:
///
///     contact-sheet   "5x4"; columns and rows, 1 to 100 each
inline constexpr const char* kContactSheetField = "contact-sheet";

/// The sheet that the fields describe. Those that say how a film is written, which a film file may have, do not count.
/// Throws InvalidInput, naming the field, also where the film has too few frames, and Failure if a palette file cannot
/// be read.
ContactSheetJob read_contact_sheet_job(const Settings& given, const std::vector<Movement>& timeline = {});

/// "frame 360, 0:12.00": the number and the time in minutes and seconds.
std::string frame_caption(std::int64_t frame, const FrameRate& rate);

/// Renders the frames at the size that they have on the sheet, and writes it; an older file is replaced only when all
/// is written. The file has the film's recipe. `progress` gets how many frames are done. Returns the sheet's size.
/// Throws what render_film() and OutputFile throw.
Size run_contact_sheet(const ContactSheetJob& job, Backend& backend, const Work& work,
                       const std::function<void(std::int64_t frames)>& progress = {});

}  // namespace lyap
