/** What a slip needs of a printer, in the bytes of one command language. */
export interface Dialect {
  /** Initialises the printer and chooses code page 858. */
  start(): readonly number[];
  centre(): readonly number[];
  /** `width` and `height` from 1 to 6 times the normal character. */
  size(width: number, height: number): readonly number[];
  bold(on: boolean): readonly number[];
  line(text?: string): readonly number[];
  feed(lines: number): readonly number[];
  /** Feeds to the cutter and cuts, leaving a bridge. */
  cut(): readonly number[];
  /** A QR code drawn by the printer: model 2, correction M. */
  qr(text: string): readonly number[];
}
