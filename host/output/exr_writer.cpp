#include "host/output/exr_writer.h"

#include "host/base/tbb_order.h"
#include "host/output/exr_block_writer.h"
#include "host/output/exr_split.h"

#include <algorithm>
#include <cstring>
#include <openexr.h>

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace lyap {
namespace {

/// A block of rows compressed.
struct ExrBlock {
  int row = 0;
  std::vector<std::byte> bytes;
};

}  // namespace

/// The rows that wait for their block to be whole, and how they are compressed.
class ExrWriter::Encoder {
 public:
  Encoder(OutputFile& file, const ExrImage& image, int threads)
      : blocks_(file, image),
        image_(image),
        channels_(channels_of(image)),
        arena_(threads > 0 ? threads : tbb::task_arena::automatic) {}

  void append(const Pixels& pixels) {
    const auto width = static_cast<std::size_t>(image_.size.width);
    const std::size_t count = pixels.colors.size() / sizeof(DeepPixel);
    const bool fits = pixels.colors.size() % sizeof(DeepPixel) == 0 &&
                      pixels.exponents.size() == count * exponent_bytes() &&
                      pixels.periods.size() == (image_.with_periods ? count : 0);
    const auto rows = static_cast<int>(count / width);
    if (!fits || count % width != 0 || rows > image_.size.height - stored_ - waiting_) {
      blocks_.fail(fmt::format("rows of {} pixels came where {} rows of {} are missing", count,
                               image_.size.height - stored_ - waiting_, width));
    }
    add(kColors, pixels.colors);
    add_exponents(pixels.exponents);
    add(kPeriods, std::as_bytes(pixels.periods));
    const std::vector<std::uint32_t> samples(image_.samples > 0 ? count : 0, image_.samples);
    add(kSamples, std::as_bytes(std::span(samples)));
    waiting_ += rows;
    store_blocks();
  }

  void finish() {
    if (stored_ != image_.size.height) {
      blocks_.fail(fmt::format("{} of its rows are missing", image_.size.height - stored_));
    }
    blocks_.finish();
  }

 private:
  static constexpr std::size_t kPixelBytes[kExrPlanes] = {sizeof(DeepPixel), sizeof(float), sizeof(float),
                                                          sizeof(std::uint32_t), sizeof(std::uint32_t)};

  /// Of a pixel.
  std::size_t exponent_bytes() const {
    if (!image_.precision) return 0;
    return *image_.precision == Precision::kFloat ? sizeof(float) : sizeof(double);
  }

  void add(ExrPlane plane, std::span<const std::byte> bytes) {
    planes_[plane].insert(planes_[plane].end(), bytes.begin(), bytes.end());
  }

  void add_exponents(std::span<const std::byte> exponents) {
    if (image_.precision != Precision::kDouble) return add(kExponents, exponents);
    std::vector<float> high(exponents.size() / sizeof(double));
    std::vector<float> low(high.size());
    for (std::size_t i = 0; i < high.size(); ++i) {
      double value = 0;
      std::memcpy(&value, exponents.data() + i * sizeof value, sizeof value);
      const SplitDouble split = split_double(value);
      high[i] = split.high;
      low[i] = split.low;
    }
    add(kExponents, std::as_bytes(std::span(high)));
    add(kRests, std::as_bytes(std::span(low)));
  }

  /// Compresses the whole blocks that wait, at the end of the picture the last one too, and writes them in their order.
  void store_blocks() {
    const bool is_end = stored_ + waiting_ == image_.size.height;
    const int block_rows = blocks_.block_rows();
    const int count = is_end ? (waiting_ + block_rows - 1) / block_rows : waiting_ / block_rows;
    if (count == 0) return;
    std::vector<ExrBlock> blocks(static_cast<std::size_t>(count));
    handed_over(this);
    arena_.execute([&] {
      tbb::parallel_for(0, count, [&](int i) {
        taken_over(this);
        blocks[static_cast<std::size_t>(i)] = compressed(i * block_rows);
        handed_over(this);
      });
    });
    taken_over(this);
    for (const ExrBlock& block : blocks) blocks_.write_block(block.row, block.bytes);
    const int rows = std::min(waiting_, count * block_rows);
    for (std::size_t plane = 0; plane < kExrPlanes; ++plane) {
      const std::size_t bytes = static_cast<std::size_t>(rows) * row_bytes(plane);
      auto& waiting = planes_[plane];
      if (!waiting.empty()) waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(bytes));
    }
    stored_ += rows;
    waiting_ -= rows;
  }

  std::size_t row_bytes(std::size_t plane) const {
    return static_cast<std::size_t>(image_.size.width) * kPixelBytes[plane];
  }

  /// The block that begins with waiting row `first`. Called by several threads at a time.
  ExrBlock compressed(int first) const {
    exr_chunk_info_t info = {};
    exr_encode_pipeline_t pipeline = {};
    const exr_context_t context = blocks_.context();
    const int row = image_.top + stored_ + first;
    exr_result_t result = exr_write_scanline_chunk_info(context, ExrBlockWriter::kPart, row, &info);
    if (result == EXR_ERR_SUCCESS) result = exr_encoding_initialize(context, ExrBlockWriter::kPart, &info, &pipeline);
    if (result == EXR_ERR_SUCCESS) {
      for (int c = 0; c < pipeline.channel_count; ++c) set_source(pipeline.channels[c], first);
      result = exr_encoding_choose_default_routines(context, ExrBlockWriter::kPart, &pipeline);
    }
    // Blocks are written afterwards, in their order.
    pipeline.yield_until_ready_fn = nullptr;
    pipeline.write_fn = nullptr;
    if (result == EXR_ERR_SUCCESS) result = exr_encoding_run(context, ExrBlockWriter::kPart, &pipeline);
    ExrBlock block{row, {}};
    if (result == EXR_ERR_SUCCESS) {
      const auto* bytes = static_cast<const std::byte*>(pipeline.compressed_buffer);
      block.bytes.assign(bytes, bytes + pipeline.compressed_bytes);
    }
    exr_encoding_destroy(context, &pipeline);
    if (result != EXR_ERR_SUCCESS) blocks_.fail(exr_get_default_error_message(result));
    return block;
  }

  void set_source(exr_coding_channel_info_t& target, int first) const {
    const auto channel = std::ranges::find_if(
        channels_, [&](const ExrChannel& known) { return std::strcmp(known.name, target.channel_name) == 0; });
    const std::size_t plane = channel->plane;
    const std::byte* source = planes_[plane].data() + static_cast<std::size_t>(first) * row_bytes(plane);
    target.encode_from_ptr = reinterpret_cast<const std::uint8_t*>(source + channel->offset);
    target.user_pixel_stride = static_cast<std::int32_t>(kPixelBytes[plane]);
    target.user_line_stride = static_cast<std::int32_t>(row_bytes(plane));
  }

  ExrBlockWriter blocks_;
  ExrImage image_;
  std::vector<ExrChannel> channels_;
  tbb::task_arena arena_;
  std::vector<std::byte> planes_[kExrPlanes];
  int stored_ = 0;
  int waiting_ = 0;
};

ExrWriter::ExrWriter(OutputFile& file, const ExrImage& image, int threads)
    : encoder_(std::make_unique<Encoder>(file, image, threads)) {}

ExrWriter::~ExrWriter() = default;

void ExrWriter::write_rows(const Pixels& pixels) {
  encoder_->append(pixels);
}

void ExrWriter::finish() {
  encoder_->finish();
}

}  // namespace lyap
