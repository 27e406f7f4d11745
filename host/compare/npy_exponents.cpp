#include "host/compare/exponent_source.h"
#include "host/output/npy_reader.h"

#include <algorithm>
#include <array>
#include <vector>

namespace lyap {
namespace {

/// The system reads files ahead, so a request only notes what is wanted.
class NpyExponents : public ExponentSource {
 public:
  explicit NpyExponents(const std::string& path) : reader_(path) {}

  Size size() const override { return reader_.size(); }
  Precision precision() const override { return reader_.precision(); }
  std::string code_path() const override { return "file"; }

  int rows_per_band() const override {
    constexpr int kPixelsPerBand = 1 << 20;
    const auto [width, height] = reader_.size();
    return std::clamp(kPixelsPerBand / width, 1, height);
  }

  void request(int count) override {
    bands_[requested_ % bands_.size()].resize(static_cast<std::size_t>(count) * reader_.bytes_per_row());
    ++requested_;
  }

  ExponentBand next() override {
    std::vector<std::byte>& band = bands_[given_++ % bands_.size()];
    reader_.read_rows(band);
    return {band};
  }

 private:
  NpyReader reader_;
  std::array<std::vector<std::byte>, 2> bands_;
  std::size_t requested_ = 0;
  std::size_t given_ = 0;
};

}  // namespace

std::unique_ptr<ExponentSource> read_exponents(const std::string& path) {
  return std::make_unique<NpyExponents>(path);
}

}  // namespace lyap
