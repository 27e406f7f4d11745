#include "tools/explore/server/viewing_clients.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lyap {
namespace {

/// How many clients are remembered.
constexpr std::size_t kMostClients = 256;

}  // namespace

ViewingClients::Turn::Turn(ViewingClients& clients, std::string client, std::optional<std::int64_t> order)
    : clients_(clients), client_(std::move(client)), field_(clients_.begin(client_, order, number_, stop_)) {}

ViewingClients::Turn::~Turn() {
  clients_.end(client_, number_, std::move(field_));
}

std::unique_ptr<ExponentField> ViewingClients::begin(const std::string& name, std::optional<std::int64_t> order,
                                                     std::uint64_t& number, std::stop_source& stop) {
  // The last view ends in a moment, on busy machines in some more, and then its exponents can be had instead of being
  // computed again; a reader that takes nothing holds only itself up.
  constexpr std::chrono::seconds kPatience{1};
  std::unique_lock lock(mutex_);
  Client& client = clients_[name];
  // It has no number: its end is no news to who waits for the client's last view.
  if (order && *order < client.latest_order) {
    stop.request_stop();
    return nullptr;
  }
  number = ++views_;
  client.last_seen = number;
  if (order) client.latest_order = *order;
  client.stop.request_stop();
  client.stop = stop;
  if (stopped_) stop.request_stop();
  const std::uint64_t last = std::exchange(client.running, number);
  if (last != 0) {
    ended_.wait_for(lock, kPatience, [&] {
      const auto found = clients_.find(name);
      return found == clients_.end() || found->second.last_ended >= last;
    });
  }
  const auto found = clients_.find(name);
  return found == clients_.end() ? nullptr : std::move(found->second.field);
}

void ViewingClients::end(const std::string& name, std::uint64_t number, std::unique_ptr<ExponentField> field) {
  {
    const std::lock_guard lock(mutex_);
    Client& client = clients_[name];
    if (number > client.last_ended) {
      client.last_ended = number;
      if (field != nullptr) client.field = std::move(field);
      if (client.running == number) client.running = 0;
    }
    forget_oldest();
  }
  ended_.notify_all();
}

std::size_t ViewingClients::kept_bytes() const {
  std::size_t bytes = 0;
  for (const auto& [name, client] : clients_) bytes += client.field == nullptr ? 0 : client.field->bytes();
  return bytes;
}

void ViewingClients::forget_oldest() {
  while (clients_.size() > kMostClients || (clients_.size() > 1 && kept_bytes() > most_bytes_)) {
    auto oldest = clients_.end();
    for (auto one = clients_.begin(); one != clients_.end(); ++one) {
      if (one->second.running != 0) continue;
      if (oldest == clients_.end() || one->second.last_seen < oldest->second.last_seen) oldest = one;
    }
    if (oldest == clients_.end()) return;
    clients_.erase(oldest);
  }
}

void ViewingClients::stop_all() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  for (auto& [name, client] : clients_) client.stop.request_stop();
}

std::size_t ViewingClients::bytes() const {
  const std::lock_guard lock(mutex_);
  return kept_bytes();
}

}  // namespace lyap
