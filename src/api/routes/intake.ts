import { z } from 'zod';
import { rawPost } from '../../domain/raw-post.ts';
import { endpoint } from '../endpoint.ts';

const source = z.uuid().meta({ description: 'The source that they count for, best one of kind `import`.' });

/** One post, or many: of many, each is checked on its own. */
const handedIn = z.union([
  z.strictObject({
    source,
    posts: z
      .array(z.unknown().meta({ description: 'A post like the single one.' }))
      .min(1)
      .max(1000),
  }),
  z.strictObject({ source, ...rawPost.shape }),
]);

const outcome = z.object({
  found: z.number().int(),
  new: z.number().int().meta({ description: 'Posts that became mentions.' }),
  unmatched: z.number().int().meta({ description: 'Posts that no query of the source matched.' }),
  rejected: z.number().int(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .meta({ description: 'Why posts were rejected.' }),
});

export const intakeEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/mentions',
    operationId: 'handIn',
    tag: 'Mentions',
    summary: 'Hand in posts of your own: one, or up to 1,000',
    description:
      'They are matched, analysed and decided on like collected ones. The same `externalId` again changes nothing, or takes over a changed text. A post that can’t be read stops none of the others.',
    permission: 'mentions:write',
    status: 202,
    uncleanText: true,
    body: handedIn,
    example: {
      source: '00000000-0000-4000-8000-000000000000',
      posts: [{ externalId: 'khao-sat-17', text: 'Mạng chậm quá, gọi tổng đài không được', publishedAt: null }],
    },
    response: outcome,
    async handle({ body, context }) {
      const { source: id, ...rest } = body;
      const posts = 'posts' in rest ? rest.posts : [rest];
      const { errors, ...counts } = await context.pipeline.takeIn(id, posts);
      return { ...counts, errors: errors.map(({ url, message }) => ({ path: url.replace('#', 'posts.'), message })) };
    },
  }),
];
