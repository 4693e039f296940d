import { z } from 'zod';
import { type Endpoint, statusOf } from './endpoint.ts';
import { problem } from './problem.ts';
import { named } from './schemas.ts';

type Json = Record<string, unknown>;

/** JSON Schemas for a document, those of named nouns gathered once under `components`. */
class Schemas {
  readonly components: Record<string, unknown> = {};

  /** `input`: what may be sent; `output`: what is answered. */
  of(schema: z.ZodType, io: 'input' | 'output'): Json {
    const made = z.toJSONSchema(schema, { io, metadata: named, unrepresentable: 'any', override: tidy });
    const {
      $defs = {},
      $schema: _,
      ...root
    } = JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/'));
    Object.assign(this.components, $defs);
    if (typeof root.id === 'string') {
      const { id, ...rest } = root;
      this.components[id] = rest;
      return { $ref: `#/components/schemas/${id}` };
    }
    return root;
  }
}

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

/** Adds what `meta` says, which another registry hides, and leaves out what says nothing to a reader. */
const tidy: Override = ({ zodSchema, jsonSchema }) => {
  const description = z.globalRegistry.get(zodSchema)?.description;
  if (description !== undefined) jsonSchema.description = description;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern; // the same, at length
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

const PROBLEMS: Readonly<Record<number, string>> = {
  401: 'Not signed in.',
  403: 'Signed in, but without the right to this.',
  404: 'There is no such thing, or you may not know of it.',
  413: 'The body is larger than 1 MB.',
  415: 'The body is not sent as JSON.',
  422: 'Something in the request is wrong: `errors` names each field.',
  503: 'The records can’t be reached right now.',
};

function problemsOf({ permission, params, body, rawBody, problems = {} }: Endpoint): Record<number, string> {
  const hasParams = params instanceof z.ZodObject && Object.keys(params.shape).length > 0;
  const usual = [
    ...(permission === 'public' ? [] : [401]),
    ...(permission === 'public' || permission === 'signed-in' ? [] : [403]),
    ...(hasParams ? [404] : []),
    ...(body === undefined ? [] : [413, 415]),
    ...(hasParams || body !== undefined ? [422] : []),
    503,
  ];
  const ofBytes = rawBody && {
    413: `The body is larger than ${rawBody.maxBytes / 1e6} MB.`,
    415: 'The type is not known.',
  };
  return { ...Object.fromEntries(usual.map((status) => [status, PROBLEMS[status] ?? ''])), ...ofBytes, ...problems };
}

function responsesOf(endpoint: Endpoint, schemas: Schemas): Json {
  const { response, media = [] } = endpoint;
  const content = {
    ...(response === undefined ? {} : { 'application/json': { schema: schemas.of(response, 'output') } }),
    ...Object.fromEntries(media.map((type) => [type, { schema: { type: 'string' } }])),
  };
  const refused = { 'application/problem+json': { schema: schemas.of(problem, 'output') } };
  const answer = (description: string) => ({ description, ...(Object.keys(content).length > 0 ? { content } : {}) });
  const each = (statuses: Readonly<Record<number, string>>, shape: (description: string) => Json) =>
    Object.fromEntries(Object.entries(statuses).map(([code, description]) => [code, shape(description)]));
  return {
    [statusOf(endpoint)]: answer('Done.'),
    ...each(problemsOf(endpoint), (description) => ({ description, content: refused })),
    ...each(endpoint.also ?? {}, answer),
  };
}

function parametersOf(endpoint: Endpoint, schemas: Schemas): Json[] {
  const places = { path: endpoint.params, query: endpoint.query, header: endpoint.headers };
  return Object.entries(places).flatMap(([place, schema]) => {
    const { properties = {}, required = [] } = schemas.of(schema, 'input') as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, { description, ...rest }]) => ({
      name,
      in: place,
      required: required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    }));
  });
}

function operationOf(endpoint: Endpoint, schemas: Schemas): Json {
  const { body, rawBody, example, permission } = endpoint;
  const parameters = parametersOf(endpoint, schemas);
  const content = () =>
    rawBody === undefined
      ? {
          'application/json': {
            schema: schemas.of(body as z.ZodType, 'input'),
            ...(example === undefined ? {} : { example }),
          },
        }
      : Object.fromEntries(rawBody.types.map((type) => [type, { schema: {} }]));
  return {
    operationId: endpoint.operationId,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.description === undefined ? {} : { description: endpoint.description }),
    security: permission === 'public' ? [] : [{ session: [] }, { token: [] }],
    'x-permission': permission,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { requestBody: { required: true, content: content() } }),
    responses: responsesOf(endpoint, schemas),
  };
}

/** The OpenAPI 3.1 document of these endpoints. */
export function describeApi(
  endpoints: readonly Endpoint[],
  about: { version: string; url: string | undefined; cookieName: string },
): Json {
  const schemas = new Schemas();
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {};
    paths[endpoint.path] = { ...path, [endpoint.method]: operationOf(endpoint, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lắng nghe',
      version: about.version,
      description:
        'Social listening and customer care. Errors are problem documents (RFC 9457); lists come in pages: send `nextCursor` back as `cursor`. Instants are ISO 8601 with an offset. Each operation names the right it needs as `x-permission`.',
    },
    servers: [{ url: about.url ?? '/' }],
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: about.cookieName, description: 'Set by POST /api/session.' },
        token: { type: 'http', scheme: 'bearer', description: 'Made with `langnghe token create`.' },
      },
    },
  };
}
