#include "tools/explore/server/http_server.h"

#include "host/base/error.h"
#include "tools/explore/server/job_answers.h"
#include "tools/explore/server/json_fields.h"
#include "tools/explore/server/page_files.h"
#include "tools/explore/server/request_guard.h"
#include "tools/explore/server/request_rules.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <exception>
#include <httplib.h>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace lyap {
namespace {

constexpr const char* kJson = "application/json";
constexpr const char* kBytes = "application/octet-stream";
/// Requests that are served at a time; others wait. Browsers open up to six connections a page.
constexpr std::size_t kThreads = 64;

void answer_json(httplib::Response& response, int status, const nlohmann::json& json) {
  response.status = status;
  response.set_content(text_of(json), kJson);
}

/// Runs `answer` and turns what it throws into an answer.
template <class Answer>
void answer_or_explain(httplib::Response& response, const Answer& answer) {
  try {
    answer();
  } catch (const InvalidInput& error) {
    answer_json(response, 400, json_of(error));
  } catch (const Interrupted&) {
    answer_json(response, 409, json_of_failure("the server is ending"));
  } catch (const std::bad_alloc&) {
    answer_json(response, 503, json_of_failure("out of memory"));
  } catch (const std::exception& error) {
    answer_json(response, 503, json_of_failure(error.what()));
  }
}

std::string_view type_of(std::string_view file) {
  if (file.ends_with(".html")) return "text/html; charset=utf-8";
  if (file.ends_with(".js")) return "text/javascript; charset=utf-8";
  return file.ends_with(".css") ? "text/css; charset=utf-8" : "image/svg+xml";
}

/// What a browser may do with answers: show the page, alone or in a page of this machine, and let it ask this server.
httplib::Headers default_headers(bool is_embedded) {
  // X-Frame-Options knows no addresses; browsers that know frame-ancestors go by these.
  const std::string around = is_embedded ? "http://localhost:* http://127.0.0.1:*" : "'none'";
  httplib::Headers headers{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
       "form-action 'none'; base-uri 'none'; frame-ancestors " +
           around},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cache-Control", "no-store"}};
  if (!is_embedded) headers.emplace("X-Frame-Options", "DENY");
  return headers;
}

/// A name in a header, as RFC 8187 has it.
std::string encoded_name(const std::string& name) {
  std::string text;
  for (const unsigned char c : name) {
    const bool is_plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
    text += is_plain ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
  }
  return text;
}

std::int64_t id_in(const httplib::Request& request) {
  try {
    return std::stoll(request.matches[1].str());
  } catch (const std::out_of_range&) {
    return 0;  // of no job
  }
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(const ServerAddress& address, Explorer& explorer, JobQueue& jobs)
      : address_(address), explorer_(explorer), jobs_(jobs), guard_(listen_at(address), address.is_remote) {
    add_page();
    add_questions();
    add_view();
    add_jobs();
    thread_ = std::jthread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();  // stop() does nothing before
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  Impl(Impl&&) = delete;
  Impl& operator=(Impl&&) = delete;
  ~Impl() {
    explorer_.stop();
    server_.stop();
  }

  int port() const { return port_; }
  std::string url() const {
    const std::string host = address_.host == "0.0.0.0" ? "127.0.0.1" : address_.host;
    return fmt::format("http://{}:{}/#token={}", host, port_, guard_.token());
  }

 private:
  /// Returns the port.
  int listen_at(const ServerAddress& address) {
    // Two servers at one port would get every second request each, which is what the library's own options allow.
    server_.set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server_.set_tcp_nodelay(true);
    server_.set_keep_alive_max_count(1);
    server_.set_keep_alive_timeout(1);
    server_.set_payload_max_length(kMostFileBytes);
    server_.set_default_headers(default_headers(address.is_embedded));
    server_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    const int wanted = address.port.value_or(kUsualPort);
    if (wanted != 0 && server_.bind_to_port(address.host, wanted)) return port_ = wanted;
    const bool takes_any = !address.port || wanted == 0;
    port_ = takes_any ? server_.bind_to_any_port(address.host) : -1;
    if (port_ > 0) return port_;
    throw InvalidInput(takes_any ? "host" : "port",
                       fmt::format("cannot listen at {}:{}: is something else there?", address.host, wanted));
  }

  void add_page() {
    server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      const std::optional<Refusal> refusal = refusal_of(request, guard_);
      if (!refusal) return httplib::Server::HandlerResponse::Unhandled;
      answer_json(response, refusal->status, json_of_failure(refusal->message));
      return httplib::Server::HandlerResponse::Handled;
    });
    server_.set_error_handler([](const httplib::Request&, httplib::Response& response) {
      if (response.body.empty()) answer_json(response, response.status, json_of_failure("there is nothing here"));
    });
    for (const EmbeddedFile& file : page_files()) {
      const std::string path = file.name == "index.html" ? "/" : fmt::format("/{}", file.name);
      server_.Get(path, [&file](const httplib::Request&, httplib::Response& response) {
        response.set_content(file.content.data(), file.content.size(), std::string(type_of(file.name)));
      });
    }
  }

  /// Has `answer(body)` called for a POST request, and its result sent.
  template <class Answer>
  void post(const std::string& path, Answer answer) {
    server_.Post(path, [answer](const httplib::Request& request, httplib::Response& response) {
      answer_or_explain(response, [&] { answer_json(response, 200, answer(parse_body(request.body))); });
    });
  }

  void add_questions() {
    post("/api/describe", [this](const nlohmann::json&) { return explorer_.describe(); });
    post("/api/command", [this](const nlohmann::json& body) { return explorer_.command(body); });
    post("/api/film-file", [this](const nlohmann::json& body) { return explorer_.film_file(body); });
    post("/api/point", [this](const nlohmann::json& body) { return explorer_.point(body); });
    server_.Post("/api/open", [this](const httplib::Request& request, httplib::Response& response) {
      answer_or_explain(
          response, [&] { answer_json(response, 200, explorer_.open(request.get_param_value("name"), request.body)); });
    });
  }

  void add_view() {
    server_.Post("/api/view", [this](const httplib::Request& request, httplib::Response& response) {
      answer_or_explain(response, [&] {
        auto send = explorer_.view(parse_body(request.body));
        response.set_chunked_content_provider(kBytes, [send = std::move(send)](std::size_t, httplib::DataSink& sink) {
          send([&](std::string_view bytes) { return sink.write(bytes.data(), bytes.size()); });
          sink.done();
          return true;
        });
      });
    });
  }

  void add_jobs() {
    server_.Get("/api/jobs", [this](const httplib::Request&, httplib::Response& response) {
      answer_json(response, 200, json_of_jobs(jobs_.list()));
    });
    post("/api/jobs", [this](const nlohmann::json& body) {
      const OrderedCommand command = parse_ordered_command(text_in(body, "command"));
      return nlohmann::json{{"id", jobs_.add(command, explorer_.fields(body, command), text_in(body, "output"))}};
    });
    add_job_action("cancel", [this](std::int64_t id) { return jobs_.cancel(id); });
    add_job_action("forget", [this](std::int64_t id) { return jobs_.forget(id); });
    server_.Get(R"(/api/jobs/(\d{1,18})/frame)", [this](const httplib::Request& request, httplib::Response& response) {
      answer_or_explain(response, [&] {
        const auto frame = jobs_.last_frame(id_in(request));
        if (!frame) return answer_json(response, 404, json_of_failure("there is no frame yet"));
        response.set_content(reinterpret_cast<const char*>(frame->data()), frame->size(), "image/png");
      });
    });
    server_.Get(R"(/api/jobs/(\d{1,18})/file)", [this](const httplib::Request& request, httplib::Response& response) {
      answer_or_explain(response, [&] { send_file(id_in(request), response); });
    });
  }

  template <class Act>
  void add_job_action(const std::string& name, Act act) {
    server_.Post(fmt::format(R"(/api/jobs/(\d{{1,18}})/{})", name),
                 [act](const httplib::Request& request, httplib::Response& response) {
                   answer_or_explain(response, [&] {
                     switch (act(id_in(request))) {
                       case JobQueue::Answer::kDone:
                         return answer_json(response, 200, nlohmann::json::object());
                       case JobQueue::Answer::kTooLate:
                         return answer_json(response, 409, json_of_failure("that is no longer possible"));
                       case JobQueue::Answer::kUnknown:
                         return answer_json(response, 404, json_of_failure("there is no such job"));
                     }
                   });
                 });
  }

  void send_file(std::int64_t id, httplib::Response& response) {
    const auto file = std::make_shared<FileDescriptor>(jobs_.open_file(id));
    const off_t length = *file ? ::lseek(file->get(), 0, SEEK_END) : -1;
    if (length < 0) return answer_json(response, 404, json_of_failure("there is no such file"));
    for (const QueuedJob& job : jobs_.list()) {
      if (job.id != id) continue;
      response.set_header("Content-Disposition",
                          fmt::format("attachment; filename*=UTF-8''{}", encoded_name(job.output)));
    }
    const auto send = [file](std::size_t offset, std::size_t count, httplib::DataSink& sink) {
      std::array<char, 1 << 16> piece;
      const ssize_t read =
          ::pread(file->get(), piece.data(), std::min(count, piece.size()), static_cast<off_t>(offset));
      return read > 0 && sink.write(piece.data(), static_cast<std::size_t>(read));
    };
    response.set_content_provider(static_cast<std::size_t>(length), kBytes, send);
  }

  ServerAddress address_;
  Explorer& explorer_;
  JobQueue& jobs_;
  httplib::Server server_;
  int port_ = 0;
  RequestGuard guard_;
  std::jthread thread_;
};

HttpServer::HttpServer(const ServerAddress& address, Explorer& explorer, JobQueue& jobs)
    : impl_(std::make_unique<Impl>(address, explorer, jobs)) {}
HttpServer::~HttpServer() = default;

int HttpServer::port() const {
  return impl_->port();
}

std::string HttpServer::url() const {
  return impl_->url();
}

}  // namespace lyap
