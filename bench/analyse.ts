import { PassThrough, Readable, Writable } from 'node:stream';
import { loadAnalyser } from '../src/analysis/analyser.ts';
import { stripDiacritics } from '../src/analysis/normalise.ts';
import { seededRandom } from '../src/analysis/train/svm.ts';
import { telecomEn } from '../src/analysis/train/telecom-en.ts';
import { telecomVi } from '../src/analysis/train/telecom-vi.ts';
import { analyseLines } from '../src/pipeline/analyse-lines.ts';

/** Analyses generated posts on one core, parsing and writing JSON included: texts a second, memory, and loading time. */
export async function run(args: string[]): Promise<void> {
  const count = Number(args[0] ?? 100_000);
  const started = performance.now();
  const analyser = loadAnalyser();
  const loaded = performance.now();
  analyser.analyse('Mạng chậm quá, gọi tổng đài không ai nghe');
  const first = performance.now();
  console.log(`load ${(loaded - started).toFixed(0)} ms, first text ${(first - loaded).toFixed(1)} ms`);
  for (let round = 1; round <= 3; round += 1) {
    const before = performance.now();
    const cpuBefore = process.cpuUsage();
    const { lines, errors } = await analyseLines(
      Readable.from(jsonLines(count)).pipe(new PassThrough()),
      sink(),
      analyser,
    );
    const seconds = (performance.now() - before) / 1000;
    const cpu = process.cpuUsage(cpuBefore);
    // Of CPU time too, so that the figure holds on a machine that does other work meanwhile.
    const perCpuSecond = lines / ((cpu.user + cpu.system) / 1e6);
    const memory = process.memoryUsage().rss / 1e6;
    const rates = `${Math.round(lines / seconds)} texts/s, ${Math.round(perCpuSecond)} texts a CPU second`;
    console.log(`round ${round}: ${rates}, ${errors} errors, ${memory.toFixed(0)} MB resident`);
  }
}

function sink(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

/** Posts of one to four sentences (median about 80 characters, a tenth over 240), half of them without marks, a tenth English. */
function* jsonLines(count: number): Generator<string> {
  const random = seededRandom(7);
  const vietnamese = sentences(telecomVi);
  const english = sentences(telecomEn);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  for (let id = 0; id < count; id += 1) {
    const source = random() < 0.1 ? english : vietnamese;
    const length = random() < 0.65 ? 1 : 1 + Math.floor(random() * 4);
    const text = Array.from({ length }, () => pick(source)).join('. ');
    // A number of its own, so that no two posts are the same.
    const own = `${text} ${Math.floor(random() * 1e6)}`;
    yield `${JSON.stringify({ id, text: random() < 0.5 ? stripDiacritics(own) : own })}\n`;
  }
}

function sentences(lines: string): string[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => line.slice(3));
}
