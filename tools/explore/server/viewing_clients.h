#pragma once

#include "host/explore/exponent_field.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace lyap {

/// Those who look at views, by the names that they chose: each has one view at a time, and of its last one the
/// exponents. Any thread may call any function at any time.
class ViewingClients {
 public:
  /// How many bytes of fields are kept at most; those that were not looked at for longest go first.
  explicit ViewingClients(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// A client's view, from its beginning to its end, which the destructor tells.
  class Turn {
   public:
    /// `order` is the client's own count of its views, since requests can overtake each other: a view that the client
    /// asked for before its latest one is to end at once. Without one it is the latest.
    Turn(ViewingClients& clients, std::string client, std::optional<std::int64_t> order = {});
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    Turn(Turn&&) = delete;
    Turn& operator=(Turn&&) = delete;
    ~Turn();

    /// Requested when the client begins another view, or all are to end.
    std::stop_token stop() const { return stop_.get_token(); }
    void request_stop() { stop_.request_stop(); }
    /// What is known of the client's last view, maybe null; to be replaced by what is known of this one. Nobody else
    /// uses it meanwhile.
    std::unique_ptr<ExponentField>& field() { return field_; }

   private:
    ViewingClients& clients_;
    std::string client_;
    std::uint64_t number_ = 0;
    std::stop_source stop_;
    std::unique_ptr<ExponentField> field_;
  };

  /// Ends all views, and those that begin from now on at once.
  void stop_all();

  /// What the fields that are kept take.
  std::size_t bytes() const;

 private:
  struct Client {
    /// Of the view that is being rendered; 0 for none.
    std::uint64_t running = 0;
    std::uint64_t last_ended = 0;
    std::int64_t latest_order = 0;
    std::stop_source stop;
    std::unique_ptr<ExponentField> field;
    std::uint64_t last_seen = 0;
  };

  std::unique_ptr<ExponentField> begin(const std::string& client, std::optional<std::int64_t> order,
                                       std::uint64_t& number, std::stop_source& stop);
  void end(const std::string& client, std::uint64_t number, std::unique_ptr<ExponentField> field);
  void forget_oldest();
  std::size_t kept_bytes() const;

  std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  std::map<std::string, Client> clients_;
  std::uint64_t views_ = 0;
  bool stopped_ = false;
};

}  // namespace lyap
