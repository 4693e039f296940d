import { ImapFlow } from 'imapflow';
import { z } from 'zod';
import { ChannelDown, type ListenContext } from '../channel.ts';
import { readMail } from './read-mail.ts';
import { type EmailSettings, serverOf } from './settings.ts';

/** How far the mailbox has been read: ids rise within one validity. */
const stateShape = z.object({ validity: z.string(), uid: z.number().int().min(0) });
type State = z.infer<typeof stateShape>;

/** Longer mails are read to here: their text comes first, files are only named. */
const MAX_BYTES = 30_000_000;
/** A new channel, or a mailbox that was made anew, begins with the unread mails of so many days. */
const FIRST_DAYS = 7;
const DAY_MS = 86_400_000;
/** Servers that don't tell of new mail are asked so often. */
const LOOK_AGAIN_MS = 60_000;

/** Reads the mailbox and waits for more until the signal aborts. Nothing in it is changed: not even what is marked as read. */
export async function listenToMailbox(settings: EmailSettings, context: ListenContext): Promise<void> {
  const client = await connect(settings, context);
  // A broken connection shows as 'close'; without a listener 'error' would end the process.
  client.on('error', () => undefined);
  const close = () => client.close();
  context.signal.addEventListener('abort', close, { once: true });
  try {
    const mailbox = await client.mailboxOpen(settings.mailbox, { readOnly: true });
    const validity = String(mailbox.uidValidity);
    const known = stateShape.safeParse(context.state).data;
    let state = known?.validity === validity ? known : beginning(client, validity);
    if (state !== known) await firstMails(client, settings, context, state);
    while (!context.signal.aborted && client.usable) {
      const told = news(client, context.signal);
      state = await readOn(client, settings, context, state);
      await told.come();
    }
  } catch (error) {
    if (!context.signal.aborted) throw error;
  } finally {
    context.signal.removeEventListener('abort', close);
    client.close();
  }
}

async function connect(settings: EmailSettings, { addressOf }: ListenContext): Promise<ImapFlow> {
  const { host, port, secure } = serverOf(settings.imapUrl);
  const client = new ImapFlow({
    host: await addressOf(host, port),
    servername: host,
    port,
    secure,
    ...(secure ? {} : { doSTARTTLS: !settings.unencrypted }),
    auth: { user: settings.user ?? settings.address, pass: settings.password },
    logger: false,
    emitLogs: false,
  });
  try {
    await client.connect();
  } catch (error) {
    client.close();
    const refused = typeof error === 'object' && error !== null && 'authenticationFailed' in error;
    if (refused)
      throw new ChannelDown('The mail server refuses user and password (IMAP): check them.', { cause: error });
    throw error;
  }
  return client;
}

function beginning({ mailbox }: ImapFlow, validity: string): State {
  return { validity, uid: mailbox ? Math.max(0, mailbox.uidNext - 1) : 0 };
}

async function firstMails(
  client: ImapFlow,
  settings: EmailSettings,
  context: ListenContext,
  state: State,
): Promise<void> {
  const since = new Date(context.now().getTime() - FIRST_DAYS * DAY_MS);
  const uids = (await client.search({ seen: false, since }, { uid: true })) || [];
  for (const uid of uids.filter((each) => each <= state.uid)) await take(client, uid, settings, context, null);
  await context.take({ posts: [] }, state);
}

async function readOn(client: ImapFlow, settings: EmailSettings, context: ListenContext, state: State): Promise<State> {
  const found = (await client.search({ uid: `${state.uid + 1}:*` }, { uid: true })) || [];
  let reached = state;
  // "n:*" always names the last mail, however old.
  for (const uid of found.filter((each) => each > state.uid).sort((a, b) => a - b)) {
    if (context.signal.aborted) break;
    reached = { ...reached, uid };
    await take(client, uid, settings, context, reached);
  }
  return reached;
}

/** `state` null: not reached yet, since older ones are still to come. */
async function take(
  client: ImapFlow,
  uid: number,
  settings: EmailSettings,
  context: ListenContext,
  state: State | null,
): Promise<void> {
  const mail = await client.fetchOne(String(uid), { source: { start: 0, maxLength: MAX_BYTES } }, { uid: true });
  const source = mail ? mail.source : undefined;
  const read = source === undefined ? { ignored: 'gone' } : await readMail(settings.address, source);
  if ('ignored' in read) context.passedOver(read.ignored);
  await context.take('inbound' in read ? read.inbound : { posts: [] }, state ?? undefined);
}

/** Listens from now on, so that what comes while the mailbox is read is not missed. */
function news(client: ImapFlow, signal: AbortSignal): { come(): Promise<void> } {
  let [told, wake] = [false, () => {}];
  const tell = () => {
    told = true;
    wake();
  };
  client.on('exists', tell);
  client.on('close', tell);
  signal.addEventListener('abort', tell);
  return {
    async come() {
      const timer = setTimeout(tell, LOOK_AGAIN_MS);
      if (!told && client.usable && !signal.aborted) {
        const woken = new Promise<void>((done) => {
          wake = done;
        });
        // Ends by itself with the next command.
        client.idle().catch(tell);
        await woken;
      }
      clearTimeout(timer);
      client.off('exists', tell);
      client.off('close', tell);
      signal.removeEventListener('abort', tell);
    },
  };
}
