import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { type FieldProblem, InvalidInput } from './errors.ts';

const address = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be an address starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const timeZone = z.string().refine(
  (zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  },
  { error: 'must be an IANA time zone such as Asia/Ho_Chi_Minh' },
);

const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter(Boolean),
);

const network = (value: string) => ipaddr.isValid(value) || ipaddr.isValidCIDR(value);

const networks = list.refine((values) => values.every(network), {
  error: 'must be addresses or networks such as 10.0.0.5,172.16.0.0/12',
});

/** Every environment variable that the program reads, with its default; the names are those of `.env.example`. */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: address('http:', 'https:').optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: address('postgres:', 'postgresql:').optional(),
  REDIS_URL: address('redis:', 'rediss:').optional(),
  ELASTICSEARCH_URL: address('http:', 'https:').optional(),
  ELASTICSEARCH_API_KEY: z.string().optional(),
  ELASTICSEARCH_CA: z.string().optional(),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  ADMIN_PASSWORD: z.string().min(10, 'must have at least 10 characters').optional(),
  ALLOW_PRIVATE_HOSTS: list.default([]),
  TRUSTED_PROXIES: networks.default([]),
  TIME_ZONE: timeZone.default('Asia/Ho_Chi_Minh'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PUPPETEER_EXECUTABLE_PATH: z.string().optional(),
  CLAMD_URL: address('tcp:').optional(),
  SMTP_URL: address('smtp:', 'smtps:').optional(),
  IMAP_URL: address('imap:', 'imaps:').optional(),
});

export type Config = z.output<typeof environment>;

/** Reads the configuration from environment variables; an empty one counts as not set. Names every bad one at once. */
export function readConfig(variables: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields: FieldProblem[] = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  throw new InvalidInput(
    `Wrong environment: ${fields.map((field) => `${field.path} ${field.message}`).join('; ')}. See .env.example.`,
    fields,
  );
}
