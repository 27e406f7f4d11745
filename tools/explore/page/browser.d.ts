// What browsers have that is newer than the types of the page's checker.

/** Unpacks what was compressed. */
declare class DecompressionStream implements ReadableWritablePair<Uint8Array, BufferSource> {
  constructor(format: string);
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<BufferSource>;
}

/** Compresses. */
declare class CompressionStream implements ReadableWritablePair<Uint8Array, BufferSource> {
  constructor(format: string);
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<BufferSource>;
}

/** WebCodecs; not in all browsers. */
declare const VideoEncoder: Function | undefined;

/** A frame of a film. */
declare class VideoFrame extends ImageBitmap {
  constructor(bytes: BufferSource, init: object);
  readonly codedWidth: number;
  readonly codedHeight: number;
}

declare class OffscreenCanvas {
  constructor(width: number, height: number);
  getContext(kind: "2d"): CanvasRenderingContext2D | null;
  convertToBlob(): Promise<Blob>;
}
