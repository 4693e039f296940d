import { ottSignature } from '../../../src/channels/ott/signed.ts';
import {
  type ApiCall,
  type ApiReply,
  type StandIn,
  type StandInOptions,
  startJsonApi,
} from '../../../src/demo/stand-ins/json-api.ts';

/** A message that the network took from us. */
export interface OttMessage {
  id: string;
  key: string;
  to: string;
  text: string;
  replyTo: string;
}

export interface OttState {
  apiSecret: string;
  contact: string;
  /** Taken, in this order; a repeated key is answered as the first time and taken once. */
  messages: OttMessage[];
  /** Answers instead of the network; undefined: the network answers. */
  instead?: (call: ApiCall) => ApiReply | undefined;
}

const error = (status: number, code: string, message: string): ApiReply => ({
  status,
  json: { error: { code, message } },
});

/** A network of docs/channels.md: `POST /messages`, signed, with idempotency keys. */
export function startOtt(state: OttState, options: StandInOptions = {}): Promise<StandIn> {
  return startJsonApi((call) => state.instead?.(call) ?? take(call, state), options);
}

/** What the network does with a message: also for stand-ins of other processes. */
export function take(call: ApiCall, state: OttState): ApiReply {
  if (call.method !== 'POST' || !call.path.endsWith('/messages')) return error(404, 'not-found', 'Nothing is here.');
  const timestamp = String(call.headers['x-ott-timestamp'] ?? '');
  if (call.headers['x-ott-signature'] !== ottSignature(state.apiSecret, timestamp, call.body))
    return error(401, 'signature', 'The signature is wrong.');
  const key = String(call.headers['idempotency-key'] ?? '');
  const { to, from, text, replyTo } = JSON.parse(call.body);
  if (from !== state.contact) return error(403, 'contact', 'No such contact.');
  if (key === '' || [...text].length > 2000) return error(422, 'message', 'The message is not as documented.');
  const known = state.messages.find((message) => message.key === key);
  if (known) return { json: { id: known.id } };
  const id = `out-${state.messages.length + 1}`;
  state.messages.push({ id, key, to, text, replyTo });
  return { status: 201, json: { id } };
}
