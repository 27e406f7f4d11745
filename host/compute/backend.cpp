#include "host/compute/backend.h"

namespace lyap {

std::size_t slots_for(std::size_t slots, std::size_t devices) {
  constexpr std::size_t kOfFurtherDevice = 2;
  const std::size_t least = slots + kOfFurtherDevice * (devices - 1);
  return (least + devices - 1) / devices * devices;
}

}  // namespace lyap
