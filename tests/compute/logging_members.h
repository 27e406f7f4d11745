#pragma once

#include "host/base/error.h"
#include "host/compute/backend_group.h"
#include "tests/support/reference_pixels.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lyap {

inline std::shared_ptr<const Frame> frame_of(Size size, PixelFormat format = PixelFormat::kIndexed8) {
  RenderSpec spec = spec_of("AB");
  spec.size = size;
  spec.iterations = 20;
  return shared_frame_in(format, spec);
}

/// What the members of a group were asked, in order.
using Log = std::vector<std::string>;

/// A member that writes down what it is asked. Its band is its own number and the first row that was asked for.
class LoggingMember : public Backend {
 public:
  LoggingMember(int number, Log& log, std::string name = "GPU") : number_(number), log_(log), name_(std::move(name)) {}
  LoggingMember(const LoggingMember&) = delete;
  LoggingMember& operator=(const LoggingMember&) = delete;
  LoggingMember(LoggingMember&&) = delete;
  LoggingMember& operator=(LoggingMember&&) = delete;
  ~LoggingMember() override {
    for (const std::size_t slot : in_flight_) note("ends", slot);
  }

  std::string device() const override { return name_; }
  int rows_per_band(const Frame& frame) const override {
    return is_planar(frame.format()) ? frame.size().height : std::min(rows_per_band_, frame.size().height);
  }

  void submit(std::size_t slot, std::shared_ptr<const Frame>, Rows rows, std::stop_token stop) override {
    note("submits", slot);
    stops.push_back(std::move(stop));
    if (fails_to_submit) throw Failure("the device is gone");
    EXPECT_TRUE(in_flight_.insert(slot).second) << "slot " << slot << " is not free";
    bands_.resize(std::max(bands_.size(), slot + 1));
    bands_[slot] = {static_cast<std::byte>(number_), static_cast<std::byte>(rows.first)};
  }

  Band wait(std::size_t slot) override {
    note("waits", slot);
    EXPECT_EQ(in_flight_.erase(slot), 1U) << "slot " << slot << " is free";
    if (fails_to_wait) throw Failure("the device is lost");
    Band band{bands_[slot], "logged"};
    band.computing = 6;
    band.copying = 3;
    band.steps = 5;
    band.on_device = bands_[slot].data();
    return band;
  }

  /// Of all that was submitted.
  std::vector<std::stop_token> stops;
  bool fails_to_submit = false;
  bool fails_to_wait = false;
  void set_rows_per_band(int rows) { rows_per_band_ = rows; }

 private:
  void note(const char* what, std::size_t slot) { log_.push_back(fmt::format("{} {} {}", number_, what, slot)); }

  int number_;
  Log& log_;
  std::string name_;
  int rows_per_band_ = 1000;
  std::set<std::size_t> in_flight_;
  std::vector<std::array<std::byte, 2>> bands_;
};

/// A group of members 0, 1, … whose log and members stay at hand.
class BackendGroupTest : public testing::Test {
 protected:
  void make_group(int members) {
    std::vector<std::unique_ptr<Backend>> made;
    for (int number = 0; number < members; ++number) {
      auto member = std::make_unique<LoggingMember>(number, log_);
      members_.push_back(member.get());
      made.push_back(std::move(member));
    }
    group_ = std::make_unique<BackendGroup>(std::move(made));
  }

  void submit(std::size_t slot) { group_->submit(slot, frame_, {static_cast<int>(slot), 1}); }

  Log log_;
  std::vector<LoggingMember*> members_;
  std::unique_ptr<BackendGroup> group_;
  std::shared_ptr<const Frame> frame_ = frame_of({3, 9});
};

}  // namespace lyap
