#include "host/explore/shared_backend.h"

#include "host/base/error.h"
#include "host/compute/in_flight.h"

namespace lyap {

class SharedBackend::Turn {
 public:
  explicit Turn(SharedBackend& owner) : owner_(owner) {
    std::unique_lock lock(owner_.mutex_);
    const std::uint64_t ticket = owner_.asked_++;
    owner_.next_.wait(lock, [&] { return owner_.served_ == ticket; });
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  Turn(Turn&&) = delete;
  Turn& operator=(Turn&&) = delete;
  ~Turn() {
    {
      const std::lock_guard lock(owner_.mutex_);
      ++owner_.served_;
    }
    owner_.next_.notify_all();
  }

 private:
  SharedBackend& owner_;
};

std::string SharedBackend::device() {
  const Turn turn(*this);
  return backend_->device();
}

int SharedBackend::rows_per_band(const Frame& frame) {
  const Turn turn(*this);
  return backend_->rows_per_band(frame);
}

void SharedBackend::compute(const std::shared_ptr<const Frame>& frame, Rows rows, const std::stop_token& stop,
                            const std::function<void(const Band&)>& use) {
  const Turn turn(*this);
  // Who waited for its turn may be wanted no longer: then the next one is not held up.
  if (stop.stop_requested()) throw Interrupted();
  InFlight in_flight(*backend_, stop);
  in_flight.submit(0, frame, rows);
  const Band band = in_flight.wait_for_oldest().band;
  {
    const std::lock_guard lock(mutex_);
    steps_ += band.steps;
  }
  use(band);
}

bool SharedBackend::is_in_use() const {
  const std::lock_guard lock(mutex_);
  return asked_ != served_;
}

std::int64_t SharedBackend::steps() const {
  const std::lock_guard lock(mutex_);
  return steps_;
}

}  // namespace lyap
