/** What the build says of the page: whether it computes on its own. */
declare const LYAP_WITHOUT_SERVER: boolean;

/** Unpacks what was compressed; newer than the types of the page's checker. */
declare class DecompressionStream implements ReadableWritablePair<Uint8Array, BufferSource> {
  constructor(format: string);
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<BufferSource>;
}
