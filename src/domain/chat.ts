import { z } from 'zod';

/** How the request stands that a message asks the visitor to rate; see LinkState. */
export const chatRating = z.enum(['open', 'answered', 'gone']);

/** One message of a chat as its visitor sees it. */
export const chatItem = z.object({
  number: z.int().meta({ description: 'Its place in the chat: 1, 2, 3 …' }),
  at: z.iso.datetime(),
  from: z.enum(['visitor', 'desk']),
  text: z.string(),
  clientId: z.string().nullable().meta({ description: 'The id that the visitor’s page gave it.' }),
  author: z.string().nullable().meta({ description: 'Who of the desk wrote it, if they are named.' }),
  rating: chatRating.nullable().meta({ description: 'Not null: it asks for a rating, which may be given.' }),
});
export type ChatItem = z.infer<typeof chatItem>;

/** What a visitor says of themselves, or the page says that has the widget. */
export interface ChatDetails {
  name: string | null;
  email: string | null;
  phone: string | null;
}

/** Somebody who chats. */
export interface ChatVisitor extends ChatDetails {
  id: string;
  channelId: string;
  /** Who the page that has the widget says that they are; null: nobody vouches for them. */
  externalId: string | null;
  /** The number of the last item. */
  items: number;
  /** How far an agent has seen. */
  agentSeen: number;
  /** What the desk was last told of how to reach them. */
  contactTold: string;
}
