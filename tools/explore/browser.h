#pragma once

#include "tools/explore/server/private_folder.h"

#include <optional>
#include <string>

namespace lyap {

/// Opens an address in the user's browser. The address has a secret in it and command lines can be read by all who use
/// the machine, so that the browser is given a file that leads there, which nobody else can read and which goes with
/// this object.
class OpenedBrowser {
 public:
  /// Returns at once; where there is no browser, nothing happens.
  explicit OpenedBrowser(const std::string& url);
  OpenedBrowser(const OpenedBrowser&) = delete;
  OpenedBrowser& operator=(const OpenedBrowser&) = delete;
  OpenedBrowser(OpenedBrowser&&) = delete;
  OpenedBrowser& operator=(OpenedBrowser&&) = delete;
  ~OpenedBrowser() = default;

  /// Whether there was one to be started.
  bool is_open() const { return is_open_; }

 private:
  std::optional<PrivateFolder> folder_;
  bool is_open_ = false;
};

}  // namespace lyap
