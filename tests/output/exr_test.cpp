#include "host/base/error.h"
#include "host/color/deep_pixel.h"
#include "host/output/exr_file_check.h"
#include "host/output/exr_header.h"
#include "host/output/exr_reader.h"
#include "host/output/exr_split.h"
#include "host/output/exr_writer.h"
#include "tests/support/decoded_exr.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <limits>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::HasSubstr;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Numbers of which no two are equal and no bit is always 0, and the two infinities.
template <class T>
std::vector<T> some_exponents(Size size) {
  std::mt19937 random;
  std::uniform_real_distribution<T> between(-5, 1);
  std::vector<T> values(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
  for (T& value : values) value = between(random);
  values.front() = -std::numeric_limits<T>::infinity();
  values.back() = std::numeric_limits<T>::infinity();
  return values;
}

class ExrTest : public ::testing::Test {
 protected:
  /// Writes the exponents, in bands of so many rows, with colours and periods that count the pixels.
  template <class T>
  void write(Size size, const std::vector<T>& exponents, bool with_periods, int band_rows) const {
    const Precision precision = sizeof(T) == sizeof(float) ? Precision::kFloat : Precision::kDouble;
    OutputFile file(path_);
    ExrWriter exr(file, {size, precision, with_periods, {{"lyapCommand", "lyap render 'λ'"}}}, 3);
    const auto width = static_cast<std::size_t>(size.width);
    for (int row = 0; row < size.height; row += band_rows) {
      const auto at = static_cast<std::size_t>(row) * width;
      const std::size_t count = static_cast<std::size_t>(std::min(band_rows, size.height - row)) * width;
      std::vector<std::uint16_t> colors(3 * count);
      std::iota(colors.begin(), colors.end(), static_cast<std::uint16_t>(3 * at));
      std::vector<std::uint32_t> periods(with_periods ? count : 0);
      std::iota(periods.begin(), periods.end(), static_cast<std::uint32_t>(at));
      exr.write_rows(
          {std::as_bytes(std::span(colors)), std::as_bytes(std::span(exponents).subspan(at, count)), periods});
    }
    exr.finish();
    file.commit();
  }

  template <class T>
  std::vector<T> read_back() const {
    ExrReader exr(path_);
    std::vector<T> values(static_cast<std::size_t>(exr.size().width) * static_cast<std::size_t>(exr.size().height));
    exr.read_rows(std::as_writable_bytes(std::span(values)));
    return values;
  }

  std::string refusal() const {
    return message_of<InvalidInput>([&] { read_back<float>(); });
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "a.exr";
};

TEST_F(ExrTest, ExponentsInFloatKeepTheirBits) {
  const Size size{67, 53};
  const std::vector<float> exponents = some_exponents<float>(size);
  // 7 rows divide no block of 16, 64 are more than there are.
  for (const int band_rows : {1, 7, 16, 64}) {
    write(size, exponents, false, band_rows);
    const DecodedExr image = read_exr(path_);
    EXPECT_EQ(image.width, size.width);
    EXPECT_EQ(image.height, size.height);
    EXPECT_EQ(image.compression, Imf::ZIP_COMPRESSION);
    EXPECT_EQ(image.channels, (std::map<std::string, Imf::PixelType>{
                                  {"R", Imf::HALF}, {"G", Imf::HALF}, {"B", Imf::HALF}, {"lambda", Imf::FLOAT}}));
    EXPECT_EQ(image.floats.at("lambda"), exponents) << band_rows;
    EXPECT_EQ(read_back<float>(), exponents) << band_rows;
  }
}

TEST_F(ExrTest, ColorsAreTheHalvesAndPeriodsTheNumbersThatWereGiven) {
  const Size size{41, 33};
  write(size, some_exponents<float>(size), true, 10);
  const DecodedExr image = read_exr(path_);
  EXPECT_EQ(image.channels.at("period"), Imf::UINT);
  for (std::size_t i = 0; i < image.numbers.at("period").size(); ++i) {
    ASSERT_EQ(image.numbers.at("period")[i], i);
    ASSERT_EQ(image.halves.at("R")[i].bits(), static_cast<std::uint16_t>(3 * i));
    ASSERT_EQ(image.halves.at("G")[i].bits(), static_cast<std::uint16_t>(3 * i + 1));
    ASSERT_EQ(image.halves.at("B")[i].bits(), static_cast<std::uint16_t>(3 * i + 2));
  }
}

TEST_F(ExrTest, ExponentsInDoubleAreTheSumOfTwoFloats) {
  const Size size{40, 40};
  const std::vector<double> exponents = some_exponents<double>(size);
  write(size, exponents, false, 16);
  const DecodedExr image = read_exr(path_);
  const std::vector<double> read = read_back<double>();
  for (std::size_t i = 0; i < exponents.size(); ++i) {
    const float high = image.floats.at("lambda")[i];
    const float low = image.floats.at("lambda_low")[i];
    ASSERT_EQ(high, static_cast<float>(exponents[i]));
    ASSERT_EQ(read[i], static_cast<double>(high) + low);
    if (std::isinf(exponents[i])) {
      ASSERT_EQ(read[i], exponents[i]);
    } else {
      // 24 digits of the number and 24 of a rest that is at most half a unit of the first: 2^-49 of it.
      ASSERT_LE(std::abs(read[i] - exponents[i]), std::ldexp(std::abs(exponents[i]), -48));
    }
  }
}

TEST_F(ExrTest, TextsAreAttributes) {
  write<float>({1, 1}, {0.5F}, false, 1);
  EXPECT_EQ(read_exr(path_).texts.at("lyapCommand"), "lyap render 'λ'");
  EXPECT_EQ(ExrReader(path_).text("lyapCommand"), "lyap render 'λ'");
  EXPECT_EQ(ExrReader(path_).text("other"), "");
}

TEST_F(ExrTest, AFileThatIsCutAnywhereIsRefused) {
  const Size size{20, 40};
  write(size, some_exponents<float>(size), false, 40);
  const std::string whole = content_of(path_);
  for (std::size_t bytes = 0; bytes < whole.size(); bytes += bytes < 600 ? 1 : 97) {
    make_file(path_, whole.substr(0, bytes));
    EXPECT_THAT(refusal(), HasSubstr("a.exr")) << bytes;
  }
}

TEST_F(ExrTest, AHeaderThatPromisesMoreThanTheFileHoldsIsRefusedBeforeMemoryIsTaken) {
  write<float>({20, 20}, std::vector<float>(400), false, 20);
  std::string file = content_of(path_);
  // The box "dataWindow" is xMin, yMin, xMax, yMax behind its name, its type and its length.
  const std::string name("dataWindow\0box2i\0\x10\0\0\0", 21);
  const std::size_t box = file.find(name) + name.size();
  const auto refusal_of_sides = [&](std::int32_t x_max, std::int32_t y_max) {
    std::memcpy(file.data() + box + 8, &x_max, 4);
    std::memcpy(file.data() + box + 12, &y_max, 4);
    make_file(path_, file);
    return refusal();
  };
  EXPECT_THAT(refusal_of_sides(999'999, 99'999), HasSubstr("cannot use"));
  EXPECT_THAT(refusal_of_sides(2'000'000'000, 19), HasSubstr("cannot use"));
  EXPECT_THAT(refusal_of_sides(-5, 19), HasSubstr("cannot use"));
}

TEST_F(ExrTest, FilesWithoutExponentsAndOtherFilesAreRefused) {
  make_file(path_, "a letter");
  EXPECT_THAT(refusal(), HasSubstr("it is no EXR file (.exr)"));
  write<float>({2, 2}, std::vector<float>(4), false, 2);
  std::string file = content_of(path_);
  file.replace(file.find("lambda"), 6, "lambdb");
  make_file(path_, file);
  EXPECT_THAT(refusal(), HasSubstr("it has no exponents: no channel lambda"));
}

TEST_F(ExrTest, ANanIsNamedByItsPlace) {
  std::vector<float> exponents(100);
  exponents[73] = std::numeric_limits<float>::quiet_NaN();
  write<float>({10, 10}, exponents, false, 10);
  EXPECT_THAT(refusal(), HasSubstr("column 3, row 7 is NaN"));
}

TEST_F(ExrTest, NothingThatIsWrittenInPlaceTakesOne) {
  OutputFile file("/dev/null");
  EXPECT_THAT(message_of<InvalidInput>([&] {
                ExrWriter(file, {{1, 1}, Precision::kFloat, false, {}});
              }),
              HasSubstr("'/dev/null' cannot be an EXR file, whose table of contents is written last"));
}

TEST_F(ExrTest, RowsThatDoNotFitAreAnError) {
  OutputFile file(path_);
  ExrWriter exr(file, {{2, 1}, Precision::kFloat, false, {}});
  const std::vector<std::byte> bytes(24);
  const std::span<const std::byte> all(bytes);
  EXPECT_THROW(exr.finish(), Failure);
  EXPECT_THROW(exr.write_rows({all.first(6), all.first(4), {}}), Failure) << "half a row";
  EXPECT_THROW(exr.write_rows({all.first(12), all.first(4), {}}), Failure) << "fewer exponents than colours";
  EXPECT_THROW(exr.write_rows({all.first(24), all.first(16), {}}), Failure) << "a row too much";
}

TEST(SplitDouble, HasTheNearestFloatWhateverTheRest) {
  for (const double value : {0.0, -0.0, 1.0, 1 + 0x1p-24, 1 + 0x1p-24 + 0x1p-52, 1 + 0x1p-24 - 0x1p-52,
                             -1 - 3 * 0x1p-25, 0.69314718055994530942, -kInfinity, kInfinity, 1e300}) {
    const auto [high, low] = split_double(value);
    EXPECT_EQ(high, static_cast<float>(value)) << value;
    EXPECT_EQ(static_cast<float>(static_cast<double>(high) + low), high) << value;
    EXPECT_FALSE(std::isnan(low)) << value;
  }
}

TEST(LinearHalves, AreSrgbDecoded) {
  const auto halves = [](std::uint16_t level) {
    const DeepPixel pixel = linear_halves({{level, level, level}}).front();
    half value;
    std::memcpy(&value, pixel.data(), sizeof value);
    return static_cast<float>(value);
  };
  EXPECT_EQ(halves(0), 0.0F);
  EXPECT_EQ(halves(65535), 1.0F);
  // IEC 61966-2-1: 0.5 is 0.21404 in linear light, 0.04 is 0.04/12.92. A half has 11 binary digits.
  EXPECT_NEAR(halves(32768), 0.214047F, 0.214047F / 2048);
  EXPECT_NEAR(halves(2621), 0.0399939F / 12.92F, 0.0031F / 2048);
}

TEST_F(ExrTest, PixelsWithoutExponentsHaveNoChannelForThem) {
  {
    OutputFile file(path_);
    ExrWriter exr(file, {{2, 1}, std::nullopt, false, {{"lyapCommand", "lyap render"}}, 9}, 1);
    const std::vector<std::uint16_t> colors{0, 1, 2, 3, 4, 5};
    exr.write_rows({std::as_bytes(std::span(colors)), {}, {}});
    exr.finish();
    file.commit();
  }
  const DecodedExr image = read_exr(path_);
  EXPECT_EQ(image.channels.size(), 4U);
  EXPECT_EQ(image.halves.at("R")[1].bits(), 3);
  EXPECT_THAT(image.numbers.at("samples"), testing::ElementsAre(9U, 9U));
  EXPECT_THROW(ExrReader reader(path_), InvalidInput) << "it has no exponents";
  EXPECT_EQ(ExrHeader(path_).text("lyapCommand"), "lyap render");
}

class ExrFileCheckTest : public ExrTest {
 protected:
  PngFileState state() const { return check_exr_file(path_).state; }
};

TEST_F(ExrFileCheckTest, AFileIsWholeIfAllItsBlocksAreThere) {
  EXPECT_EQ(state(), PngFileState::kMissing);
  write<float>({50, 40}, some_exponents<float>({50, 40}), false, 40);
  EXPECT_EQ(state(), PngFileState::kWhole);
  const PngFileCheck check = check_exr_file(path_);
  EXPECT_EQ(check.image.width, 50U);
  EXPECT_EQ(check.image.height, 40U);
  ASSERT_EQ(check.image.text.size(), 1U);
  EXPECT_EQ(check.image.text[0].keyword, "Comment");
  EXPECT_EQ(check.image.text[0].value, "lyap render 'λ'");
  // However much of it is missing.
  for (auto bytes = std::filesystem::file_size(path_); bytes > 4;) {
    bytes -= std::min<std::uintmax_t>(bytes - 4, 1 + bytes / 7);
    std::filesystem::resize_file(path_, bytes);
    EXPECT_EQ(state(), PngFileState::kUnfinished) << bytes;
  }
  std::filesystem::resize_file(path_, 0);
  EXPECT_EQ(state(), PngFileState::kUnfinished);
  make_file(path_, "a letter");
  EXPECT_EQ(state(), PngFileState::kOther);
}

}  // namespace
}  // namespace lyap
