import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { loadAnalyser } from '../../src/analysis/analyser.ts';
import { analyseLines } from '../../src/pipeline/analyse-lines.ts';

const analyser = loadAnalyser();

/** Keeps what is written; takes each piece only after a turn of the event loop. */
class SlowSink extends Writable {
  text = '';
  mostBuffered = 0;

  constructor() {
    super({ highWaterMark: 1024 });
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.mostBuffered = Math.max(this.mostBuffered, this.writableLength);
    this.text += chunk.toString();
    setImmediate(done);
  }

  /** Resolves once all is taken. */
  async lines(): Promise<Record<string, unknown>[]> {
    await new Promise<void>((resolve) => this.end(resolve));
    return this.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }
}

describe('analyseLines', () => {
  it('answers in order, with the id as given; a bad line gives an error and stops nothing', async () => {
    const input = [
      '{"id":1,"text":"Mạng quá tệ"}',
      '',
      'nonsense',
      '{"id":"b"}',
      '{"id":"c","text":"Cảm ơn nhé","more":1}',
    ];
    const output = new SlowSink();
    const done = await analyseLines(Readable.from([`${input.join('\r\n')}\n`]), output, analyser);
    expect(done).toEqual({ lines: 4, errors: 2 });
    const [first, second, third, fourth] = await output.lines();
    expect(first).toEqual({ id: 1, ...analyser.analyse('Mạng quá tệ') });
    expect(second).toEqual({ id: null, error: expect.stringContaining('JSON'), line: 3 });
    expect(third).toEqual({ id: null, error: expect.stringContaining('"text"'), line: 4 });
    expect(fourth).toMatchObject({ id: 'c', complaint: { label: false } });
  });

  it('takes any sequence of lines, and none', async () => {
    const output = new SlowSink();
    async function* lines() {
      yield '{"id":1,"text":"a"}';
    }
    expect(await analyseLines(lines(), output, analyser)).toEqual({ lines: 1, errors: 0 });
    expect(await analyseLines(Readable.from([]), output, analyser)).toEqual({ lines: 0, errors: 0 });
  });

  it('waits for a slow reader', async () => {
    const output = new SlowSink();
    const input = Array.from({ length: 5000 }, (_, id) => `${JSON.stringify({ id, text: `Mạng chậm ${id}` })}\n`);
    await analyseLines(Readable.from(input), output, analyser);
    const lines = await output.lines();
    expect(lines.map((line) => line.id)).toEqual(input.map((_, id) => id));
    expect(output.mostBuffered).toBeLessThan(200_000);
  });

  it('fails when the output fails', async () => {
    const broken = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => done(new Error('no space left')),
    });
    const input = ['{"id":1,"text":"a"}'];
    await expect(analyseLines(Readable.from(input), broken, analyser)).rejects.toThrow('no space left');
  });
});
