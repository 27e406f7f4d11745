#pragma once

#include <ImfChannelList.h>
#include <ImfFrameBuffer.h>
#include <ImfHeader.h>
#include <ImfInputFile.h>
#include <ImfStringAttribute.h>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lyap {

/// An EXR file as OpenEXR's library for C++ reads it, which shares no code with the one in C that writes it.
struct DecodedExr {
  int width = 0;
  int height = 0;
  Imf::Compression compression = Imf::NO_COMPRESSION;
  std::map<std::string, Imf::PixelType> channels;
  std::map<std::string, std::string> texts;
  /// By the names of their channels.
  std::map<std::string, std::vector<half>> halves;
  std::map<std::string, std::vector<float>> floats;
  std::map<std::string, std::vector<std::uint32_t>> numbers;
};

template <class T>
void add_slice(Imf::FrameBuffer& buffer, Imf::PixelType type, const std::string& name, std::vector<T>& plane, int width,
               int height) {
  plane.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  buffer.insert(name, Imf::Slice(type, reinterpret_cast<char*>(plane.data()), sizeof(T),
                                 sizeof(T) * static_cast<std::size_t>(width)));
}

/// Throws what OpenEXR throws.
inline DecodedExr read_exr(const std::string& path) {
  Imf::InputFile file(path.c_str());
  DecodedExr image;
  const auto window = file.header().dataWindow();
  image.width = window.max.x - window.min.x + 1;
  image.height = window.max.y - window.min.y + 1;
  image.compression = file.header().compression();
  for (auto i = file.header().begin(); i != file.header().end(); ++i) {
    if (const auto* text = dynamic_cast<const Imf::StringAttribute*>(&i.attribute())) {
      image.texts[i.name()] = text->value();
    }
  }
  Imf::FrameBuffer buffer;
  const Imf::ChannelList& channels = file.header().channels();
  for (auto i = channels.begin(); i != channels.end(); ++i) {
    const std::string name = i.name();
    const Imf::PixelType type = i.channel().type;
    image.channels[name] = type;
    if (type == Imf::HALF) add_slice(buffer, type, name, image.halves[name], image.width, image.height);
    if (type == Imf::FLOAT) add_slice(buffer, type, name, image.floats[name], image.width, image.height);
    if (type == Imf::UINT) add_slice(buffer, type, name, image.numbers[name], image.width, image.height);
  }
  file.setFrameBuffer(buffer);
  file.readPixels(window.min.y, window.max.y);
  return image;
}

}  // namespace lyap
