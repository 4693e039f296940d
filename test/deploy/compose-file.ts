import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const COMPOSE = `${ROOT}compose.yaml`;

export interface Service {
  image: string;
  build?: { context: string; args?: Record<string, string> };
  command?: string[];
  entrypoint?: string[];
  environment: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  networks: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  restart: string;
  deploy?: { replicas?: string; resources?: { limits?: { memory?: string } } };
}

export interface ComposeFile {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean } | null>;
}

/** compose.yaml with its anchors resolved, variables still as written. */
export const composeFile: ComposeFile = parse(readFileSync(COMPOSE, 'utf8'), { merge: true });

export function service(name: string): Service {
  const found = composeFile.services[name];
  if (found === undefined) throw new Error(`compose.yaml has no service ${name}`);
  return found;
}

const VARIABLE = /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g;

/** The variables that compose.yaml takes from `.env`; required ones end the start when they are empty. */
export function variables(): { name: string; required: boolean; fallback: string | undefined }[] {
  return [...readFileSync(COMPOSE, 'utf8').matchAll(VARIABLE)].map(([, name = '', sign, text]) => ({
    name,
    required: sign === '?',
    fallback: sign === '-' ? text : undefined,
  }));
}

/** A string of compose.yaml as the container gets it. */
export function interpolate(text: string, given: Record<string, string> = {}): string {
  const filled = text.replace(VARIABLE, (_, name: string, sign: string | undefined, rest: string | undefined) => {
    const value = given[name] || (sign === '-' ? (rest ?? '') : undefined);
    if (value === undefined) throw new Error(`${name} is not given`);
    return value;
  });
  return filled.replaceAll('$$', '$');
}

/** `.env.example` as names and values. */
export function exampleEnvironment(): Record<string, string> {
  const lines = readFileSync(`${ROOT}.env.example`, 'utf8').split('\n');
  const pairs = lines.filter((line) => /^[A-Z_]+=/.test(line));
  return Object.fromEntries(pairs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
