#include "host/output/exr_writer.h"

#include "host/base/error.h"
#include "host/base/tbb_order.h"
#include "host/output/exr_split.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <openexr.h>
#include <utility>

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace lyap {
namespace {

constexpr int kPart = 0;
/// Speed first, as for PNG: of exponents, which are noise to the last bits, higher levels save hardly anything.
constexpr int kExrZipLevel = 2;

/// The rows of one channel that are not compressed yet, and how they lie there.
struct ExrChannel {
  const char* name;
  exr_pixel_type_t type;
  /// The plane of RowStore that has it, and where in a pixel of that.
  std::size_t plane;
  std::size_t offset;
};

/// A block of rows compressed.
struct ExrBlock {
  int row = 0;
  std::vector<std::byte> bytes;
};

}  // namespace

/// Owns OpenEXR's context, and the rows that wait for their block to be whole. Exceptions must not pass OpenEXR, so
/// that one of the file is kept until OpenEXR has come back with an error.
class ExrWriter::Encoder {
 public:
  Encoder(OutputFile& file, const ExrImage& image, int threads)
      : file_(file), image_(image), arena_(threads > 0 ? threads : tbb::task_arena::automatic) {
    exr_context_initializer_t start = EXR_DEFAULT_CONTEXT_INITIALIZER;
    start.error_handler_fn = [](exr_const_context_t, exr_result_t, const char*) {};
    start.user_data = this;
    start.write_fn = write_bytes;
    start.zip_level = kExrZipLevel;
    // A name that is no other file's: OpenEXR may remove what it cannot finish.
    check(exr_start_write(&context_, file.temporary().c_str(), EXR_WRITE_FILE_DIRECTLY, &start));
    write_header();
    std::int32_t rows = 0;
    check(exr_get_scanlines_per_chunk(context_, kPart, &rows));
    block_rows_ = rows;
  }
  ~Encoder() {
    if (context_ != nullptr) exr_finish(&context_);
  }
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;
  Encoder(Encoder&&) = delete;
  Encoder& operator=(Encoder&&) = delete;

  void append(const Pixels& pixels) {
    const auto width = static_cast<std::size_t>(image_.size.width);
    const std::size_t count = pixels.colors.size() / sizeof(DeepPixel);
    const bool fits = pixels.colors.size() % sizeof(DeepPixel) == 0 &&
                      pixels.exponents.size() == count * exponent_bytes() &&
                      pixels.periods.size() == (image_.with_periods ? count : 0);
    const auto rows = static_cast<int>(count / width);
    if (!fits || count % width != 0 || rows > image_.size.height - stored_ - waiting_) {
      fail(fmt::format("rows of {} pixels came where {} rows of {} are missing", count,
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
    if (stored_ != image_.size.height) fail(fmt::format("{} of its rows are missing", image_.size.height - stored_));
    check(exr_finish(&context_));
  }

 private:
  enum Plane : std::size_t { kColors, kExponents, kRests, kPeriods, kSamples, kPlanes };
  static constexpr std::size_t kPixelBytes[kPlanes] = {sizeof(DeepPixel), sizeof(float), sizeof(float),
                                                       sizeof(std::uint32_t), sizeof(std::uint32_t)};

  /// Of a pixel.
  std::size_t exponent_bytes() const {
    if (!image_.precision) return 0;
    return *image_.precision == Precision::kFloat ? sizeof(float) : sizeof(double);
  }

  void write_header() {
    check(exr_add_part(context_, nullptr, EXR_STORAGE_SCANLINE, nullptr));
    check(exr_initialize_required_attr_simple(context_, kPart, image_.size.width, image_.size.height,
                                              EXR_COMPRESSION_ZIP));
    constexpr std::size_t kHalf = 2;
    channels_ = {{"R", EXR_PIXEL_HALF, kColors, 0},
                 {"G", EXR_PIXEL_HALF, kColors, kHalf},
                 {"B", EXR_PIXEL_HALF, kColors, 2 * kHalf}};
    if (image_.precision) channels_.push_back({kExponentChannel, EXR_PIXEL_FLOAT, kExponents, 0});
    if (image_.precision == Precision::kDouble) {
      channels_.push_back({kExponentRestChannel, EXR_PIXEL_FLOAT, kRests, 0});
    }
    if (image_.with_periods) channels_.push_back({kPeriodChannel, EXR_PIXEL_UINT, kPeriods, 0});
    if (image_.samples > 0) channels_.push_back({kSamplesChannel, EXR_PIXEL_UINT, kSamples, 0});
    for (const ExrChannel& channel : channels_) {
      check(exr_add_channel(context_, kPart, channel.name, channel.type, EXR_PERCEPTUALLY_LOGARITHMIC, 1, 1));
    }
    for (const auto& [name, value] : image_.texts) {
      check(exr_attr_set_string(context_, kPart, name.c_str(), value.c_str()));
    }
    check(exr_write_header(context_));
  }

  void add(Plane plane, std::span<const std::byte> bytes) {
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
    const int count = is_end ? (waiting_ + block_rows_ - 1) / block_rows_ : waiting_ / block_rows_;
    if (count == 0) return;
    std::vector<ExrBlock> blocks(static_cast<std::size_t>(count));
    handed_over(this);
    arena_.execute([&] {
      tbb::parallel_for(0, count, [&](int i) {
        taken_over(this);
        blocks[static_cast<std::size_t>(i)] = compressed(i * block_rows_);
        handed_over(this);
      });
    });
    taken_over(this);
    for (const ExrBlock& block : blocks) {
      check(exr_write_scanline_chunk(context_, kPart, block.row, block.bytes.data(), block.bytes.size()));
    }
    const int rows = std::min(waiting_, count * block_rows_);
    for (std::size_t plane = 0; plane < kPlanes; ++plane) {
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
    exr_result_t result = exr_write_scanline_chunk_info(context_, kPart, stored_ + first, &info);
    if (result == EXR_ERR_SUCCESS) result = exr_encoding_initialize(context_, kPart, &info, &pipeline);
    if (result == EXR_ERR_SUCCESS) {
      for (int c = 0; c < pipeline.channel_count; ++c) set_source(pipeline.channels[c], first);
      result = exr_encoding_choose_default_routines(context_, kPart, &pipeline);
    }
    // Blocks are written afterwards, in their order.
    pipeline.yield_until_ready_fn = nullptr;
    pipeline.write_fn = nullptr;
    if (result == EXR_ERR_SUCCESS) result = exr_encoding_run(context_, kPart, &pipeline);
    ExrBlock block{stored_ + first, {}};
    if (result == EXR_ERR_SUCCESS) {
      const auto* bytes = static_cast<const std::byte*>(pipeline.compressed_buffer);
      block.bytes.assign(bytes, bytes + pipeline.compressed_bytes);
    }
    exr_encoding_destroy(context_, &pipeline);
    if (result != EXR_ERR_SUCCESS) fail(exr_get_default_error_message(result));
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

  static std::int64_t write_bytes(exr_const_context_t, void* self, const void* bytes, std::uint64_t count,
                                  std::uint64_t offset, exr_stream_error_func_ptr_t) {
    auto& encoder = *static_cast<Encoder*>(self);
    try {
      encoder.file_.write_at(offset, {static_cast<const std::byte*>(bytes), count});
      return static_cast<std::int64_t>(count);
    } catch (...) {
      if (!encoder.error_) encoder.error_ = std::current_exception();
      return -1;
    }
  }

  void check(exr_result_t result) {
    if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
    if (result != EXR_ERR_SUCCESS) fail(exr_get_default_error_message(result));
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw FileFailure(fmt::format("cannot write {}: {}", file_.shown_name(), problem));
  }

  OutputFile& file_;
  ExrImage image_;
  tbb::task_arena arena_;
  std::exception_ptr error_;
  exr_context_t context_ = nullptr;
  std::vector<ExrChannel> channels_;
  std::vector<std::byte> planes_[kPlanes];
  int block_rows_ = 0;
  int stored_ = 0;
  int waiting_ = 0;
};

ExrWriter::ExrWriter(OutputFile& file, const ExrImage& image, int threads) {
  if (file.is_written_in_place()) {
    throw InvalidInput("output",
                       fmt::format("{} cannot be an EXR file, whose table of contents is written last; name a "
                                   "regular file",
                                   file.shown_name()));
  }
  encoder_ = std::make_unique<Encoder>(file, image, threads);
}

ExrWriter::~ExrWriter() = default;

void ExrWriter::write_rows(const Pixels& pixels) {
  encoder_->append(pixels);
}

void ExrWriter::finish() {
  encoder_->finish();
}

}  // namespace lyap
