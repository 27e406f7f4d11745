#include "host/output/exr_block_writer.h"

#include "host/base/error.h"

#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

/// Speed first, as for PNG: of exponents, which are noise to the last bits, higher levels save hardly anything.
constexpr int kExrZipLevel = 2;

}  // namespace

std::vector<ExrChannel> channels_of(const ExrImage& image) {
  constexpr std::size_t kHalf = 2;
  std::vector<ExrChannel> channels{{"R", EXR_PIXEL_HALF, kColors, 0},
                                   {"G", EXR_PIXEL_HALF, kColors, kHalf},
                                   {"B", EXR_PIXEL_HALF, kColors, 2 * kHalf}};
  if (image.precision) channels.push_back({kExponentChannel, EXR_PIXEL_FLOAT, kExponents, 0});
  if (image.precision == Precision::kDouble) channels.push_back({kExponentRestChannel, EXR_PIXEL_FLOAT, kRests, 0});
  if (image.with_periods) channels.push_back({kPeriodChannel, EXR_PIXEL_UINT, kPeriods, 0});
  if (image.samples > 0) channels.push_back({kSamplesChannel, EXR_PIXEL_UINT, kSamples, 0});
  return channels;
}

ExrBlockWriter::ExrBlockWriter(OutputFile& file, const ExrImage& image) : file_(file) {
  if (file.is_written_in_place()) {
    throw InvalidInput("output",
                       fmt::format("{} cannot be an EXR file, whose table of contents is written last; name a "
                                   "regular file",
                                   file.shown_name()));
  }
  exr_context_initializer_t start = EXR_DEFAULT_CONTEXT_INITIALIZER;
  start.error_handler_fn = [](exr_const_context_t, exr_result_t, const char*) {};
  start.user_data = this;
  start.write_fn = write_bytes;
  start.zip_level = kExrZipLevel;
  // A name that is no other file's: OpenEXR may remove what it cannot finish.
  check(exr_start_write(&context_, file.temporary().c_str(), EXR_WRITE_FILE_DIRECTLY, &start));
  try {
    write_header(image);
  } catch (...) {
    exr_finish(&context_);
    throw;
  }
}

ExrBlockWriter::~ExrBlockWriter() {
  if (context_ != nullptr) exr_finish(&context_);
}

void ExrBlockWriter::write_header(const ExrImage& image) {
  check(exr_add_part(context_, nullptr, EXR_STORAGE_SCANLINE, nullptr));
  const Size whole{image.size.width, image.whole_height > 0 ? image.whole_height : image.size.height};
  const exr_attr_box2i_t display{{0, 0}, {whole.width - 1, whole.height - 1}};
  const exr_attr_box2i_t data{{0, image.top}, {image.size.width - 1, image.top + image.size.height - 1}};
  const exr_attr_v2f_t center{};
  check(exr_initialize_required_attr(context_, kPart, &display, &data, 1, &center, 1, EXR_LINEORDER_INCREASING_Y,
                                     EXR_COMPRESSION_ZIP));
  for (const ExrChannel& channel : channels_of(image)) {
    check(exr_add_channel(context_, kPart, channel.name, channel.type, EXR_PERCEPTUALLY_LOGARITHMIC, 1, 1));
  }
  for (const auto& [name, value] : image.texts) {
    check(exr_attr_set_string(context_, kPart, name.c_str(), value.c_str()));
  }
  check(exr_write_header(context_));
  std::int32_t rows = 0;
  check(exr_get_scanlines_per_chunk(context_, kPart, &rows));
  block_rows_ = rows;
}

void ExrBlockWriter::write_block(int row, std::span<const std::byte> compressed) {
  check(exr_write_scanline_chunk(context_, kPart, row, compressed.data(), compressed.size()));
}

void ExrBlockWriter::finish() {
  check(exr_finish(&context_));
}

std::int64_t ExrBlockWriter::write_bytes(exr_const_context_t, void* self, const void* bytes, std::uint64_t count,
                                         std::uint64_t offset, exr_stream_error_func_ptr_t) {
  auto& writer = *static_cast<ExrBlockWriter*>(self);
  try {
    writer.file_.write_at(offset, {static_cast<const std::byte*>(bytes), count});
    return static_cast<std::int64_t>(count);
  } catch (...) {
    if (!writer.error_) writer.error_ = std::current_exception();
    return -1;
  }
}

void ExrBlockWriter::check(exr_result_t result) {
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
  if (result != EXR_ERR_SUCCESS) fail(exr_get_default_error_message(result));
}

void ExrBlockWriter::fail(std::string_view problem) const {
  throw FileFailure(fmt::format("cannot write {}: {}", file_.shown_name(), problem));
}

}  // namespace lyap
