/** What the build says of the page: whether it computes on its own. */
declare const LYAP_WITHOUT_SERVER: boolean;

/** Which older TypeScript does not know. */
declare class DecompressionStream {
  constructor(format: "gzip");
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}
