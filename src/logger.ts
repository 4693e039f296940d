import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Fields that could carry secrets or personal data are cut out wherever they stand, up to three levels deep. */
const SECRET_FIELDS = ['password', 'token', 'secret', 'authorization', 'cookie', 'email', 'phone', 'text', 'apiKey'];

/** Structured logs (JSON lines) on standard error: an event name and fields, never personal data. */
export function createLogger(level: string): Logger {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    { level, base: null, redact: { paths, censor: '[cut]' }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
