import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../bin/langnghe.mjs', import.meta.url));
const EMAIL = 'admin@example.com';
const PASSWORD = 'a long enough password';

/** The program as its user starts it, in a process of its own, and its API as a client sees it. */
export interface AppProcess {
  url: string;
  child: ChildProcess;
  /** Milliseconds from the start of the process to the first 200 of `/health/ready`. */
  readyMs: number;
  /** Everything printed so far, standard output and standard error. */
  output(): string;
  /** One API call as administrator; the body is JSON, a refusal throws. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** What a path answers as administrator, as text. */
  text(path: string): Promise<string>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export interface AppProcessOptions {
  dataDir: string;
  port: number;
  env?: Record<string, string>;
  /** The file that is started; the checkout's launcher by default. */
  launcher?: string;
  args?: string[];
}

export async function startAppProcess(options: AppProcessOptions): Promise<AppProcess> {
  const { dataDir, port, env = {}, launcher = LAUNCHER, args = [] } = options;
  const started = performance.now();
  const child = spawn(process.execPath, [launcher, 'start', ...args], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      ADMIN_EMAIL: EMAIL,
      ADMIN_PASSWORD: PASSWORD,
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-100_000);
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = `http://127.0.0.1:${port}`;
  await ready(url, child, () => printed);
  const readyMs = performance.now() - started;
  return {
    url,
    child,
    readyMs,
    output: () => printed,
    ...createClient(url),
    kill(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

async function ready(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  for (const deadline = Date.now() + 120_000; ; ) {
    if (child.exitCode !== null) throw new Error(`the program ended with code ${child.exitCode}:\n${printed()}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`not ready after two minutes:\n${printed()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Calls the API with a session that is opened at the first call. */
function createClient(url: string): Pick<AppProcess, 'call' | 'text'> {
  let cookie: Promise<string> | undefined;
  const request = async (method: string, path: string, body?: unknown): Promise<string> => {
    cookie ??= signIn(url);
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { cookie: await cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text;
  };
  return {
    text: (path) => request('GET', path),
    call: async <T>(method: string, path: string, body?: unknown) => {
      const text = await request(method, path, body);
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
  };
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

/** Everything that a paged list holds. */
export async function allItems<T>(call: AppProcess['call'], path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: T[]; nextCursor: string | null } = await call(
      'GET',
      `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
