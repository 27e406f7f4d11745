#pragma once

#include "host/spec/settings.h"
#include "tools/explore/server/http_server.h"
#include "tools/options/field_options.h"

#include <string>

#include <CLI/CLI.hpp>

namespace lyap {

/// Options of `lyap explore`.
struct ExploreOptions {
  /// Adds them to the command, which must outlive this.
  explicit ExploreOptions(CLI::App& command);

  FieldOptions picture;
  FieldOptions backend;
  ServerAddress address;
  bool no_browser = false;
  /// Where films and pictures go.
  std::string folder = ".";
  std::string ffmpeg = "ffmpeg";
};

/// What counts where the page says nothing: the defaults of pictures and of films, as the help of the commands has
/// them.
Settings page_defaults();

/// Throws InvalidInput, naming the port, if it is none, or the host, if others than this machine could ask and that is
/// not allowed.
void check_address(const ServerAddress& address);

}  // namespace lyap
