#include "tests/support/temporary_folder.h"
#include "tools/bench/tables.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

std::vector<std::string> published_runs() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(LYAP_DOCS "/runs")) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(BenchmarksPage, HasTheTablesOfThePublishedRuns) {
  const std::string page = content_of(LYAP_DOCS "/benchmarks.md");
  const std::vector<std::string> paths = published_runs();
  ASSERT_FALSE(paths.empty());
  for (const std::string& path : paths) {
    const std::string tables = bench_tables(parse_bench_json(content_of(path), path));
    EXPECT_NE(page.find(tables), std::string::npos)
        << "docs/benchmarks.md lacks what `lyap bench --from " << path << "` prints";
  }
}

TEST(BenchmarksPage, RunsNameACommitWithoutChangesAndAnOptimisedBuild) {
  for (const std::string& path : published_runs()) {
    const BenchRun run = parse_bench_json(content_of(path), path);
    EXPECT_THAT(run.build.commit, testing::MatchesRegex("[0-9a-f]{7,40}")) << path;
    EXPECT_EQ(run.build.build_type, "Release") << path;
  }
}

}  // namespace
}  // namespace lyap
