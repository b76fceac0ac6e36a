/** The part of yauzl 3.4 that is used here; the package has no types. */
declare module 'yauzl' {
  export interface Entry {
    readonly fileName: string;
  }
  export interface ZipFile {
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<NodeJS.ReadableStream>;
    close(): void;
  }
  export function openPromise(
    path: string,
    options?: { readonly autoClose?: boolean },
  ): Promise<ZipFile>;
}
