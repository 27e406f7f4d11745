#include "tools/explore/explore_options.h"

#include "host/base/error.h"
#include "tools/options/backend_options.h"
#include "tools/options/film_options.h"
#include "tools/options/picture_options.h"

#include <fmt/format.h>

namespace lyap {
namespace {

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

}  // namespace

ExploreOptions::ExploreOptions(CLI::App& command) : picture(command), backend(command) {
  command
      .add_option("--port", address.port,
                  fmt::format("Port of the server; 0: any that is free [{}, or any]", kUsualPort))
      ->type_name("N")
      ->group("Explorer");
  command.add_option("--folder", folder, "Where films and pictures go")
      ->type_name("DIR")
      ->capture_default_str()
      ->group("Explorer");
  command.add_flag("--no-browser", no_browser, "Opens no browser")->group("Explorer");
  command.add_option("--host", address.host, "Address to listen at; any but this machine's own needs --allow-remote")
      ->type_name("ADDRESS")
      ->capture_default_str()
      ->group("Explorer");
  command.add_flag("--allow-remote", address.is_remote, "Lets other machines ask; nothing is encrypted")
      ->group("Explorer");
  command
      .add_flag("--embed", address.is_embedded, "Lets a page of this machine, such as a notebook, show it in a frame")
      ->group("Explorer");
  command.add_option("--ffmpeg", ffmpeg, "The ffmpeg that makes films")
      ->type_name("PROGRAM")
      ->capture_default_str()
      ->group("Explorer");
  add_picture_options(picture, "Letters A to Z with repeats, or a picture or film whose recipe is opened [AB]");
  add_backend_options(backend);
}

Settings page_defaults() {
  CLI::App unused;
  FieldOptions film(unused);
  add_film_options(film);
  return film.defaults();
}

void check_address(const ServerAddress& address) {
  constexpr int kLastPort = 65535;
  if (address.port && (*address.port < 0 || *address.port > kLastPort)) {
    throw InvalidInput("port", fmt::format("{} is no port: 0 to {} are accepted", *address.port, kLastPort));
  }
  if (address.is_remote || is_loopback(address.host)) return;
  throw InvalidInput(
      "host", fmt::format("at {} other machines can ask: whoever learns the address with its token can have this "
                          "machine compute, and write films into the folder, and nothing is encrypted; "
                          "--allow-remote does it all the same",
                          address.host));
}

}  // namespace lyap
