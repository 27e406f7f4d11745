#pragma once

#include "host/base/error.h"
#include "host/film/film_file.h"
#include "tests/film/film_frames.h"
#include "tests/support/child_process.h"
#include "tests/support/ignore_pipe_signal.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <functional>
#include <string>

#include <gtest/gtest.h>

namespace lyap {

/// The kind and the message of what `action` throws, "Failure: a disk is full".
inline std::string error_of(const std::function<void()>& action) {
  try {
    action();
    return "no error";
  } catch (const InvalidInput& error) {
    return std::string("InvalidInput: ") + error.what();
  } catch (const Failure& error) {
    return std::string("Failure: ") + error.what();
  } catch (const Interrupted&) {
    return "Interrupted";
  }
}

/// Makes a film where an older one is, with the real ffmpeg or with a script in its place, and whatever goes wrong, the
/// older one must stay as it is.
class FailingFilmTest : public ::testing::Test {
 protected:
  FailingFilmTest() { make_file(film_, "an older film"); }

  void TearDown() override {
    EXPECT_EQ(content_of(film_), "an older film");
    EXPECT_TRUE(has_no_children());
  }

  /// The path of a program that does what `script` says.
  std::string program(const std::string& script) const {
    make_file(folder_ / "fake", "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(folder_ / "fake", std::filesystem::perms(0755));
    return folder_ / "fake";
  }

  FilmFileSettings settings_with(const std::string& ffmpeg) const {
    FilmFileSettings settings = film_settings(film_);
    settings.ffmpeg = ffmpeg;
    return settings;
  }

  std::string error_with(const std::string& script) const {
    return error_of([&] { make_film(settings_with(program(script))); });
  }

  TemporaryFolder folder_;
  std::string film_ = folder_ / "a.mp4";
  std::string part_ = folder_ / "a.part.mp4";

 private:
  IgnorePipeSignal ignore_pipe_signal_;
};

}  // namespace lyap
