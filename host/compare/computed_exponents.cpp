#include "host/compare/exponent_source.h"
#include "host/compute/frame.h"
#include "host/compute/in_flight.h"

#include <utility>

namespace lyap {
namespace {

class ComputedExponents : public ExponentSource {
 public:
  ComputedExponents(Backend& backend, std::shared_ptr<const Frame> frame, const std::stop_token& stop)
      : backend_(backend),
        frame_(std::move(frame)),
        slots_(slots_for(kExponentSlots, backend.device_count())),
        in_flight_(backend, stop) {}

  Size size() const override { return frame_->size(); }
  Precision precision() const override { return frame_->precision(); }
  int rows_per_band() const override { return backend_.rows_per_band(*frame_); }
  std::string code_path() const override { return code_path_; }
  std::size_t max_open_requests() const override { return slots_; }

  void request(int count) override {
    in_flight_.submit(requested_ % slots_, frame_, {next_row_, count});
    ++requested_;
    next_row_ += count;
  }

  ExponentBand next() override {
    const Band band = in_flight_.wait_for_oldest().band;
    code_path_ = band.code_path;
    return {band.pixels, band.on_device};
  }

 private:
  Backend& backend_;
  std::shared_ptr<const Frame> frame_;
  std::size_t slots_;
  int next_row_ = 0;
  std::size_t requested_ = 0;
  std::string code_path_;
  InFlight in_flight_;
};

}  // namespace

std::unique_ptr<ExponentSource> compute_exponents(Backend& backend, std::shared_ptr<const Frame> frame,
                                                  const std::stop_token& stop) {
  return std::make_unique<ComputedExponents>(backend, std::move(frame), stop);
}

}  // namespace lyap
