#include "tools/explore/explore_options.h"

#include "host/base/error.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string complaint_of(const ServerAddress& address) {
  try {
    check_address(address);
    return "";
  } catch (const InvalidInput& error) {
    return error.what();
  }
}

TEST(ExploreAddress, OfThisMachineIsTaken) {
  EXPECT_EQ(complaint_of({}), "");
  for (const std::string host : {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
    EXPECT_EQ(complaint_of({.host = host}), "");
}

TEST(ExploreAddress, OfOthersNeedsAYesAndSaysWhatItMeans) {
  for (const std::string host : {"0.0.0.0", "192.168.1.2", "::", "example.com"}) {
    EXPECT_THAT(complaint_of({.host = host}), AllOf(HasSubstr("host"), HasSubstr("other machines"),
                                                    HasSubstr("nothing is encrypted"), HasSubstr("--allow-remote")));
    EXPECT_EQ(complaint_of({.host = host, .is_remote = true}), "");
  }
}

TEST(ExploreAddress, HasAPortThatThereIs) {
  EXPECT_EQ(complaint_of({.port = 0}), "");
  EXPECT_EQ(complaint_of({.port = 65535}), "");
  EXPECT_THAT(complaint_of({.port = 65536}), HasSubstr("65536 is no port"));
  EXPECT_THAT(complaint_of({.port = -1}), HasSubstr("-1 is no port"));
}

TEST(ExploreOptions, AreThoseOfPicturesBesideItsOwn) {
  CLI::App app;
  ExploreOptions options(app);
  app.parse("explore ABC --set C=3 --palette magma --port 8000 --no-browser", true);
  EXPECT_EQ(options.picture.settings().text("sequence"), "ABC");
  EXPECT_EQ(options.picture.settings().text("palette"), "magma");
  EXPECT_EQ(options.address.port, 8000);
  EXPECT_TRUE(options.no_browser);
  EXPECT_FALSE(options.address.is_remote);
}

TEST(ExploreOptions, HaveDefaultsOfPicturesAndFilms) {
  EXPECT_EQ(page_defaults().text("iterations"), "400");
  EXPECT_EQ(page_defaults().text("fps"), "30");
}

}  // namespace
}  // namespace lyap
