// The part of the page that makes films of frames, a script of its own that is loaded for the first film: the browser
// encodes, mediabunny writes the file.
import { BufferTarget, canEncodeVideo, MkvOutputFormat, MovOutputFormat, Mp4OutputFormat, Output, Quality, VideoSample,
  VideoSampleSource, WebMOutputFormat } from "mediabunny";
import { textOf } from "../../../state/fields.js";
import { EngineError } from "../../engine.js";

/**
 * @typedef {import("../../engine.js").Fields} Fields
 * @typedef {{make: () => any, codecs: string[], type: string}} FilmFile
 * @typedef {{file: FilmFile, codec: string}} FilmFormat
 * @typedef {{title: string, comment: string, description: string}} FilmText
 * @typedef {{size: [number, number], rate: [number, number], text: FilmText}} Film
 */

/**
 * Files by the endings of their names, with their codecs, the most usual one first.
 * @type {Record<string, FilmFile>}
 */
const FILES = {
  ".mp4": { make: () => new Mp4OutputFormat(), codecs: ["avc", "vp9", "av1"], type: "video/mp4" },
  ".mov": { make: () => new MovOutputFormat(), codecs: ["avc"], type: "video/quicktime" },
  ".mkv": { make: () => new MkvOutputFormat(), codecs: ["avc", "vp9", "av1"], type: "video/x-matroska" },
  ".webm": { make: () => new WebMOutputFormat(), codecs: ["vp9", "av1"], type: "video/webm" },
};
/**
 * What encoders of the program encode.
 * @type {Record<string, string>}
 */
const CODECS = { libx264: "avc", "libvpx-vp9": "vp9", "libaom-av1": "av1", libsvtav1: "av1" };
/** What Y'CbCr means, as in films of lyap. */
const BT709 = { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false };
const QUALITY = new Quality("very-high");

/**
 * The file and codec of a film. Throws EngineError for what the page or the browser does not encode.
 * @param {string} output the file's name
 * @param {Fields} fields
 * @returns {Promise<FilmFormat>}
 */
export async function filmFormatOf(output, fields) {
  const file = FILES[output.slice(output.lastIndexOf(".")).toLowerCase()];
  if (!file) throw new EngineError("output", `the page makes ${Object.keys(FILES).join(", ")}: copy the command for others`);
  for (const field of ["crf", "preset"]) {
    if (textOf(fields, field) !== "") throw new EngineError(field, "it is for ffmpeg: leave it out, or copy the command");
  }
  const name = textOf(fields, "codec");
  const codecs = name === "" ? file.codecs : file.codecs.filter((codec) => codec === CODECS[name]);
  if (codecs.length === 0) {
    throw new EngineError("codec", `the page does not encode this with '${name}': leave it out, or copy the command`);
  }
  const [width, height] = textOf(fields, "size").split("x").map(Number);
  for (const codec of codecs) {
    if (await canEncodeVideo(codec, { width, height, quality: QUALITY })) return { file, codec };
  }
  throw new EngineError("", `this browser does not encode ${width}×${height} as ${codecs.join(", ")}: copy the command`);
}

/** A film that grows frame by frame. */
export class FilmEncoder {
  /**
   * @param {FilmFormat} format
   * @param {Film} film
   */
  constructor({ file, codec }, { size, rate, text }) {
    this.size = size;
    this.rate = rate;
    this.type = file.type;
    this.frames = 0;
    this.target = new BufferTarget();
    this.output = new Output({ format: file.make(), target: this.target });
    this.source = new VideoSampleSource({ codec, quality: QUALITY });
    this.output.addVideoTrack(this.source, { frameRate: rate[0] / rate[1] });
    this.output.setMetadataTags(text);
  }

  begin() {
    return this.output.start();
  }

  /**
   * A frame as the browser has it.
   * @param {Uint8Array} bytes luma, Cb and Cr
   * @param {number} number from 0
   * @returns {VideoFrame}
   */
  frameOf(bytes, number) {
    const [[codedWidth, codedHeight], [numerator, denominator]] = [this.size, this.rate];
    const microseconds = (/** @type {number} */ frame) => Math.round((1e6 * frame * denominator) / numerator);
    const timestamp = microseconds(number);
    return new VideoFrame(bytes, { format: "I420", codedWidth, codedHeight, timestamp,
      duration: microseconds(number + 1) - timestamp, colorSpace: BT709 });
  }

  /**
   * Waits while the encoder is behind.
   * @param {Uint8Array} bytes
   */
  async add(bytes) {
    const sample = new VideoSample(this.frameOf(bytes, this.frames++));
    await this.source.add(sample);
    sample.close();
  }

  /** @returns {Promise<Blob>} the file */
  async finish() {
    await this.output.finalize();
    return new Blob([/** @type {ArrayBuffer} */ (this.target.buffer)], { type: this.type });
  }

  /** Gives all up. */
  cancel() {
    return this.output.cancel();
  }
}
