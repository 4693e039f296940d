import { Parser } from 'htmlparser2';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { InvalidInput } from '../../errors.ts';

/** Of all the parts that are read, inflated. */
const MAX_INFLATED = 100_000_000;
const MAX_ENTRIES = 5000;

const unreadable = (why: string, cause?: unknown) =>
  new InvalidInput(`The file is no readable XLSX workbook: ${why}.`, [], { cause });

/** What is told of a part's XML: names without their prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The XML parts of a workbook, read one after the other; together they may not inflate to more than 100 MB. */
export class XlsxParts {
  #left = MAX_INFLATED;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** Throws InvalidInput for what is no archive. */
  static open(file: Uint8Array): Promise<XlsxParts> {
    return new Promise((resolve, reject) => {
      const buffer = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
      // An entry that inflates to more than it announces is an error of the stream.
      fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
        if (error) return reject(unreadable('it is no archive', error));
        const entries = new Map<string, Entry>();
        zip.on('error', (cause) => reject(unreadable('the archive is damaged', cause)));
        zip.on('end', () => resolve(new XlsxParts(zip, entries)));
        zip.on('entry', (entry: Entry) => {
          entries.set(entry.fileName.toLowerCase(), entry);
          if (entries.size > MAX_ENTRIES) reject(unreadable('it has too many parts'));
          else zip.readEntry();
        });
        zip.readEntry();
      });
    });
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** Reads a part through; pauses after each piece of it, so that what was read can be handed on. */
  async *read(name: string, handler: XmlHandler): AsyncIterable<void> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw unreadable(`it has no ${name}`);
    if (entry.isEncrypted()) throw unreadable('it is protected by a password');
    this.#left -= entry.uncompressedSize;
    if (this.#left < 0) throw new InvalidInput('The workbook is too large: inflated, it has more than 100 MB.');
    const parser = new Parser(named(handler), { xmlMode: true, decodeEntities: true });
    try {
      const decoder = new TextDecoder();
      for await (const chunk of await this.#stream(entry)) {
        parser.write(decoder.decode(chunk as Buffer, { stream: true }));
        yield;
      }
      parser.end();
      yield;
    } catch (cause) {
      throw cause instanceof InvalidInput ? cause : unreadable(`${name} is damaged`, cause);
    }
  }

  /** Reads a part that is small, or not there at all. */
  async readWhole(name: string, handler: XmlHandler): Promise<void> {
    if (!this.has(name)) return;
    for await (const _ of this.read(name, handler));
  }

  #stream(entry: Entry): Promise<AsyncIterable<unknown>> {
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
    });
  }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

function named({ open, text, close }: XmlHandler) {
  return {
    onopentag: (name: string, attributes: Record<string, string>) => open?.(local(name), attributes),
    ontext: (piece: string) => text?.(piece),
    onclosetag: (name: string) => close?.(local(name)),
  };
}
