import type { components, paths } from './openapi.ts';

/** What the API answers, by name. */

type Schemas = components['schemas'];
/** What an operation answers: `Answer<'/api/presence', 'get'>`. */
export type Answer<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: infer Responses;
}
  ? {
      [Status in keyof Responses]: Responses[Status] extends { content: { 'application/json': infer Body } }
        ? Body
        : never;
    }[keyof Responses]
  : never;

export type Session = Answer<'/api/session', 'get'>;
export type Ticket = Schemas['Ticket'];
export type TicketDetail = Answer<'/api/tickets/{number}', 'get'>;
export type TicketEvent = Schemas['TicketEvent'];
export type TicketStatus = Schemas['TicketStatus'];
export type Priority = Schemas['Priority'];
export type Mention = Schemas['Mention'];
export type Sentiment = Schemas['Sentiment'];
export type Topic = Schemas['Topic'];
export type Intent = NonNullable<Mention['analysis']>['intent'];
export type Urgency = NonNullable<Mention['analysis']>['urgency'];
export type Source = Schemas['Source'];
export type Presence = Answer<'/api/presence', 'get'>['items'][number];
export type Team = Schemas['Team'];
export type User = Schemas['User'];
export type HeldReply = TicketDetail['heldReplies'][number];
export type Message = Schemas['Message'];
export type Attachment = TicketDetail['attachments'][number];
export type Query = Answer<'/api/queries', 'get'>['items'][number];
