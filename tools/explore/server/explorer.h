#pragma once

#include "host/explore/page_fields.h"
#include "host/explore/shared_backend.h"
#include "host/spec/settings.h"
#include "tools/explore/server/part_stream.h"
#include "tools/explore/server/viewing_clients.h"

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace lyap {

/// What an explorer begins with.
struct ExplorerStart {
  /// The fields of the picture or film that is shown first.
  OrderedCommand initial_command = OrderedCommand::kRender;
  Settings initial;
  /// What counts where a field has no text.
  Settings defaults;
  /// Of the backend.
  std::string backend_name{};
  /// CPU threads for colouring; 0 for one per processor.
  int threads = 0;
  /// Palettes that are no built-in ones, files that the command line named.
  std::vector<std::string> palettes{};
  /// Where films and pictures go, for people.
  std::string folder{};
  /// For reading films that are opened.
  std::string ffmpeg = "ffmpeg";
};

/// What the explorer's page asks, without HTTP: bodies in, answers out. Any thread may call any function at any time.
/// Functions throw InvalidInput for what cannot be used, Failure for what fails here, and Interrupted.
class Explorer {
 public:
  Explorer(ExplorerStart start, std::unique_ptr<Backend> backend);

  /// POST /api/describe.
  nlohmann::json describe();
  /// POST /api/command.
  nlohmann::json command(const nlohmann::json& body) const;
  /// POST /api/film-file.
  nlohmann::json film_file(const nlohmann::json& body) const;
  /// POST /api/point.
  nlohmann::json point(const nlohmann::json& body);
  /// POST /api/open, of a file that was called `name`.
  nlohmann::json open(std::string_view name, std::string_view bytes) const;

  /// POST /api/view. Checks what is asked; the work that it returns sends the parts of the answer, and ends early where
  /// the stream does.
  std::function<void(const PartStream::Write&)> view(const nlohmann::json& body);

  /// Whether somebody's view or reading is being computed.
  bool is_computing() const { return backend_.is_in_use(); }
  /// What the exponents of the last views take.
  std::size_t kept_bytes() const { return clients_.bytes(); }

  /// Ends all views, now and from now on.
  void stop() {
    clients_.stop_all();
    stop_.request_stop();
  }

  /// The fields under "fields" that check_page_fields() lets pass.
  Settings fields(const nlohmann::json& body, OrderedCommand command) const;

 private:
  ExplorerStart start_;
  SharedBackend backend_;
  ViewingClients clients_;
  std::stop_source stop_;
};

}  // namespace lyap
