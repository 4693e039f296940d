import { readFileSync } from 'node:fs';
import type { Analyser } from '../../src/analysis/analyser.ts';
import { evaluate } from '../../src/analysis/evaluate.ts';
import { stripDiacritics } from '../../src/analysis/fold.ts';
import type { Analysis } from '../../src/domain/analysis.ts';

/** A labelled telecom post (test/fixtures/telecom-posts/README.md). */
export interface LabelledPost
  extends Pick<
    Analysis,
    'language' | 'languageCode' | 'intent' | 'urgency' | 'topics' | 'sarcasm' | 'spam' | 'products' | 'personalData'
  > {
  id: number;
  text: string;
  complaint: boolean;
  sentiment: Analysis['sentiment']['label'];
  brands: Record<string, string>;
  places: string[];
}

export type Half = 'rules' | 'held-out';

/** The posts of one half; `fixtures` is the folder test/fixtures. */
export function readPosts(half: Half, fixtures: string): LabelledPost[] {
  return readFileSync(`${fixtures}/telecom-posts/${half}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LabelledPost);
}

/** The same posts without marks; spans stay, since each letter stays one. */
export function withoutMarks(posts: readonly LabelledPost[]): LabelledPost[] {
  return posts.map((post) => ({ ...post, text: stripDiacritics(post.text.normalize('NFC')) }));
}

interface Judged {
  post: LabelledPost;
  found: Analysis;
}

type Answer = (judged: Judged) => string;
type Answers = (judged: Judged) => readonly string[];

/** "Thừa Thiên Huế" as the labels write it: "thua-thien-hue". */
export function slugOf(name: string): string {
  return stripDiacritics(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}

function macro(judged: readonly Judged[], label: Answer, prediction: Answer): number {
  return evaluate(judged.map((each) => ({ label: label(each), prediction: prediction(each) }))).macroF1;
}

function f1(right: number, said: number, wanted: number): number {
  return said + wanted === 0 ? 1 : (2 * right) / (said + wanted);
}

/** F1 over all pairs of a post and an answer. */
function micro(judged: readonly Judged[], labels: Answers, predictions: Answers): number {
  let right = 0;
  let said = 0;
  let wanted = 0;
  for (const each of judged) {
    const [label, prediction] = [new Set(labels(each)), new Set(predictions(each))];
    right += [...label].filter((one) => prediction.has(one)).length;
    said += prediction.size;
    wanted += label.size;
  }
  return f1(right, said, wanted);
}

/** The mean of the F1 of each answer that occurs among the labels. */
function meanOfAnswers(judged: readonly Judged[], labels: Answers, predictions: Answers): number {
  const answers = [...new Set(judged.flatMap(labels))];
  const only = (list: Answers, one: string) => (each: Judged) => list(each).filter((answer) => answer === one);
  const each = answers.map((one) => micro(judged, only(labels, one), only(predictions, one)));
  return each.reduce((sum, one) => sum + one, 0) / each.length;
}

const yes = (is: boolean, name: string) => (is ? [name] : []);
const spanOf = ({ kind, start, end }: Analysis['personalData'][number]) => `${kind} ${start}-${end}`;

/** How well each output agrees with the labels, from 0 to 1: macro-F1 where an answer is one of several, else F1 over all answers. */
export function labelFigures(posts: readonly LabelledPost[], analyser: Analyser): Record<string, number> {
  const judged = posts.map((post) => ({ post, found: analyser.analyse(post.text) }));
  return {
    complaint: macro(
      judged,
      ({ post }) => `${post.complaint}`,
      ({ found }) => `${found.complaint.label}`,
    ),
    sentiment: macro(
      judged,
      ({ post }) => post.sentiment,
      ({ found }) => found.sentiment.label,
    ),
    topics: meanOfAnswers(
      judged,
      ({ post }) => post.topics,
      ({ found }) => found.topics,
    ),
    intent: macro(
      judged,
      ({ post }) => post.intent,
      ({ found }) => found.intent,
    ),
    urgency: macro(
      judged,
      ({ post }) => post.urgency,
      ({ found }) => found.urgency,
    ),
    brands: micro(
      judged,
      ({ post }) => Object.keys(post.brands),
      ({ found }) => found.brands.map((each) => each.brand),
    ),
    'brand sentiment': micro(
      judged,
      ({ post }) => Object.entries(post.brands).map((pair) => pair.join(' ')),
      ({ found }) => found.brands.map((each) => `${each.brand} ${each.sentiment}`),
    ),
    products: micro(
      judged,
      ({ post }) => post.products,
      ({ found }) => found.products,
    ),
    places: micro(
      judged,
      ({ post }) => post.places,
      ({ found }) => found.places.map((each) => slugOf(each.formerProvince)),
    ),
    'personal data': micro(
      judged,
      ({ post }) => post.personalData.map(spanOf),
      ({ found }) => found.personalData.map(spanOf),
    ),
    spam: micro(
      judged,
      ({ post }) => yes(post.spam, 'spam'),
      ({ found }) => yes(found.spam, 'spam'),
    ),
    sarcasm: micro(
      judged,
      ({ post }) => yes(post.sarcasm, 'sarcasm'),
      ({ found }) => yes(found.sarcasm, 'sarcasm'),
    ),
    language: macro(
      judged,
      ({ post }) => post.language,
      ({ found }) => found.language,
    ),
    'language code': micro(
      judged,
      ({ post }) => [post.languageCode ?? ''],
      ({ found }) => [found.languageCode ?? ''],
    ),
  };
}
