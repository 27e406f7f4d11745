#include "host/jobs/compared_side.h"

#include "host/backends/backend_registry.h"
#include "host/base/text.h"
#include "host/jobs/read_field.h"

#include <fmt/format.h>

namespace lyap {

SideChoice read_side(const Settings& settings, const std::string& field, const std::string& otherwise) {
  const std::string text = settings.text(field, otherwise);
  const std::string ending = file_ending(text);
  if (ending == ".npy" || ending == ".npz" || text.find('/') != std::string::npos)
    return {{}, Precision::kAutomatic, text};
  const std::size_t colon = text.find(':');
  SideChoice side{find_backend(text.substr(0, colon), field).name, Precision::kAutomatic, {}};
  if (colon != std::string::npos) side.precision = read_as(field, text.substr(colon + 1), parse_precision);
  return side;
}

ComparedSide::ComparedSide(const SideChoice& choice, const BackendOptions& options) : choice_(choice) {
  if (!choice.is_file()) backend_ = find_backend(choice.backend).create(options);
}

std::unique_ptr<ExponentSource> ComparedSide::open(RenderSpec spec, const std::stop_token& stop) const {
  if (choice_.is_file()) return read_exponents(choice_.path);
  if (choice_.precision != Precision::kAutomatic) spec.precision = choice_.precision;
  return compute_exponents(*backend_, std::make_shared<const Frame>(spec), stop);
}

std::string ComparedSide::description() const {
  if (choice_.is_file()) return choice_.path;
  return fmt::format("{} ({})", choice_.backend, backend_->device());
}

}  // namespace lyap
