import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findJdk, hasMaven } from './java.ts';
import { startLeashed } from './leashed.ts';
import { freePort } from './postgres.ts';

/** A throw-away mail server (GreenMail) on 127.0.0.1: SMTP in, IMAP with IDLE out, nothing encrypted. */
export interface MailServer {
  smtpUrl: string;
  imapUrl: string;
  /** Ends it; `start` brings it back on the same ports with empty mailboxes. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const VERSION = '2.1.8';
const MIN_JAVA = 11;
const CACHE = fileURLToPath(new URL('../../.cache/', import.meta.url));
const JAR = join(CACHE, `greenmail-standalone-${VERSION}.jar`);

/** Why none can be started here, or null when one can. */
export function mailServerUnavailable(): string | null {
  if (findJdk(MIN_JAVA) === undefined) return `no JDK ${MIN_JAVA} or newer was found (set JAVA_HOME)`;
  return hasMaven() || existsSync(JAR) ? null : 'Maven is not installed (mvn on the PATH)';
}

/** Brings the server's jar, once a checkout; another process may do the same at the same time. */
function bringJar(): void {
  if (existsSync(JAR)) return;
  const folder = join(CACHE, `greenmail-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const artifact = `com.icegreen:greenmail-standalone:${VERSION}`;
  execFileSync('mvn', ['-B', '-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  renameSync(join(folder, `greenmail-standalone-${VERSION}.jar`), JAR);
}

/** `users`: the password of each mailbox by its address. */
export async function startMailServer(users: Readonly<Record<string, string>>): Promise<MailServer> {
  const jdk = findJdk(MIN_JAVA);
  if (jdk === undefined) throw new Error(mailServerUnavailable() ?? 'no JDK');
  bringJar();
  const [smtp, imap] = [await freePort(), await freePort()];
  const accounts = Object.entries(users).map(([address, password]) => address.replace('@', `:${password}@`));
  const properties = {
    'greenmail.smtp.hostname': '127.0.0.1',
    'greenmail.smtp.port': smtp,
    'greenmail.imap.hostname': '127.0.0.1',
    'greenmail.imap.port': imap,
    'greenmail.users': accounts.join(','),
    'greenmail.users.login': 'email',
  };
  const args = ['-Xmx128m', ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`), '-jar', JAR];
  const launch = () => startLeashed(join(jdk, 'bin/java'), args, 'KILL');
  let running = launch();
  await Promise.all([smtp, imap].map(answering));
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp}`,
    imapUrl: `imap://127.0.0.1:${imap}`,
    stop: () => running.end(),
    async start() {
      running = launch();
      await Promise.all([smtp, imap].map(answering));
    },
  };
}

async function answering(port: number): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    const greeted = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', () => resolve(true)).once('error', () => resolve(false));
      socket.once('close', () => resolve(false)).setTimeout(1000, () => resolve(false));
    });
    if (greeted) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The mail server did not start within 30 s (port ${port})`);
}
