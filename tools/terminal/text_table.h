#pragma once

#include <string>
#include <vector>

namespace lyap {

/// A table in Markdown whose columns line up in a terminal too. Cells are UTF-8 of single-width characters; control
/// characters and the table's own '|' in them do no harm.
class TextTable {
 public:
  enum class Align { kLeft, kRight };
  struct Column {
    std::string title;
    Align align = Align::kRight;
  };

  explicit TextTable(std::vector<Column> columns);

  /// One cell for each column.
  void add(std::vector<std::string> cells);

  /// The table, a line each for titles, rule and rows.
  std::string markdown() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace lyap
