#pragma once

#include "host/compute/backend.h"
#include "host/compute/difference_sum.h"
#include "host/spec/option_values.h"
#include "host/spec/render_spec.h"

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>

namespace lyap {

/// The slots that a source of computed exponents uses on one device: it works ahead by one band.
inline constexpr std::size_t kExponentSlots = 2;

/// One side of a comparison: gives the exponents of a picture from top to bottom. For one thread at a time.
class ExponentSource {
 public:
  ExponentSource() = default;
  ExponentSource(const ExponentSource&) = delete;
  ExponentSource& operator=(const ExponentSource&) = delete;
  ExponentSource(ExponentSource&&) = delete;
  ExponentSource& operator=(ExponentSource&&) = delete;
  /// Waits for what is in flight.
  virtual ~ExponentSource() = default;

  virtual Size size() const = 0;
  /// kFloat or kDouble.
  virtual Precision precision() const = 0;
  /// The number of rows to request at a time: enough to keep the devices busy, few enough to need little memory.
  virtual int rows_per_band() const = 0;

  /// The largest number of requests that may be open at a time, enough to work ahead by one band on every device.
  virtual std::size_t max_open_requests() const { return kExponentSlots; }

  /// Requests the `count` rows below the last requested ones. Computed exponents are returned by next(), not waited for
  /// here.
  virtual void request(int count) = 0;

  /// Waits for the rows of the oldest open request. They stay valid until max_open_requests() requests have been made
  /// after theirs. Throws Failure, and Interrupted if the source was given a stop that is requested.
  virtual ExponentBand next() = 0;

  /// The compiled code that computed the last band, as it says of itself; "file" if none did.
  virtual std::string code_path() const = 0;
};

/// Computes a picture on a backend that was made with kExponentSlots slots or more, which must outlive the source and
/// must not be used otherwise while the source exists. The frame's format must be kExponents. When `stop` is requested,
/// what has not begun is left out; once the source is gone, the backend can compute the next picture.
std::unique_ptr<ExponentSource> compute_exponents(Backend& backend, std::shared_ptr<const Frame> frame,
                                                  const std::stop_token& stop = {});

/// Reads a plane of exponents from a NumPy file. Throws what NpyReader throws.
std::unique_ptr<ExponentSource> read_exponents(const std::string& path);

}  // namespace lyap
