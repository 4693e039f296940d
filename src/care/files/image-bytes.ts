import { InvalidInput } from '../../errors.ts';

/** What the formats of pictures share: a place in the bytes that never runs past their end. */
export class ByteReader {
  #at = 0;
  readonly #view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get at(): number {
    return this.#at;
  }

  /** The next bytes; throws InvalidInput if there are fewer. */
  take(length: number): Uint8Array {
    if (length < 0 || this.#at + length > this.bytes.length) throw damaged();
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  uint16(): number {
    const at = this.#at;
    this.take(2);
    return this.#view.getUint16(at);
  }

  uint32(littleEndian = false): number {
    const at = this.#at;
    this.take(4);
    return this.#view.getUint32(at, littleEndian);
  }

  ascii(length: number): string {
    return String.fromCharCode(...this.take(length));
  }

  /** Back to a place that was read already. */
  rewind(to: number): void {
    this.#at = to;
  }
}

export const damaged = (): InvalidInput => new InvalidInput('The picture is damaged.');

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
