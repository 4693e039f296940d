import { readFileSync } from 'node:fs';
import { ROOT } from './compose-file.ts';

/** One instruction of the Dockerfile: `args` split at blanks, flags apart, JSON lists read as such. */
export interface Instruction {
  name: string;
  /** The stage it stands in: its name, or "" for the last one. */
  stage: string;
  flags: Record<string, string>;
  args: string[];
  /** Of ENV, ARG and LABEL. */
  pairs: [string, string][];
}

const PAIR = /([\w.]+)=(?:"([^"]*)"|(\S+))/g;

function parseLine(line: string, stage: string): Instruction {
  const [name = '', ...words] = line.split(/\s+/);
  const flags: Record<string, string> = {};
  while (words[0]?.startsWith('--')) {
    const [flag = '', value = ''] = (words.shift() ?? '').slice(2).split('=');
    flags[flag] = value;
  }
  const rest = words.join(' ');
  const list = /\[.*\]$/.exec(rest)?.[0];
  const args = list !== undefined && name !== 'RUN' ? (JSON.parse(list) as string[]) : words;
  const pairs = [...rest.matchAll(PAIR)].map(([, key = '', quoted, bare]): [string, string] => [
    key,
    quoted ?? bare ?? '',
  ]);
  return { name, stage, flags, args, pairs: ['ENV', 'ARG', 'LABEL'].includes(name) ? pairs : [] };
}

/** The Dockerfile's instructions in order. */
export function instructions(): Instruction[] {
  const code = readFileSync(`${ROOT}Dockerfile`, 'utf8')
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ');
  let stage = '';
  return code
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const from = /^FROM \S+(?: AS (\S+))?$/.exec(line);
      if (from) stage = from[1] ?? '';
      return parseLine(line, stage);
    });
}

/** The one instruction of that name in the last stage. */
export function finalInstruction(name: string): Instruction {
  const found = instructions().filter((instruction) => instruction.stage === '' && instruction.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`the last stage has ${found.length} ${name}`);
  return only;
}
