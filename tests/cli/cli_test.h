#pragma once

#include "tests/support/program.h"
#include "tests/support/decoded_png.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {

/// The words between blanks.
inline std::vector<std::string> split_words(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// The lines of `text`; the last one need not have an end.
inline std::vector<std::string> split_lines(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The program in an empty folder of its own.
class CliTest : public ::testing::Test {
 protected:
  /// A launch of `lyap LINE`; no word may hold blanks.
  Launch launch(const std::string& line) const {
    Launch launch;
    launch.arguments = split_words(line);
    launch.folder = folder_.path().string();
    return launch;
  }

  ProgramResult run(const std::string& line) const { return run_program(launch(line)); }

  /// Runs `lyap LINE`, which must succeed and say nothing on standard output.
  void succeed(const std::string& line) const {
    const ProgramResult result = run(line);
    EXPECT_EQ(result.status, 0) << "lyap " << line << "\n" << result.err;
    EXPECT_EQ(result.out, "") << "lyap " << line;
  }

  DecodedPng decoded(const std::string& name) const {
    DecodedPng image = read_png(folder_ / name);
    EXPECT_FALSE(image.pixels.empty()) << name << " is no PNG file";
    return image;
  }

  std::string content(const std::string& name) const { return content_of(folder_ / name); }

  /// What every name in the folder is, and the content of the files.
  std::map<std::string, std::string> snapshot() const {
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
      found[entry.path().string()] = entry.is_symlink()     ? "a link"
                                     : entry.is_directory() ? "a folder"
                                                            : summary_of(content_of(entry.path().string()));
    }
    return found;
  }

  TemporaryFolder folder_;

 private:
  /// Pictures make no readable failure message.
  static std::string summary_of(const std::string& content) {
    constexpr std::size_t kReadable = 100;
    if (content.size() <= kReadable) return content;
    return std::to_string(content.size()) + " bytes " + std::to_string(std::hash<std::string>()(content));
  }
};

/// One line "lyap: error: …", or of lyap-bench, that holds all `words`.
MATCHER_P(IsErrorLineWith, words, "is one error line with all words") {
  const std::string& text = arg;
  bool good = (text.starts_with("lyap: error: ") || text.starts_with("lyap-bench: error: ")) && text.ends_with('\n') &&
              text.find('\n') == text.size() - 1;
  for (const std::string& word : words) {
    if (text.find(word) != std::string::npos) continue;
    *result_listener << "without \"" << word << "\" ";
    good = false;
  }
  return good;
}

}  // namespace lyap
