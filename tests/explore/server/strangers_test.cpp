// Who is not the explorer's own page gets nothing, and nobody gets more than there is.

#include "tests/explore/server/server_under_test.h"
#include "tests/support/random.h"
#include "tools/explore/server/request_guard.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Strangers : public ServerTest {
 protected:
  std::string get_with(const std::string& headers) const { return "GET /api/jobs HTTP/1.1\r\n" + headers + "\r\n"; }
  std::string token_header() const { return "X-Lyap-Token: " + token() + "\r\n"; }
};

TEST_F(Strangers, GetThePageButNoAnswerWithoutTheToken) {
  EXPECT_EQ(answer_to("GET / HTTP/1.1\r\nHost: " + host() + "\r\n\r\n").status, 200);
  EXPECT_EQ(answer_to(get_with("Host: " + host() + "\r\n")).status, 403);
  EXPECT_EQ(answer_to(get_with("Host: " + host() + "\r\n" + token_header())).status, 200);
  std::string wrong = token();
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  for (const std::string& text : {wrong, std::string(), token() + "0", token().substr(1)}) {
    EXPECT_EQ(answer_to(get_with("Host: " + host() + "\r\nX-Lyap-Token: " + text + "\r\n")).status, 403) << text;
  }
  EXPECT_EQ(answer_to(get_with("Host: " + host() + "\r\n" + token_header() + "X-Lyap-Token: x\r\n")).status, 403);
}

TEST_F(Strangers, CannotCallTheServerByANameOfTheirOwn) {
  const std::string port_text = std::to_string(port());
  for (const std::string& name :
       {"example.com:" + port_text, std::string("127.0.0.1"), "127.0.0.1.example.com:" + port_text,
        "127.0.0.1:1" + port_text, std::string(), "192.168.1.2:" + port_text, "[::1]:" + port_text}) {
    EXPECT_EQ(answer_to(get_with("Host: " + name + "\r\n" + token_header())).status, 403) << name;
    EXPECT_EQ(answer_to("GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n").status, 403) << name;
  }
  EXPECT_EQ(answer_to(get_with(token_header())).status, 403) << "no name at all";
  EXPECT_EQ(answer_to(get_with("Host: " + host() + "\r\nHost: example.com\r\n" + token_header())).status, 403);
  EXPECT_EQ(answer_to(get_with("Host: localhost:" + port_text + "\r\n" + token_header())).status, 200);
}

TEST_F(Strangers, CannotAskFromAPageOfTheirOwn) {
  const std::string own = "Host: " + host() + "\r\n" + token_header();
  for (const std::string origin : {"http://example.com", "null", "https://127.0.0.1", "http://localhost"}) {
    const HttpAnswer answer = answer_to(get_with(own + "Origin: " + origin + "\r\n"));
    EXPECT_EQ(answer.status, 403) << origin;
    EXPECT_THAT(header_in(answer, "Access-Control-Allow-Origin"), IsEmpty());
  }
  EXPECT_EQ(answer_to(get_with(own + "Origin: http://" + host() + "\r\n")).status, 200);
  const HttpAnswer preflight = answer_to("OPTIONS /api/jobs HTTP/1.1\r\n" + own + "Origin: http://example.com\r\n\r\n");
  EXPECT_EQ(preflight.status, 403);
}

TEST_F(Strangers, CannotFrameThePageOrHaveItRunWhatIsNotItsOwn) {
  const HttpAnswer page = get("/");
  const std::string policy = header_in(page, "Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("script-src 'self'"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_EQ(header_in(page, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header_in(page, "Referrer-Policy"), "no-referrer");
}

TEST_F(Strangers, CannotSendMoreThanIsTold) {
  const auto with = [&](const std::string& headers) {
    return "POST /api/view HTTP/1.1\r\nHost: " + host() + "\r\n" + token_header() + headers + "\r\n";
  };
  EXPECT_EQ(answer_to(with("Content-Length: 1048577\r\n")).status, 413);
  EXPECT_EQ(answer_to(with("Content-Length: 99999999999999999999999\r\n")).status, 411);
  EXPECT_EQ(answer_to(with("Content-Length: -1\r\n")).status, 411);
  EXPECT_EQ(answer_to(with("")).status, 411);
  EXPECT_EQ(answer_to(with("Transfer-Encoding: chunked\r\n")).status, 415);
  EXPECT_EQ(answer_to(with("Content-Encoding: gzip\r\nContent-Length: 5\r\n") + "xxxxx").status, 415);
  EXPECT_EQ(answer_to(with("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5\r\n") + "xxxxx").status,
            415);
  EXPECT_EQ(answer_to(request("GET", "/page.js", "", "Range: bytes=0-1,0-1,0-1\r\n")).status, 416);
  EXPECT_EQ(answer_to(request("DELETE", "/api/jobs/1")).status, 405);
}

TEST_F(Strangers, FindNoFilesOfTheMachine) {
  for (const std::string path : {"/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/jobs/../../etc/passwd",
                                 "//etc/passwd", "/page.js/../../etc/passwd", "/api/jobs/1/file", "/api/jobs/-1/file",
                                 "/api/jobs/999999999999999999/file", "/api/jobs/99999999999999999999999/file"}) {
    EXPECT_THAT(get(path).status, AnyOf(400, 404)) << path;
  }
}

TEST_F(Strangers, GetAnAnswerOrNoneToAnyBytesAndTheServerGoesOn) {
  Random random(20261129);
  const std::string good = request("POST", "/api/command", nlohmann::json{{"fields", fields_of_picture()}}.dump());
  for (int i = 0; i < 100; ++i) {
    std::string bytes = good;
    for (int change = random.between(1, 12); change > 0; --change) {
      const auto at = static_cast<std::size_t>(random.between(0, static_cast<int>(bytes.size()) - 1));
      switch (random.between(0, 2)) {
        case 0:
          bytes[at] = static_cast<char>(random.between(0, 255));
          break;
        case 1:
          bytes.erase(at, static_cast<std::size_t>(random.between(1, 20)));
          break;
        default:
          bytes.insert(at, static_cast<std::size_t>(random.between(1, 20)), static_cast<char>(random.between(0, 255)));
      }
    }
    // Who goes on without waiting for an answer: a changed length would have the server wait for the rest.
    RawClient client(port());
    client.send(bytes);
  }
  EXPECT_EQ(answer_to(good).status, 200);
}

TEST(RequestGuard, KnowsAddressesFromElsewhereWhereThatIsAllowed) {
  const RequestGuard guard(8000, true);
  EXPECT_TRUE(guard.is_own_host("192.168.1.2:8000"));
  EXPECT_TRUE(guard.is_own_host("[fe80::1]:8000"));
  EXPECT_FALSE(guard.is_own_host("example.com:8000"));
  EXPECT_FALSE(guard.is_own_host("192.168.1.2:8001"));
  EXPECT_FALSE(RequestGuard(8000, false).is_own_host("192.168.1.2:8000"));
}

TEST(RequestGuard, HasAnotherTokenEachTime) {
  EXPECT_NE(RequestGuard(1, false).token(), RequestGuard(1, false).token());
  EXPECT_EQ(RequestGuard(1, false).token().size(), 32U);
}

}  // namespace
}  // namespace lyap
