#include "tools/terminal/text_table.h"

#include "host/base/text.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

namespace lyap {
namespace {

std::string escaped(std::string_view cell) {
  std::string text;
  for (const char c : printable(cell)) text += c == '|' ? std::string("\\|") : std::string(1, c);
  return text;
}

}  // namespace

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {
  for (Column& column : columns_) column.title = escaped(column.title);
}

void TextTable::add(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = escaped(cell);
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::string TextTable::markdown() const {
  constexpr std::size_t kShortestRule = 3;
  std::string titles = "|";
  std::string rules = "|";
  std::vector<std::string> rows(rows_.size(), "|");
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const bool left = columns_[i].align == Align::kLeft;
    std::size_t width = std::max(kShortestRule, utf8_length(columns_[i].title));
    for (const auto& row : rows_) width = std::max(width, utf8_length(row[i]));
    const auto cell = [&](const std::string& text) {
      return left ? fmt::format(" {:<{}} |", text, width) : fmt::format(" {:>{}} |", text, width);
    };
    titles += cell(columns_[i].title);
    // What a renderer of Markdown aligns by: "-----" or "----:".
    rules += fmt::format(" {:-<{}}{} |", "", width - 1, left ? '-' : ':');
    for (std::size_t r = 0; r < rows_.size(); ++r) rows[r] += cell(rows_[r][i]);
  }
  std::string text = titles + "\n" + rules + "\n";
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

}  // namespace lyap
