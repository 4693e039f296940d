import { fingerprint, isNearCopy } from '../src/analysis/fingerprint.ts';
import { stripDiacritics } from '../src/analysis/fold.ts';
import { seededRandom } from '../src/analysis/train/svm.ts';
import { telecomComments } from '../src/analysis/train/telecom-comments.ts';
import { telecomReviews } from '../src/analysis/train/telecom-reviews.ts';
import { telecomVi } from '../src/analysis/train/telecom-vi.ts';

const POSTS = 5000;
/** The peer: exact Jaccard similarity of word pairs, each with each other post, which no stream could afford. */
const PEER_AT = 0.7;

const sentences = [telecomVi, telecomComments, telecomReviews].flatMap((texts) =>
  texts
    .trim()
    .split('\n')
    .map((line) => line.slice(3).trim()),
);

const random = seededRandom(20);
const below = (count: number) => Math.floor(random() * count);
const pick = () => sentences[below(sentences.length)] ?? '';
const words = (post: string) => post.split(' ');
const edit = (post: string, at: number, remove: number, ...add: string[]) =>
  words(post)
    .toSpliced(at, remove, ...add)
    .join(' ');

/** What people do to a text that they copy. */
const EDITS: Record<string, (post: string) => string> = {
  'marks, case and signs': (post) => `${stripDiacritics(post).toUpperCase().replaceAll(',', ' ..')}!!! 😡😡`,
  'a word more at the end': (post) => `${post} nhé`,
  'a word less': (post) => edit(post, below(words(post).length), 1),
  'a word changed': (post) => edit(post, below(words(post).length), 1, 'kia'),
  'two words more at the end': (post) => `${post} các bác`,
  'a first line “Copy từ nhóm:”': (post) => `Copy từ nhóm: ${post}`,
  'a link at the end': (post) => `${post} https://vidu.vn/bai/${below(9999)}`,
};

/** What looks alike and is not the same. */
const OTHERS: Record<string, (post: string, other: string) => string> = {
  'half of it, and something else': (post, other) =>
    `${words(post)
      .slice(0, Math.ceil(words(post).length / 2))
      .join(' ')} ${other}`,
  'its first sentence quoted in another post': (post, other) => `${post.split('. ')[0]}. ${other}. ${pick()}`,
};

function pairsOf(post: string): Set<string> {
  const all = words(stripDiacritics(post).toLowerCase());
  return new Set(all.map((word, at) => `${all[at - 1] ?? ''} ${word}`));
}

function isAlike(a: string, b: string): boolean {
  const [first, second] = [pairsOf(a), pairsOf(b)];
  const common = [...first].filter((pair) => second.has(pair)).length;
  return common / (first.size + second.size - common) >= PEER_AT;
}

/** Posts of one to four sentences, eight words at least: shorter ones are copies only word for word. */
function makePosts(): string[] {
  const posts = new Set<string>();
  while (posts.size < POSTS) {
    const post = Array.from({ length: 1 + below(4) }, pick).join('. ');
    if (words(post).length >= 8) posts.add(post);
  }
  return [...posts];
}

/** Pairs of different posts that are found as copies, among all pairs of posts; those of one sentence set are no different ones. */
function falsePairs(posts: readonly string[]): { pairs: number; found: number } {
  const prints = posts.map(fingerprint);
  const setOf = posts.map((post) => new Set(post.split('. ')));
  const buckets = new Map<string, number[]>();
  for (const [at, { bands }] of prints.entries()) {
    for (const [band, value] of bands?.entries() ?? []) {
      const key = `${band} ${value}`;
      buckets.set(key, [...(buckets.get(key) ?? []), at]);
    }
  }
  const found = new Set<string>();
  const empty = fingerprint('');
  for (const bucket of buckets.values()) {
    for (const [place, a] of bucket.entries()) {
      for (const b of bucket.slice(place + 1)) {
        const shared = [...(setOf[a] ?? [])].some((sentence) => setOf[b]?.has(sentence));
        if (!shared && isNearCopy(prints[a] ?? empty, prints[b] ?? empty)) found.add(`${a} ${b}`);
      }
    }
  }
  return { pairs: (posts.length * (posts.length - 1)) / 2, found: found.size };
}

const percent = (count: number, of: number) => `${((100 * count) / of).toFixed(1)} %`.padStart(10);

/** Copies of posts by what was done to them: how many are found, and how many other posts are taken for copies. */
export async function run(): Promise<void> {
  const posts = makePosts();
  console.log(`${POSTS} posts of 1 to 4 sentences\n${''.padEnd(46)}     found      peer`);
  let [all, hits, peerHits] = [0, 0, 0];
  let [wrong, peerWrong] = [0, 0];
  for (const [name, change] of Object.entries(EDITS)) {
    const changed = posts.map((post) => [post, change(post)] as const);
    const found = changed.filter(([a, b]) => isNearCopy(fingerprint(a), fingerprint(b))).length;
    const alike = changed.filter(([a, b]) => isAlike(a, b)).length;
    [all, hits, peerHits] = [all + POSTS, hits + found, peerHits + alike];
    console.log(`copy: ${name}`.padEnd(46) + percent(found, POSTS) + percent(alike, POSTS));
  }
  for (const [name, change] of Object.entries(OTHERS)) {
    const changed = posts.map((post) => [post, change(post, pick())] as const);
    const found = changed.filter(([a, b]) => isNearCopy(fingerprint(a), fingerprint(b))).length;
    const alike = changed.filter(([a, b]) => isAlike(a, b)).length;
    [wrong, peerWrong] = [wrong + found, peerWrong + alike];
    console.log(`no copy: ${name}`.padEnd(46) + percent(found, POSTS) + percent(alike, POSTS));
  }
  console.log('recall'.padEnd(46) + percent(hits, all) + percent(peerHits, all));
  console.log('precision'.padEnd(46) + percent(hits, hits + wrong) + percent(peerHits, peerHits + peerWrong));
  const { pairs, found } = falsePairs(posts);
  console.log(`pairs of posts without a common sentence: ${pairs.toLocaleString('en')}, taken for copies: ${found}`);
  const started = performance.now();
  for (const post of posts) fingerprint(post);
  console.log(
    `fingerprints a second: ${Math.round(POSTS / ((performance.now() - started) / 1000)).toLocaleString('en')}`,
  );
}
