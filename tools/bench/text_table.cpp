#include "tools/bench/text_table.h"

#include "host/base/text.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace lyap {
namespace {

std::string escaped(std::string_view cell) {
  std::string text;
  for (const char c : one_line(cell)) {
    if (c == '|') text += '\\';
    text += c;
  }
  return text;
}

std::string padded(const std::string& text, std::size_t width, TextTable::Align align) {
  const std::string space(width - std::min(width, utf8_length(text)), ' ');
  return align == TextTable::Align::kLeft ? text + space : space + text;
}

/// What a renderer of Markdown aligns by: "-----" or "----:".
std::string rule(std::size_t width, TextTable::Align align) {
  std::string line(width, '-');
  if (align == TextTable::Align::kRight) line.back() = ':';
  return line;
}

}  // namespace

std::string one_line(std::string_view text) {
  return printable(text);
}

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
  std::vector<std::string> lines(rows_.size() + 2, "|");
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto& [title, align] = columns_[i];
    std::size_t width = std::max(kShortestRule, utf8_length(title));
    for (const auto& row : rows_) width = std::max(width, utf8_length(row[i]));
    lines[0] += " " + padded(title, width, align) + " |";
    lines[1] += " " + rule(width, align) + " |";
    for (std::size_t r = 0; r < rows_.size(); ++r) lines[r + 2] += " " + padded(rows_[r][i], width, align) + " |";
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace lyap
