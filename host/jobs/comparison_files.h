#pragma once

#include "host/backends/cpu/exponent_painter.h"
#include "host/compare/comparison.h"
#include "host/jobs/comparison_job.h"
#include "host/jobs/work.h"
#include "host/output/npy_writer.h"
#include "host/sheets/difference_sheet.h"
#include "host/system/output_file.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace lyap {

/// What a comparison writes besides its report: the difference sheet, and the exponents of both sides. Nothing has its
/// name before finish().
class ComparisonFiles {
 public:
  /// Opens the files that the job wants for a frame. Throws what OutputFile and DifferenceSheet throw.
  ComparisonFiles(const ComparisonJob& job, std::int64_t frame, const ExponentSource& left, const ExponentSource& right,
                  const SheetTexts& texts, const Work& work);

  /// Whether add_band() has anything to write.
  bool wants_bands() const { return sheet_ != nullptr || left_exponents_ != nullptr; }

  void add_band(const ExponentBand& left, const ExponentBand& right);

  /// Ends the files and gives them their names; `verdict` is the last line of the sheet.
  void finish(const std::string& verdict);

 private:
  /// The sheet in its file, and what paints its pictures.
  struct SheetFile {
    SheetFile(const std::string& path, const ExponentSource& left, const ExponentSource& right,
              const Coloring& coloring, const SheetTexts& texts, const Work& work);
    void add_band(const ExponentBand& left, const ExponentBand& right);

    OutputFile file;
    DifferenceSheet sheet;
    bool left_is_double;
    bool right_is_double;
    ExponentPainter left_painter;
    ExponentPainter right_painter;
    std::vector<std::int8_t> bins;
  };

  std::unique_ptr<SheetFile> sheet_;
  std::unique_ptr<NpyFile> left_exponents_;
  std::unique_ptr<NpyFile> right_exponents_;
};

}  // namespace lyap
