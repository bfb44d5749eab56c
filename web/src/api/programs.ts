import type { AccessTokenList, MadeAccessToken } from '../../../src/organisation/http/access-tokens.schema';
import type {
  AddedWebhook,
  WebhookCallList,
  WebhookList,
} from '../../../src/notifications/http/webhooks.schema';
import { get, post, remove } from './client';

/** One's own tokens, or those of everybody in the body. */
export const accessTokens = (ofEverybody: boolean) => {
  const path = ofEverybody ? '/access-tokens/of-everybody' : '/access-tokens';
  return {
    list: () => get<AccessTokenList>(path),
    make: (wanted: { name: string; days: number }) => post<MadeAccessToken>('/access-tokens', wanted),
    revoke: (id: string) => remove(`${path}/${id}`),
  };
};

export const webhooks = {
  list: () => get<WebhookList>('/webhooks'),
  add: (wanted: { name: string; url: string; events: string[] }) => post<AddedWebhook>('/webhooks', wanted),
  remove: (id: string) => remove(`/webhooks/${id}`),
  calls: (id: string) => get<WebhookCallList>(`/webhooks/${id}/calls`),
  sendAgain: (id: string, callId: string) => post(`/webhooks/${id}/calls/${callId}/send`),
};

export type AccessToken = AccessTokenList['items'][number];
export type Webhook = WebhookList['items'][number];
export type WebhookCall = WebhookCallList['items'][number];
