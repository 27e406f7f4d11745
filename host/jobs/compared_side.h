#pragma once

#include "host/compare/exponent_source.h"
#include "host/compute/backend.h"
#include "host/spec/render_spec.h"
#include "host/spec/settings.h"

#include <memory>
#include <stop_token>
#include <string>

namespace lyap {

/// One side of a comparison as the user names it: a backend, "cpu-avx2" or "cpu-avx2:f64", or a NumPy file.
struct SideChoice {
  /// The backend's own name; empty for a file.
  std::string backend;
  Precision precision = Precision::kAutomatic;
  /// The file; empty for a backend.
  std::string path;

  bool is_file() const { return !path.empty(); }
};

/// Reads a side from `field`, or from `otherwise` if that has no text; what ends in .npy or has a '/' is a file. Throws
/// InvalidInput, naming the field, and Failure for a backend that cannot run here.
SideChoice read_side(const Settings& settings, const std::string& field, const std::string& otherwise);

/// A side that is ready to give the exponents of one picture after the other.
class ComparedSide {
 public:
  /// Makes the backend of a choice that is no file. Throws what find_backend() and the creation of the backend throw.
  ComparedSide(const SideChoice& choice, const BackendOptions& options);

  /// The exponents of a picture, computed or read from the file. The source that an earlier call returned must have
  /// been destroyed. The source throws Interrupted once `stop` is requested. Throws what read_exponents() throws for a
  /// file.
  std::unique_ptr<ExponentSource> open(RenderSpec spec, const std::stop_token& stop) const;

  /// "cpu-avx2 (2 threads)", or the file's path.
  std::string description() const;

 private:
  SideChoice choice_;
  std::unique_ptr<Backend> backend_;
};

}  // namespace lyap
