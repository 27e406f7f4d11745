#include "host/base/error.h"
#include "host/output/npy_writer.h"
#include "host/output/png_writer.h"
#include "host/sheets/difference_sheet.h"
#include "host/system/memory_sink.h"
#include "host/system/output_file.h"
#include "host/system/socket_sink.h"
#include "tests/support/message_of.h"
#include "tests/support/random_pictures.h"
#include "tests/support/socket_pair.h"
#include "tests/support/temporary_folder.h"

#include <functional>
#include <random>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;

/// Larger than a socket's buffer, and of noise, so that compression does not make it small.
constexpr Size kSize{640, 480};

std::vector<std::byte> noise(std::size_t count) {
  std::mt19937 random;
  std::vector<std::byte> bytes(count);
  for (std::byte& value : bytes) value = static_cast<std::byte>(random());
  return bytes;
}

void write_png(ByteSink& sink) {
  PngWriter png(sink, {kSize.width, kSize.height, {}, {{"Software", "lyap"}}});
  png.write_rows(noise(std::size_t{3} * kSize.width * kSize.height));
  png.finish();
}

void write_npy(ByteSink& sink) {
  NpyWriter npy(sink, kSize, NpyType::kFloat64);
  npy.write_rows(noise(sizeof(double) * kSize.width * kSize.height));
  npy.finish();
}

void write_sheet(ByteSink& sink) {
  const Pictures pictures({40, 30});
  DifferenceSheet sheet(sink, pictures.size, {"left", "right", "title", {}});
  sheet.add_rows(pictures.left, pictures.right, pictures.bins);
  sheet.finish("verdict");
}

struct Format {
  const char* name;
  void (*write)(ByteSink& sink);
};

class FormatSinksTest : public ::testing::TestWithParam<Format> {
 protected:
  std::string in_file() const {
    const TemporaryFolder folder;
    OutputFile file(folder / "a");
    GetParam().write(file);
    file.commit();
    return content_of(folder / "a");
  }

  std::string in_memory() const {
    MemorySink memory;
    GetParam().write(memory);
    return {reinterpret_cast<const char*>(memory.bytes().data()), memory.bytes().size()};
  }

  std::string through_socket() const {
    SocketPair sockets;
    std::string received;
    std::jthread peer([&] { received = sockets.read_to_end(); });
    SocketSink sink(sockets.ours(), "peer");
    GetParam().write(sink);
    sockets.close_ours();
    peer.join();
    return received;
  }
};

INSTANTIATE_TEST_SUITE_P(Formats, FormatSinksTest,
                         ::testing::Values(Format{"Png", write_png}, Format{"Npy", write_npy},
                                           Format{"DifferenceSheet", write_sheet}),
                         [](const auto& format) { return format.param.name; });

TEST_P(FormatSinksTest, TheBytesAreTheSameInAFileInMemoryAndBehindASocket) {
  const std::string expected = in_file();
  EXPECT_TRUE(in_memory() == expected);
  EXPECT_TRUE(through_socket() == expected);
}

TEST_P(FormatSinksTest, LetsPassWhatTheSinkThrows) {
  SocketPair sockets;
  sockets.close_peers();
  SocketSink sink(sockets.ours(), "peer");
  EXPECT_THAT(message_of<Failure>([&] { GetParam().write(sink); }), StartsWith("cannot write to peer: Broken pipe"));
}

TEST(FormatSinksMessageTest, NameTheSink) {
  MemorySink memory("the preview");
  PngWriter png(memory, {4, 3, {}, {}});
  EXPECT_EQ(message_of<Failure>([&] { png.finish(); }), "cannot write the preview: 3 of its rows are missing");
  EXPECT_THAT(message_of<Failure>([&] { png.write_rows(noise(5)); }),
              StartsWith("cannot write the preview: 5 bytes of pixels"));
  EXPECT_THAT(message_of<Failure>([&] {
                PngWriter(memory, {1, 1, {}, {{"", "value"}}});
              }),
              StartsWith("cannot write the preview: tEXt: "));
  NpyWriter npy(memory, {4, 3}, NpyType::kFloat32);
  EXPECT_EQ(message_of<Failure>([&] { npy.finish(); }), "cannot write the preview: 3 of its rows are missing");
}

}  // namespace
}  // namespace lyap
