#include "host/base/error.h"
#include "host/system/memory_sink.h"
#include "host/system/output_file.h"
#include "host/system/socket_sink.h"
#include "tests/support/child_process.h"
#include "tests/support/message_of.h"
#include "tests/support/socket_pair.h"
#include "tests/support/temporary_folder.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using ::testing::AnyOf;
using ::testing::IsEmpty;

/// Several times what the kernel keeps of a socket that nobody reads: 208 KiB by default, a few MiB where it was
/// raised.
constexpr std::size_t kMoreThanASocketHolds = std::size_t{64} << 20U;

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(MemorySinkTest, KeepsWhatIsWrittenInOrder) {
  MemorySink sink;
  EXPECT_THAT(sink.bytes(), IsEmpty());
  for (const char* text : {"one, ", "", "two"}) sink.write(bytes_of(text));
  EXPECT_EQ(text_of(sink.bytes()), "one, two");
}

TEST(MemorySinkTest, HandsItsBytesOverAndBeginsAnew) {
  MemorySink sink;
  sink.write(bytes_of("first"));
  EXPECT_EQ(text_of(sink.take_bytes()), "first");
  EXPECT_THAT(sink.bytes(), IsEmpty());
  sink.write(bytes_of("second"));
  EXPECT_EQ(text_of(sink.take_bytes()), "second");
}

TEST(ByteSinkTest, NamesItselfForMessages) {
  const TemporaryFolder folder;
  const SocketPair sockets;
  const auto shown = [](const ByteSink& sink) { return sink.shown_name(); };
  EXPECT_EQ(shown(OutputFile(folder / "a.png")), "'" + folder / "a.png" + "'");
  EXPECT_EQ(shown(OutputFile("-")), "standard output");
  EXPECT_EQ(shown(MemorySink("the preview")), "the preview");
  EXPECT_EQ(shown(SocketSink(sockets.ours(), "127.0.0.1:4000")), "127.0.0.1:4000");
}

TEST(SocketSinkTest, APeerThatReadsGetsEverything) {
  for (const bool is_blocking : {true, false}) {
    SocketPair sockets;
    ASSERT_EQ(::fcntl(sockets.ours(), F_SETFL, is_blocking ? 0 : O_NONBLOCK), 0);
    std::string sent(1'000'000, '\0');  // does not fit into the socket: the sink waits for the reader
    for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = static_cast<char>(i % 251);
    std::string received;
    std::jthread peer([&] { received = sockets.read_to_end(); });
    SocketSink sink(sockets.ours(), "peer");
    sink.write(bytes_of("head "));
    sink.write(bytes_of(sent));
    sockets.close_ours();
    peer.join();
    EXPECT_TRUE(received == "head " + sent) << received.size();
  }
}

TEST(SocketSinkTest, LeavesTheModeOfTheSocket) {
  const SocketPair sockets;
  SocketSink(sockets.ours(), "peer").write(bytes_of("x"));
  EXPECT_EQ(::fcntl(sockets.ours(), F_GETFL) & O_NONBLOCK, 0);
}

// In a process of its own, which a signal would end.
TEST(SocketSinkTest, APeerThatHasGoneIsAFailureAndNoSignal) {
  const std::string failure = in_child([] {
    std::signal(SIGPIPE, SIG_DFL);
    SocketPair sockets;
    SocketSink sink(sockets.ours(), "the browser");
    sockets.close_peers();
    return message_of<Failure>([&] { sink.write(bytes_of("x")); });
  });
  EXPECT_EQ(failure, "cannot write to the browser: Broken pipe; the program that reads it has ended");
}

TEST(SocketSinkTest, APeerThatGoesAmidTheBytesIsAFailure) {
  SocketPair sockets;
  SocketSink sink(sockets.ours(), "the browser");
  std::jthread peer([&] {
    std::array<char, 1000> some{};
    EXPECT_GT(::read(sockets.peers(), some.data(), some.size()), 0);
    sockets.close_peers();
  });
  const std::string failure = message_of<Failure>([&] { sink.write(std::vector<std::byte>(kMoreThanASocketHolds)); });
  // With or without bytes that the peer had not read.
  EXPECT_THAT(failure,
              AnyOf("cannot write to the browser: Broken pipe; the program that reads it has ended",
                    "cannot write to the browser: Connection reset by peer; the program that reads it has ended"));
}

TEST(SocketSinkTest, AStopEndsTheWaitForAPeerThatDoesNotRead) {
  const SocketPair sockets;
  std::stop_source stop;
  SocketSink sink(sockets.ours(), "peer", stop.get_token());
  bool interrupted = false;
  std::jthread writer([&] {
    try {
      sink.write(std::vector<std::byte>(kMoreThanASocketHolds));
    } catch (const Interrupted&) {
      interrupted = true;
    }
  });
  // Until the socket is full, so that the writer waits or is about to.
  pollfd room{sockets.ours(), POLLOUT, 0};
  while (::poll(&room, 1, 0) != 0) std::this_thread::yield();
  stop.request_stop();
  writer.join();  // would last for ever, up to the time limit of tests
  EXPECT_TRUE(interrupted);
}

TEST(SocketSinkTest, AfterAStopNothingIsWritten) {
  SocketPair sockets;
  std::stop_source stop;
  SocketSink sink(sockets.ours(), "peer", stop.get_token());
  sink.write(bytes_of("before"));
  stop.request_stop();
  EXPECT_THROW(sink.write(bytes_of("after")), Interrupted);
  sockets.close_ours();
  EXPECT_EQ(sockets.read_to_end(), "before");
}

}  // namespace
}  // namespace lyap
