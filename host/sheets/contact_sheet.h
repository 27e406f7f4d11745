#pragma once

#include "host/color/rgb_image.h"
#include "host/drawing/typeface.h"
#include "host/output/png_writer.h"
#include "host/spec/option_values.h"
#include "host/system/byte_sink.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace lyap {

/// How many frames a contact sheet has side by side and one below the other.
struct SheetGrid {
  static constexpr int kMaxSide = 100;

  int columns;  // 1 to kMaxSide
  int rows;

  int frames() const { return columns * rows; }
};

/// The places on a contact sheet, in pixels. Frames have the film's shape and such a size that the sheet is about as
/// large as a frame of the film, but are wide enough for their captions.
struct ContactSheetLayout {
  ContactSheetLayout(Size film, const SheetGrid& sheet_grid);

  SheetGrid grid;
  int text_size;
  int margin;
  int gap;
  /// Of the frames on the sheet.
  Size frame;
  /// From a frame's lower edge to the row that its caption stands on, and to the next frame.
  int caption_drop;
  int row_gap;
  Size sheet;
};

/// Draws frames of a film into a PNG file, row by row from the upper left on, with a caption below each. No more than a
/// row of frames is in memory.
class ContactSheet {
 public:
  /// `sink` must outlive the sheet. Throws what PngWriter throws.
  ContactSheet(ByteSink& sink, const ContactSheetLayout& layout, const std::vector<PngText>& text);

  /// Adds the next frame, red, green and blue of ContactSheetLayout::frame. Throws Failure for pixels of another size
  /// and for more frames than the grid has.
  void add_frame(std::span<const std::byte> pixels, const std::string& caption);

  /// Ends the file, which remains to be committed. Throws Failure if frames are missing.
  void finish();

 private:
  void write_paper(int rows);

  ContactSheetLayout layout_;
  Typeface typeface_;
  ByteSink& sink_;
  PngWriter png_;
  /// A row of frames with their captions.
  RgbImage strip_;
  int frames_added_ = 0;
};

}  // namespace lyap
