#include "host/compute/device_choice.h"

#include "host/base/error.h"
#include "host/base/text.h"
#include "host/spec/option_values.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

/// The numbers between commas; an empty text, like one behind a comma at the end, is no number.
std::vector<int> parse_numbers(std::string_view text) {
  std::vector<int> numbers;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    const std::string_view number = text.substr(start, end - start);
    numbers.push_back(static_cast<int>(parse_integer(number, 0, DeviceChoice::kMaxDevice, "the number of a GPU")));
    start = end + 1;
  }
  return numbers;
}

}  // namespace

DeviceChoice DeviceChoice::all() {
  DeviceChoice choice;
  choice.is_all_ = true;
  return choice;
}

DeviceChoice DeviceChoice::of(std::vector<int> numbers) {
  if (numbers.empty()) throw InvalidInput("no GPU is chosen");
  for (auto number = numbers.begin(); number != numbers.end(); ++number) {
    if (*number < 0 || *number > kMaxDevice) {
      throw InvalidInput(fmt::format("{}: the number of a GPU must be 0 to {}", *number, kMaxDevice));
    }
    if (std::find(numbers.begin(), number, *number) != number) {
      throw InvalidInput(fmt::format("GPU {} is there twice", *number));
    }
  }
  DeviceChoice choice;
  choice.numbers_ = std::move(numbers);
  return choice;
}

DeviceChoice parse_device_choice(std::string_view text) {
  if (lower_case(text) == "all") return DeviceChoice::all();
  if (lower_case(text) == "first") return {};
  try {
    return DeviceChoice::of(parse_numbers(text));
  } catch (const InvalidInput& error) {
    throw InvalidInput(
        fmt::format("{} is not a choice of GPUs: {}; a number, several such as 0,2, first or all is accepted",
                    in_quotes(text), error.problem()));
  }
}

std::vector<int> chosen_devices(const DeviceChoice& choice, const std::vector<bool>& usable) {
  if (!choice.numbers().empty()) return choice.numbers();
  std::vector<int> devices;
  for (std::size_t device = 0; device < usable.size(); ++device) {
    if (!usable[device]) continue;
    devices.push_back(static_cast<int>(device));
    if (choice.is_first()) break;
  }
  return devices;
}

}  // namespace lyap
