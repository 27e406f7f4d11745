#pragma once

#include "host/output/npy_writer.h"
#include "host/output/zip_writer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// The names of the arrays in NPZ files that lyap writes and reads. Beside them are those of the axes, each named by
/// its letter.
inline constexpr std::string_view kNpzExponents = "exponents.npy";
inline constexpr std::string_view kNpzRecipe = "recipe.npy";

/// An axis of a picture: its letter, and the rates of the columns from left to right or of the rows from top to bottom.
struct NpzAxis {
  char letter;
  std::vector<double> rates;
};

/// What an NPZ file has beside its exponents.
struct NpzTexts {
  NpzAxis horizontal;
  NpzAxis vertical;
  /// As recipe_json() writes it.
  std::string recipe;
};

/// An archive of NumPy files, which takes its name when it is whole. `numpy.load` reads it:
///
///     with numpy.load("a.npz") as picture:
///         picture["exponents"], picture["A"], picture["B"], picture["recipe"].item()
class NpzFile : public NumberFile {
 public:
  /// Opens the file and writes what comes before the exponents. Throws what OutputFile and ZipWriter throw.
  NpzFile(const std::string& path, Size size, NpyType type, const NpzTexts& texts, const std::stop_token& stop = {});

  void write_rows(std::span<const std::byte> values) override { exponents_->write_rows(values); }
  void finish() override;
  void commit() override { file_.commit(); }

 private:
  void add(std::string_view name, std::string_view content);

  OutputFile file_;
  ZipWriter zip_;
  std::optional<NpyWriter> exponents_;
};

}  // namespace lyap
