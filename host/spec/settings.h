#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// A job as texts by the names of its fields: {"sequence": "AB", "size": "4k", "set": ["C=3", "D=2"]}. Command lines,
/// TOML files, query strings and dicts of Python are read into one of these, and from it into a job by
/// read_still_job(), read_film_job() or read_comparison_job(). docs/library.md lists the fields.
class Settings {
 public:
  /// The field has this text, and no other.
  void set(const std::string& field, const std::string& text) { texts_[field] = {text}; }
  /// The field has one text more.
  void add(const std::string& field, const std::string& text) { texts_[field].push_back(text); }
  void remove(const std::string& field) { texts_.erase(field); }

  /// Whether the field has a text; an empty one counts.
  bool has(const std::string& field) const { return texts_.contains(field); }

  /// The text of the field, or `otherwise` if it has none. Throws InvalidInput if it has several.
  std::string text(const std::string& field, std::string_view otherwise = "") const;

  /// All texts of the field, in the order in which they were added.
  std::vector<std::string> all(const std::string& field) const;

  /// Whether the field is "true"; one that has no text is "false". Throws InvalidInput for other texts.
  bool flag(const std::string& field) const;

  std::vector<std::string> fields() const;

  /// Throws InvalidInput for a field that is not among `known`, with the known one that was probably meant.
  void require_known(std::span<const std::string> known) const;

 private:
  std::map<std::string, std::vector<std::string>> texts_;
};

}  // namespace lyap
