#include "host/base/error.h"
#include "host/output/exponent_file.h"
#include "host/output/npy_text.h"
#include "host/output/npz_file.h"
#include "host/output/zip_entry.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

class NpzTest : public ::testing::Test {
 protected:
  void write(const std::string& recipe) const {
    NpzFile npz(path_, {3, 2}, NpyType::kFloat32, {{'A', {2, 3, 4}}, {'B', {4, 2}}, recipe});
    npz.write_rows(std::as_bytes(std::span(exponents_).first(3)));
    npz.write_rows(std::as_bytes(std::span(exponents_).subspan(3)));
    npz.finish();
    npz.commit();
  }

  std::string recipe() const {
    ZipEntry entry(path_, kNpzRecipe);
    return read_npy_text(entry, path_);
  }

  std::vector<float> exponents() const {
    ExponentFile file(path_);
    EXPECT_EQ(file.size(), (Size{3, 2}));
    std::vector<float> values(6);
    file.read_rows(std::as_writable_bytes(std::span(values)));
    return values;
  }

  std::string refusal() const {
    return message_of<InvalidInput>([&] { exponents(); });
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "a.npz";
  std::vector<float> exponents_{-1, 0.5F, 2, -3, 0, 1};
};

TEST_F(NpzTest, GivesBackExponentsAndRecipe) {
  write("{}");
  EXPECT_EQ(exponents(), exponents_);
  EXPECT_EQ(recipe(), "{}");
  EXPECT_TRUE(is_zip_file(path_));
}

/// One, two, three and four bytes of UTF-8.
TEST_F(NpzTest, TheRecipeHasAnyCharacter) {
  const std::string text = "aλ€𝄞\n\"";
  write(text);
  EXPECT_EQ(recipe(), text);
}

TEST_F(NpzTest, TwoFilesOfThePictureHaveTheSameBytes) {
  write("{}");
  const std::string first = content_of(path_);
  write("{}");
  EXPECT_EQ(content_of(path_), first);
}

TEST_F(NpzTest, AFileThatIsNotFinishedDoesNotAppear) {
  { NpzFile npz(path_, {3, 2}, NpyType::kFloat32, {{'A', {}}, {'B', {}}, ""}); }
  EXPECT_TRUE(folder_.names().empty());
  NpzFile npz(path_, {3, 2}, NpyType::kFloat32, {{'A', {}}, {'B', {}}, ""});
  EXPECT_THROW(npz.finish(), Failure);
}

TEST_F(NpzTest, RefusesWhatIsNoSuchArchive) {
  write("{}");
  const std::string whole = content_of(path_);
  make_file(path_, whole.substr(0, whole.size() / 2));
  EXPECT_THAT(refusal(), HasSubstr("a.npz': it is damaged, or no NPZ file"));
  make_file(path_, "no archive");
  EXPECT_THAT(refusal(), HasSubstr("a.npz': it is damaged, or no NPZ file"));
  EXPECT_FALSE(is_zip_file(path_));
  EXPECT_THAT(message_of<InvalidInput>([&] { ExponentFile file(folder_ / "none.npz"); }),
              HasSubstr("there is no such file"));
  EXPECT_THAT(message_of<InvalidInput>([&] { ZipEntry entry(folder_.path().string(), "a"); }),
              HasSubstr("no regular file"));
}

TEST_F(NpzTest, RefusesAnExponentWhoseBytesHaveChanged) {
  write("{}");
  std::string content = content_of(path_);
  const std::string numbers(reinterpret_cast<const char*>(exponents_.data()), 6 * sizeof(float));
  const std::size_t at = content.find(numbers);
  ASSERT_NE(at, std::string::npos);
  content[at] ^= 1;
  make_file(path_, content);
  EXPECT_THAT(refusal(), HasSubstr("a.npz': it is damaged, or no NPZ file"));
}

TEST_F(NpzTest, NamesTheArrayThatIsMissing) {
  write("{}");
  EXPECT_THAT(message_of<InvalidInput>([&] { ZipEntry entry(path_, "period.npy"); }),
              HasSubstr("a.npz': it has no array 'period.npy'"));
}

TEST_F(NpzTest, RefusesNumbersAsAText) {
  write("{}");
  EXPECT_THAT(message_of<InvalidInput>([&] {
                ZipEntry entry(path_, "A.npy");
                read_npy_text(entry, path_);
              }),
              HasSubstr("a.npz': of its text: it is no text"));
}

}  // namespace
}  // namespace lyap
