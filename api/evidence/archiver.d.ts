/** As much of archiver 5 as is used here; it brings no types of its own. */
declare module 'archiver' {
  import type { Readable, Transform } from 'node:stream';

  interface Archiver extends Transform {
    append(content: Buffer | Readable, entry: { readonly name: string; readonly date: Date }): this;
    finalize(): Promise<void>;
    abort(): this;
  }

  function archiver(format: 'zip', options: { readonly zlib: { readonly level: number } }): Archiver;
  export = archiver;
}
