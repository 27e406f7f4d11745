#include "host/output/npz_file.h"

#include "host/output/npy_text.h"

#include <fmt/format.h>

namespace lyap {
namespace {

std::string npy_file_of(const std::vector<double>& rates) {
  std::string file = npy_row_header_text(rates.size());
  file.append(reinterpret_cast<const char*>(rates.data()), rates.size() * sizeof(double));
  return file;
}

}  // namespace

NpzFile::NpzFile(const std::string& path, Size size, NpyType type, const NpzTexts& texts, const std::stop_token& stop)
    : file_(path, stop), zip_(file_) {
  add(kNpzRecipe, npy_file_of(texts.recipe));
  for (const NpzAxis& axis : {texts.horizontal, texts.vertical}) {
    add(fmt::format("{}.npy", axis.letter), npy_file_of(axis.rates));
  }
  const NpyHeader header{size, type};
  const std::uint64_t numbers = header.bytes_per_row() * static_cast<std::uint64_t>(size.height);
  zip_.begin(std::string(kNpzExponents), npy_header_text(header).size() + numbers);
  exponents_.emplace(zip_, size, type);
}

void NpzFile::finish() {
  exponents_->finish();
  zip_.finish();
}

void NpzFile::add(std::string_view name, std::string_view content) {
  zip_.begin(std::string(name), content.size());
  zip_.write(std::as_bytes(std::span(content)));
}

}  // namespace lyap
