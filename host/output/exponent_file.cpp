#include "host/output/exponent_file.h"

#include "host/base/error.h"
#include "host/base/nearest_name.h"
#include "host/base/text.h"

#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

using AnyReader = std::variant<NpyReader, ExrReader>;

AnyReader reader_of(const std::string& path, int threads) {
  const std::string ending = file_ending(path);
  if (ending == ".npy") return AnyReader(std::in_place_type<NpyReader>, path);
  if (ending == ".exr") return AnyReader(std::in_place_type<ExrReader>, path, threads);
  const auto nearest = nearest_name(ending, std::vector<std::string>{".npy", ".exr"});
  throw InvalidInput(fmt::format("{}: exponents are read from .npy and .exr{}", in_quotes(path),
                                 nearest ? fmt::format(", did you mean {}?", *nearest) : ""));
}

}  // namespace

ExponentFile::ExponentFile(const std::string& path, int threads) : reader_(reader_of(path, threads)) {}

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

std::string ExponentFile::command_line() const {
  const auto* exr = std::get_if<ExrReader>(&reader_);
  return exr != nullptr ? exr->text("lyapCommand") : "";
}

void ExponentFile::read_rows(std::span<std::byte> values) {
  std::visit([&](auto& reader) { reader.read_rows(values); }, reader_);
}

}  // namespace lyap
