#include "tools/bench/json_place.h"

#include "host/base/error.h"

#include <algorithm>

#include <fmt/format.h>

namespace lyap {
namespace {

bool is_number(const nlohmann::json& value, Numbers accepted) {
  if (!value.is_number()) return false;
  return accepted == Numbers::kPositive ? value.get<double>() > 0 : value.get<double>() >= 0;
}

}  // namespace

JsonPlace JsonPlace::member(const std::string& key) const {
  if (value_ == nullptr || !value_->is_object()) refuse("an object");
  const auto found = value_->find(key);
  return {found == value_->end() ? nullptr : &*found, file_, path_ + "/" + key};
}

std::vector<JsonPlace> JsonPlace::elements() const {
  if (value_ == nullptr || !value_->is_array()) refuse("a list");
  std::vector<JsonPlace> places;
  for (const nlohmann::json& element : *value_) {
    places.push_back({&element, file_, fmt::format("{}/{}", path_, places.size())});
  }
  return places;
}

std::string JsonPlace::text() const {
  if (value_ == nullptr || !value_->is_string()) refuse("text in quotes");
  return value_->get<std::string>();
}

std::int64_t JsonPlace::whole(std::int64_t least, std::int64_t most) const {
  constexpr auto kGreatest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const bool is_whole = value_ != nullptr && value_->is_number_integer() &&
                        !(value_->is_number_unsigned() && value_->get<std::uint64_t>() > kGreatest);
  if (!is_whole || value_->get<std::int64_t>() < least || value_->get<std::int64_t>() > most) {
    refuse(fmt::format("a whole number from {} to {}", least, most));
  }
  return value_->get<std::int64_t>();
}

double JsonPlace::number(Numbers accepted) const {
  if (value_ == nullptr || !is_number(*value_, accepted)) {
    refuse(accepted == Numbers::kPositive ? "a positive number" : "a number from 0 on");
  }
  return value_->get<double>();
}

std::vector<double> JsonPlace::numbers(Numbers accepted) const {
  const auto is_accepted = [&](const nlohmann::json& element) { return is_number(element, accepted); };
  if (value_ == nullptr || !value_->is_array() || value_->empty() || !std::ranges::all_of(*value_, is_accepted)) {
    refuse(accepted == Numbers::kPositive ? "a list of positive numbers" : "a list of numbers from 0 on");
  }
  return value_->get<std::vector<double>>();
}

bool JsonPlace::is_empty_list() const {
  return value_ != nullptr && value_->is_array() && value_->empty();
}

void JsonPlace::refuse(const std::string& accepted) const {
  const std::string place = path_.empty() ? "the whole text" : path_;
  throw InvalidInput(
      fmt::format("{}: {}: {}{} is accepted", file_, place, value_ == nullptr ? "missing; " : "", accepted));
}

}  // namespace lyap
