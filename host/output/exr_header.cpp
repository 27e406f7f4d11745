#include "host/output/exr_header.h"

#include "host/base/error.h"
#include "host/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <new>

#include <fmt/format.h>

namespace lyap {

bool is_exr_file(const std::string& path) {
  std::array<char, kExrMagic.size()> start{};
  std::ifstream(path, std::ios::binary).read(start.data(), start.size());
  return std::string_view(start.data(), start.size()) == kExrMagic;
}

ExrHeader::ExrHeader(const std::string& path) : path_(path), input_(path) {
  exr_context_initializer_t start = EXR_DEFAULT_CONTEXT_INITIALIZER;
  start.error_handler_fn = [](exr_const_context_t, exr_result_t, const char*) {};
  input_.connect(start);
  start.max_image_width = kMaxSide;
  start.max_image_height = kMaxSide;
  start.flags = EXR_CONTEXT_FLAG_SILENT_HEADER_PARSE | EXR_CONTEXT_FLAG_DISABLE_CHUNK_RECONSTRUCTION;
  check(exr_start_read(&context_, path_.c_str(), &start));
  try {
    read();
  } catch (...) {
    exr_finish(&context_);
    throw;
  }
}

ExrHeader::~ExrHeader() {
  exr_finish(&context_);
}

void ExrHeader::read() {
  int parts = 0;
  exr_storage_t storage = EXR_STORAGE_SCANLINE;
  check(exr_get_count(context_, &parts));
  if (parts != 1) refuse(fmt::format("it has {} parts; one is read", parts));
  check(exr_get_storage(context_, kOnlyPart, &storage));
  if (storage != EXR_STORAGE_SCANLINE) refuse("it is made of tiles or deep pixels; save it as scan lines");
  exr_attr_box2i_t window = {};
  check(exr_get_data_window(context_, kOnlyPart, &window));
  const std::int64_t width = std::int64_t{window.max.x} - window.min.x + 1;
  const std::int64_t height = std::int64_t{window.max.y} - window.min.y + 1;
  if (std::min(width, height) < 1 || std::max(width, height) > kMaxSide) {
    refuse(fmt::format("it has {}x{} pixels; pictures have 1 to {} a side", width, height, kMaxSide));
  }
  size_ = {static_cast<int>(width), static_cast<int>(height)};
  top_ = window.min.y;
  std::int32_t rows = 0;
  check(exr_get_scanlines_per_chunk(context_, kOnlyPart, &rows));
  block_rows_ = rows;
}

std::string ExrHeader::text(const std::string& name) const {
  std::int32_t length = 0;
  const char* value = nullptr;
  const bool found = exr_attr_get_string(context_, kOnlyPart, name.c_str(), &length, &value) == EXR_ERR_SUCCESS;
  return found && value != nullptr ? std::string(value, static_cast<std::size_t>(length)) : "";
}

bool ExrHeader::has_all_blocks() const {
  for (int row = 0; row < size_.height; row += block_rows_) {
    exr_chunk_info_t info = {};
    if (exr_read_scanline_chunk_info(context_, kOnlyPart, top_ + row, &info) != EXR_ERR_SUCCESS) return false;
    const std::uint64_t end = info.data_offset + info.packed_size;
    if (end > static_cast<std::uint64_t>(input_.size())) return false;
  }
  return true;
}

void ExrHeader::check(exr_result_t result) const {
  if (result == EXR_ERR_SUCCESS) return;
  if (result == EXR_ERR_OUT_OF_MEMORY) throw std::bad_alloc();
  refuse(fmt::format("it is damaged, or no EXR file that is read here: {}", exr_get_default_error_message(result)));
}

void ExrHeader::refuse(std::string_view problem) const {
  throw InvalidInput(fmt::format("cannot use {}: {}", in_quotes(path_), problem));
}

}  // namespace lyap
