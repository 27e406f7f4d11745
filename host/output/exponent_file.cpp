#include "host/output/exponent_file.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"
#include "host/output/npy_text.h"
#include "host/output/npz_file.h"
#include "host/output/zip_entry.h"
#include "host/spec/command_line.h"
#include "host/spec/recipe_json.h"

#include <memory>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

using AnyReader = std::variant<NpyReader, ExrReader>;

AnyReader reader_of(const std::string& path, int threads) {
  const std::string ending = file_ending(path);
  if (ending == ".npy") return AnyReader(std::in_place_type<NpyReader>, path);
  if (ending == ".exr") return AnyReader(std::in_place_type<ExrReader>, path, threads);
  if (ending == ".npz") {
    return AnyReader(std::in_place_type<NpyReader>, std::make_unique<ZipEntry>(path, kNpzExponents), path);
  }
  const auto nearest = nearest_name(ending, std::vector<std::string>{".npy", ".npz", ".exr"});
  throw InvalidInput(fmt::format("{}: exponents are read from .npy, .npz and .exr{}", in_quotes(path),
                                 nearest ? fmt::format(", did you mean {}?", *nearest) : ""));
}

/// "" where another program has written it.
std::string command_line_of_npz(const std::string& path) {
  try {
    ZipEntry recipe(path, kNpzRecipe);
    return command_line_of(parse_recipe(read_npy_text(recipe, path)));
  } catch (const InvalidInput&) {
    return "";
  }
}

}  // namespace

ExponentFile::ExponentFile(const std::string& path, int threads) : reader_(reader_of(path, threads)) {
  if (const auto* exr = std::get_if<ExrReader>(&reader_)) command_line_ = exr->text("lyapCommand");
  if (file_ending(path) == ".npz") command_line_ = command_line_of_npz(path);
}

Size ExponentFile::size() const {
  return std::visit([](const auto& reader) { return reader.size(); }, reader_);
}

Precision ExponentFile::precision() const {
  return std::visit([](const auto& reader) { return reader.precision(); }, reader_);
}

std::size_t ExponentFile::bytes_per_row() const {
  return std::visit([](const auto& reader) { return reader.bytes_per_row(); }, reader_);
}

int ExponentFile::block_rows() const {
  const auto* exr = std::get_if<ExrReader>(&reader_);
  return exr != nullptr ? exr->block_rows() : 1;
}

void ExponentFile::read_rows(std::span<std::byte> values) {
  std::visit([&](auto& reader) { reader.read_rows(values); }, reader_);
}

}  // namespace lyap
