#include "host/compare/exponent_source.h"
#include "host/compute/frame.h"

#include <utility>

namespace lyap {
namespace {

class ComputedExponents : public ExponentSource {
 public:
  ComputedExponents(Backend& backend, std::shared_ptr<const Frame> frame)
      : backend_(backend), frame_(std::move(frame)), slots_(slots_for(kExponentSlots, backend.device_count())) {}

  ComputedExponents(const ComputedExponents&) = delete;
  ComputedExponents& operator=(const ComputedExponents&) = delete;
  ComputedExponents(ComputedExponents&&) = delete;
  ComputedExponents& operator=(ComputedExponents&&) = delete;

  ~ComputedExponents() override {
    while (given_ < requested_) {
      try {
        static_cast<void>(backend_.wait(given_++ % slots_));
      } catch (...) {  // Nobody is left who could use the exponents or the error.
      }
    }
  }

  Size size() const override { return frame_->size(); }
  Precision precision() const override { return frame_->precision(); }
  int rows_per_band() const override { return backend_.rows_per_band(*frame_); }
  std::string code_path() const override { return code_path_; }
  std::size_t most_open() const override { return slots_; }

  void request(int count) override {
    backend_.submit(requested_ % slots_, frame_, {next_row_, count});
    ++requested_;
    next_row_ += count;
  }

  ExponentBand next() override {
    const Band band = backend_.wait(given_++ % slots_);
    code_path_ = band.code_path;
    return {band.pixels, band.on_device};
  }

 private:
  Backend& backend_;
  std::shared_ptr<const Frame> frame_;
  std::size_t slots_;
  int next_row_ = 0;
  std::size_t requested_ = 0;
  std::size_t given_ = 0;
  std::string code_path_;
};

}  // namespace

std::unique_ptr<ExponentSource> compute_exponents(Backend& backend, std::shared_ptr<const Frame> frame) {
  return std::make_unique<ComputedExponents>(backend, std::move(frame));
}

}  // namespace lyap
