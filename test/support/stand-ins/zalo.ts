import { type ApiCall, type ApiReply, type StandIn, startJsonApi } from '../../../src/demo/stand-ins/json-api.ts';

/** An error as the Official Account API answers it: with status 200. */
export const zaloError = (error: number, message: string): ApiReply => ({ json: { error, message } });

export interface ZaloStandIn {
  server: StandIn;
  addresses: { apiUrl: string; oauthUrl: string };
  tokens: { access: string; refresh: string };
  sent: { to: string; text: string }[];
  renewals: number;
  instead: ((call: ApiCall) => ApiReply | undefined) | undefined;
  /** The access token has ended. */
  end(): void;
  /** The refresh token is good no more; new ones come from the operator's hand. */
  forget(): void;
}

/** Zalo's API of one official account: `POST /v3.0/oa/message/cs`, and the renewal of tokens, each good for one. */
export async function startZalo({ appId, appSecret }: { appId: string; appSecret: string }): Promise<ZaloStandIn> {
  let made = 1;
  const next = () => {
    made += 1;
    return { access: `access-token-${made}`, refresh: `refresh-token-${made}` };
  };
  const zalo: Omit<ZaloStandIn, 'server' | 'addresses'> = {
    tokens: { access: 'access-token-1', refresh: 'refresh-token-1' },
    sent: [],
    renewals: 0,
    instead: undefined,
    end() {
      zalo.tokens.access = next().access;
    },
    forget() {
      zalo.tokens = next();
    },
  };
  const renew = ({ headers, body }: ApiCall): ApiReply => {
    const form = new URLSearchParams(body);
    const right = headers.secret_key === appSecret && form.get('app_id') === appId;
    if (!right || form.get('refresh_token') !== zalo.tokens.refresh)
      return {
        json: { error: -14014, error_name: 'Invalid refresh token', error_description: 'Invalid refresh token.' },
      };
    zalo.renewals += 1;
    zalo.tokens = next();
    return { json: { access_token: zalo.tokens.access, refresh_token: zalo.tokens.refresh, expires_in: '90000' } };
  };
  const send = ({ headers, body }: ApiCall): ApiReply => {
    if (headers.access_token !== zalo.tokens.access) return zaloError(-216, 'Access token has expired');
    const { recipient, message } = JSON.parse(body);
    if ([...message.text].length > 2000) return zaloError(-201, 'message is over the max length');
    zalo.sent.push({ to: recipient.user_id, text: message.text });
    const message_id = `zm-${zalo.sent.length}`;
    return { json: { error: 0, message: 'Success', data: { message_id, user_id: recipient.user_id } } };
  };
  const server = await startJsonApi((call) => {
    const reply = zalo.instead?.(call);
    if (reply !== undefined) return reply;
    if (call.method === 'POST' && call.path === '/v4/oa/access_token') return renew(call);
    if (call.method === 'POST' && call.path === '/v3.0/oa/message/cs') return send(call);
    return { status: 404, json: {} };
  }, {});
  return Object.assign(zalo, { server, addresses: { apiUrl: server.origin, oauthUrl: server.origin } });
}
