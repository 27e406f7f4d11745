// What the explorer's requests are answered.

#include "host/color/coloring.h"
#include "host/jobs/still_job.h"
#include "host/output/picture_file.h"
#include "tests/explore/server/server_under_test.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyap {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

class Answers : public ServerTest {
 protected:
  nlohmann::json answer(const std::string& path, const nlohmann::json& body) const {
    const HttpAnswer answer = post(path, body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return nlohmann::json::parse(answer.body);
  }
};

/// The pixels of the picture's PNG file.
std::string rendered(const nlohmann::json& fields) {
  Settings settings;
  for (const auto& [field, text] : fields.items()) settings.set(field, text.get<std::string>());
  const StillJob job = read_still_job(settings);
  const auto backend = find_backend("cpu").create({});
  const Coloring coloring = coloring_of(job.spec, job.palette, picture_file_format(job.spec, job.palette));
  backend->submit(0, std::make_shared<const Frame>(job.spec, coloring), {0, job.spec.size.height});
  const Band band = backend->wait(0);
  return {reinterpret_cast<const char*>(band.pixels.data()), band.pixels.size()};
}

TEST_F(Answers, AViewIsThePicturesPixelsAndItsCommand) {
  const nlohmann::json fields = fields_of_picture("AABAB", "131x77");
  const HttpAnswer answer = post("/api/view", {{"client", "me"}, {"fields", fields}});
  ASSERT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.is_whole);
  const std::vector<Part> parts = parts_of(answer.body);
  EXPECT_EQ(parts.front().json.at("kind"), "view");
  EXPECT_EQ(parts.front().json.at("size"), nlohmann::json({131, 77}));
  EXPECT_EQ(parts.front().json.at("format"), "rgb24") << "twilight has 510 colours";
  EXPECT_THAT(parts.front().json.at("command").get<std::string>(),
              HasSubstr("lyap render 'AABAB' --horizontal A=2:4 --vertical B=2:4 --size 131x77"));
  EXPECT_EQ(parts.back().json.at("kind"), "end");
  EXPECT_GT(parts.back().json.at("steps"), 0);
  EXPECT_THAT(parts.back().json.at("histogram").at("counts"), SizeIs(128));
  std::string pixels;
  int next_row = 0;
  for (const Part& part : parts) {
    if (part.json.at("kind") != "rows" || part.json.at("level") != 1) continue;
    EXPECT_EQ(part.json.at("first"), next_row);
    next_row += part.json.at("rows").get<int>();
    pixels += part.bytes;
  }
  EXPECT_EQ(next_row, 77);
  EXPECT_EQ(pixels, rendered(fields));
}

TEST_F(Answers, AnotherPaletteTakesNoMapStep) {
  nlohmann::json fields = fields_of_picture();
  post("/api/view", {{"client", "me"}, {"fields", fields}});
  fields["palette"] = "magma";
  const std::vector<Part> parts = parts_of(post("/api/view", {{"client", "me"}, {"fields", fields}}).body);
  EXPECT_EQ(parts.front().json.at("format"), "indexed8");
  EXPECT_EQ(parts.back().json.at("steps"), 0);
  const std::vector<Part> other = parts_of(post("/api/view", {{"client", "you"}, {"fields", fields}}).body);
  EXPECT_GT(other.back().json.at("steps"), 0) << "of another client nothing is taken";
}

TEST_F(Answers, WhatTheToneFoundIsInTheCommand) {
  nlohmann::json fields = fields_of_picture("AB", "200x200");
  fields["levels"] = "auto";
  const std::vector<Part> parts = parts_of(post("/api/view", {{"client", "me"}, {"fields", fields}}).body);
  const std::string command = parts.front().json.at("command");
  EXPECT_THAT(command, HasSubstr(" --levels "));
  EXPECT_THAT(command, testing::Not(HasSubstr("auto")));
}

TEST_F(Answers, WhatIsWrongIsSaidOfItsFieldAsTheProgramSaysIt) {
  nlohmann::json fields = fields_of_picture();
  fields["iterations"] = "many";
  for (const std::string path : {"/api/view", "/api/command", "/api/point"}) {
    const HttpAnswer answer = post(path, {{"client", "me"}, {"fields", fields}});
    EXPECT_EQ(answer.status, 400);
    const auto error = nlohmann::json::parse(answer.body);
    EXPECT_EQ(error.at("field"), "iterations");
    EXPECT_THAT(error.at("text").get<std::string>(), HasSubstr("--iterations: 'many' is not a whole number"));
  }
}

TEST_F(Answers, NoFieldNamesAFileOrProgram) {
  for (const auto& [field, text] : {std::pair("output", "/tmp/x.png"),
                                    {"palette", "/etc/passwd"},
                                    {"palette", "./x.map"},
                                    {"save-exponents", "x.npy"},
                                    {"ffmpeg", "/bin/sh"},
                                    {"encoder-args", "-f null"}}) {
    nlohmann::json fields = fields_of_picture();
    fields[field] = text;
    EXPECT_EQ(post("/api/view", {{"client", "me"}, {"fields", fields}}).status, 400) << field;
    EXPECT_EQ(post("/api/jobs", {{"command", "render"}, {"output", "a.png"}, {"fields", fields}}).status, 400) << field;
  }
}

TEST_F(Answers, BodiesOfAnotherShapeAreRefused) {
  const nlohmann::json fields = fields_of_picture();
  for (const std::string body : {"", "[]", "{", "null", "{\"client\":\"me\"}", "{\"fields\":[]}",
                                 R"({"fields":{"sequence":1}})", R"({"fields":{"sequence":["A",{}]}})"}) {
    EXPECT_EQ(answer_to(request("POST", "/api/view", body)).status, 400) << body;
  }
  EXPECT_EQ(answer_to(request("POST", "/api/view", std::string(500'000, '['))).status, 400);
  for (const std::string levels : {"[0]", "[17]", "[1,2]", "[2,2]", "[-1]", "[1.5]", "[\"4\"]", "[]", "4"}) {
    const HttpAnswer answer =
        post("/api/view", {{"client", "me"}, {"fields", fields}, {"levels", nlohmann::json::parse(levels)}});
    EXPECT_EQ(answer.status, 400) << levels;
  }
  EXPECT_EQ(post("/api/view", {{"fields", fields}}).status, 400) << "no client";
  EXPECT_EQ(post("/api/view", {{"client", std::string(65, 'x')}, {"fields", fields}}).status, 400);
  EXPECT_EQ(post("/api/view", {{"client", "me"}, {"fields", fields_of_picture("AB", "9999x9999")}}).status, 400);
}

TEST_F(Answers, APointIsReadWithItsOrbit) {
  const nlohmann::json reading =
      answer("/api/point", {{"fields", fields_of_picture()}, {"column", 30}, {"row", 20}, {"points", 7}});
  EXPECT_THAT(reading.at("orbit"), SizeIs(7));
  EXPECT_EQ(reading.at("letters").get<std::string>(), "BABABAB");
  EXPECT_EQ(reading.at("infinite"), 0);
  EXPECT_TRUE(reading.at("rates").contains("A"));
  EXPECT_EQ(post("/api/point", {{"fields", fields_of_picture()}, {"column", 64}, {"row", 0}}).status, 400);
}

TEST_F(Answers, AFilmsFieldsAreACommandAndAFilmFile) {
  nlohmann::json fields = fields_of_picture("ABCD");
  fields.update({{"circle", "C,D"}, {"center", "3,3"}, {"radius", "0.2"}, {"frames", "20"}});
  EXPECT_THAT(answer("/api/command", {{"command", "animate"}, {"fields", fields}}).at("command").get<std::string>(),
              HasSubstr("lyap animate 'ABCD'"));
  EXPECT_THAT(answer("/api/film-file", {{"fields", fields}}).at("toml").get<std::string>(),
              HasSubstr("circle = \"C,D\""));
}

TEST_F(Answers, AJobIsListedCanBeHadAndForgotten) {
  const auto made =
      answer("/api/jobs", {{"command", "render"}, {"output", "a b.png"}, {"fields", fields_of_picture()}});
  const int id = made.at("id");
  ASSERT_TRUE(jobs().wait_until(
      [&](const std::vector<QueuedJob>& list) { return list.size() == 1 && has_ended(list.front().state); },
      std::chrono::seconds(60)));
  const auto list = nlohmann::json::parse(get("/api/jobs").body).at("jobs");
  ASSERT_THAT(list, SizeIs(1));
  EXPECT_EQ(list[0].at("state"), "done") << list;
  const HttpAnswer file = get(fmt::format("/api/jobs/{}/file", id));
  std::ifstream written(folder().path() / "a b.png", std::ios::binary);
  EXPECT_EQ(file.body, std::string(std::istreambuf_iterator<char>(written), {}));
  EXPECT_EQ(header_in(file, "Content-Disposition"), "attachment; filename*=UTF-8''a%20b.png");
  EXPECT_THAT(get(fmt::format("/api/jobs/{}/frame", id)).body, HasSubstr("PNG"));
  EXPECT_EQ(post(fmt::format("/api/jobs/{}/cancel", id), nlohmann::json::object()).status, 409);
  EXPECT_EQ(post(fmt::format("/api/jobs/{}/forget", id), nlohmann::json::object()).status, 200);
  EXPECT_EQ(post(fmt::format("/api/jobs/{}/forget", id), nlohmann::json::object()).status, 404);
  EXPECT_TRUE(std::filesystem::exists(folder().path() / "a b.png"));
}

TEST_F(Answers, APictureThatIsDroppedIsOpened) {
  answer("/api/jobs", {{"command", "render"}, {"output", "a.png"}, {"fields", fields_of_picture("AAB")}});
  ASSERT_TRUE(jobs().wait_until(
      [&](const std::vector<QueuedJob>& list) { return list.size() == 1 && has_ended(list.front().state); },
      std::chrono::seconds(60)));
  std::ifstream written(folder().path() / "a.png", std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(written), {});
  const HttpAnswer opened = answer_to(request("POST", "/api/open?name=holiday.png", bytes));
  ASSERT_EQ(opened.status, 200) << opened.body;
  EXPECT_EQ(nlohmann::json::parse(opened.body).at("fields").at("sequence"), "AAB");
  const HttpAnswer refused = answer_to(request("POST", "/api/open?name=../x.png", "no picture"));
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, testing::Not(HasSubstr("/tmp")));
}

TEST_F(Answers, WhatThereIsIsDescribed) {
  const nlohmann::json told = answer("/api/describe", nlohmann::json::object());
  EXPECT_EQ(told.at("device").get<std::string>().substr(1), " threads");
  EXPECT_GT(told.at("palettes").size(), 100U);
  EXPECT_EQ(told.at("palettes")[0].at("colors").get<std::string>().size(), 256U) << "64 colours of 3 bytes in base64";
}

}  // namespace
}  // namespace lyap
