// What the page uses of mediabunny, which is there for the build alone.
declare module "mediabunny" {
  export class BufferTarget {
    buffer: ArrayBuffer | null;
  }
  export class Mp4OutputFormat {}
  export class MovOutputFormat {}
  export class MkvOutputFormat {}
  export class WebMOutputFormat {}
  export class Quality {
    constructor(level: string);
  }
  export class VideoSample {
    constructor(frame: VideoFrame);
    close(): void;
  }
  export class VideoSampleSource {
    constructor(encoding: { codec: string, quality: Quality });
    add(sample: VideoSample): Promise<void>;
  }
  export class Output {
    constructor(parts: { format: object, target: BufferTarget });
    addVideoTrack(source: VideoSampleSource, metadata: { frameRate: number }): void;
    setMetadataTags(tags: { title: string, comment: string, description: string }): void;
    start(): Promise<void>;
    finalize(): Promise<void>;
    cancel(): Promise<void>;
  }
  export function canEncodeVideo(codec: string, options: { width: number, height: number, quality: Quality }): Promise<boolean>;
}
