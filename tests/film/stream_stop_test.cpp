#include "host/base/error.h"
#include "host/film/stream_sink.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

#include <chrono>
#include <fcntl.h>
#include <future>
#include <string>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

namespace lyap {
namespace {

/// Reached only where a wait would last for ever.
constexpr std::chrono::minutes kHanging(20);
constexpr Size kSize{1000, 1000};  // many times what a pipe holds

/// Returns whether `holds` comes true in time.
bool comes_true(const std::function<bool()>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + kHanging;
  while (!holds() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  return holds();
}

/// What `action` ends with in a thread of its own.
std::future<std::string> in_thread(std::function<void()> action) {
  return std::async(std::launch::async, [action = std::move(action)]() -> std::string {
    try {
      action();
      return "done";
    } catch (const Interrupted&) {
      return "interrupted";
    } catch (const Failure& failure) {
      return failure.what();
    }
  });
}

class StreamStopTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0); }

  StreamSpec spec() const { return {path_, StreamContainer::kRaw, PixelFormat::kRgb24, kSize, {}, stop_.get_token()}; }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "fifo";
  std::stop_source stop_;
};

TEST_F(StreamStopTest, EndsAWriteThatNobodyReads) {
  const int reader = ::open(path_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  ASSERT_GE(reader, 0);
  StreamSink sink(spec());
  std::future<std::string> end =
      in_thread([&] { sink.write(0, std::vector<std::byte>(picture_bytes(PixelFormat::kRgb24, kSize))); });
  const int capacity = ::fcntl(reader, F_GETPIPE_SZ);
  EXPECT_TRUE(comes_true([&] {
    int waiting = 0;
    return ::ioctl(reader, FIONREAD, &waiting) == 0 && waiting >= capacity;
  }));
  stop_.request_stop();
  const bool ended = end.wait_for(kHanging) == std::future_status::ready;
  EXPECT_TRUE(ended);
  ::close(reader);  // where it did not end, this ends it
  EXPECT_EQ(end.get(), "interrupted");
}

TEST_F(StreamStopTest, EndsWaitingForAReader) {
  std::future<std::string> end = in_thread([&] { StreamSink sink(spec()); });
  stop_.request_stop();
  const bool ended = end.wait_for(kHanging) == std::future_status::ready;
  EXPECT_TRUE(ended);
  const int reader = ::open(path_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  EXPECT_EQ(end.get(), "interrupted");
  ::close(reader);
}

TEST_F(StreamStopTest, AReaderMayComeLate) {
  std::string heard;
  std::future<std::string> end = in_thread([&] {
    StreamSink sink(spec());
    for (const std::int64_t frame : {0, 1}) {
      sink.write(frame, std::vector<std::byte>(picture_bytes(PixelFormat::kRgb24, kSize)));
    }
    sink.finish();
  });
  heard = content_of(path_);
  EXPECT_EQ(end.get(), "done");
  EXPECT_EQ(heard, std::string(2 * picture_bytes(PixelFormat::kRgb24, kSize), '\0'));
}

TEST_F(StreamStopTest, LeavesTheFlagsOfASharedStandardOutput) {
  const std::string flags = in_child([&] {
    int ends[2] = {};
    if (::pipe(ends) != 0 || ::dup2(ends[1], STDOUT_FILENO) < 0) return std::string("no pipe");
    StreamSpec standard_output = spec();
    standard_output.path = "-";
    standard_output.size = {1, 1};
    StreamSink sink(standard_output);
    sink.write(0, std::vector<std::byte>(3));
    return std::string((::fcntl(STDOUT_FILENO, F_GETFL) & O_NONBLOCK) == 0 ? "blocking" : "not blocking");
  });
  EXPECT_EQ(flags, "blocking");
}

}  // namespace
}  // namespace lyap
