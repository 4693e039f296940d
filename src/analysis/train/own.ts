import { z } from 'zod';
import { sentimentLabel, topic } from '../../domain/analysis.ts';
import { InvalidInput } from '../../errors.ts';
import { fold } from '../fold.ts';
import { hashText } from '../hash.ts';
import { detectLanguage } from '../language.ts';
import { normalisedUnits } from '../normalise.ts';
import type { Example } from './datasets.ts';

/** One correction of an agent; topics are taken along but no model is made of them. */
const correction = z
  .object({
    text: z.string().min(1),
    complaint: z.boolean().optional(),
    sentiment: sentimentLabel.optional(),
    topics: z.array(topic).optional(),
  })
  .refine((row) => row.complaint !== undefined || row.sentiment !== undefined || row.topics !== undefined);

/** A team's own labelled texts by language, and the part of them that nothing is trained on. */
export interface OwnExamples {
  train: Record<'vi' | 'en', Example[]>;
  heldOut: Record<'vi' | 'en', Example[]>;
}

const heldOutShare = 5;

/** By what a text says, so that copies stay together and a text stays on its side when the file grows. */
function isHeldOut(text: string): boolean {
  return hashText(fold(text), 11) % heldOutShare === 0;
}

function toExample(line: string, number: number): Example | undefined {
  let parsed: z.infer<typeof correction>;
  try {
    parsed = correction.parse(JSON.parse(line));
  } catch (cause) {
    throw new InvalidInput(
      `Line ${number} must be {"text", "complaint"?, "sentiment"?, "topics"?} with one answer at least`,
      [],
      {
        cause,
      },
    );
  }
  const { text, complaint, sentiment } = parsed;
  if (complaint === undefined && sentiment === undefined) return undefined;
  const example: Example = { set: 'own', text };
  if (complaint !== undefined) example.complaint = complaint;
  if (sentiment !== undefined) {
    example.sentiment = sentiment;
    example.negative = sentiment === 'negative';
  }
  return example;
}

/** Reads corrections exported as JSON lines, the latest of each text; a fifth of the texts is held out. Throws InvalidInput. */
export function parseOwnExamples(content: string): OwnExamples {
  const latest = new Map<string, Example>();
  content.split('\n').forEach((line, at) => {
    const example = line.trim() ? toExample(line, at + 1) : undefined;
    if (example) latest.set(fold(example.text), example);
  });
  const own: OwnExamples = { train: { vi: [], en: [] }, heldOut: { vi: [], en: [] } };
  for (const example of latest.values()) {
    const language = detectLanguage(normalisedUnits(example.text));
    if (language === 'other') continue;
    if (isHeldOut(example.text)) own.heldOut[language].push({ ...example, set: 'own-dev' });
    else own.train[language].push(example);
  }
  return own;
}
