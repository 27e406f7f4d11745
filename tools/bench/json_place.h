#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace lyap {

/// Which numbers a place takes: all above 0, or 0 as well.
enum class Numbers { kPositive, kNotNegative };

/// A value in a JSON text that knows where it stands, so that whoever reads it can say what is wrong with what:
/// "bench.json: /rates/3/seconds: a list of positive numbers is accepted". A place may be empty; then reading it is
/// what fails. The text must outlive its places. All readers throw InvalidInput for a missing value and one of another
/// kind.
class JsonPlace {
 public:
  /// The whole text; `file` stands for it in messages.
  JsonPlace(const nlohmann::json& text, std::string file) : value_(&text), file_(std::move(file)) {}

  /// The member of an object, which may be missing.
  JsonPlace member(const std::string& key) const;

  /// The elements of a list, in order.
  std::vector<JsonPlace> elements() const;

  std::string text() const;

  /// A whole number from `least` to `most`, both included.
  std::int64_t whole(std::int64_t least, std::int64_t most = std::numeric_limits<std::int64_t>::max()) const;
  int small_whole(int least) const { return static_cast<int>(whole(least, std::numeric_limits<int>::max())); }

  double number(Numbers accepted) const;

  /// One number or more.
  std::vector<double> numbers(Numbers accepted) const;
  bool is_empty_list() const;
  /// Whether there is nothing at this place; reading it would fail.
  bool is_missing() const { return value_ == nullptr; }

  /// Throws InvalidInput that says what would be accepted here, "a list of positive numbers".
  [[noreturn]] void refuse(const std::string& accepted) const;

 private:
  JsonPlace(const nlohmann::json* value, std::string file, std::string path)
      : value_(value), file_(std::move(file)), path_(std::move(path)) {}

  const nlohmann::json* value_;
  std::string file_;
  std::string path_;
};

}  // namespace lyap
