import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createServer } from 'vite';
import { ROOT } from './build.mjs';

/**
 * `npm run console:api`: writes the types of the API for the console's client, in the shape that openapi-fetch reads,
 * from the OpenAPI document that the API itself serves.
 */

export const TYPES_FILE = join(ROOT, 'console/src/api/openapi.ts');

/** @typedef {Record<string, any>} Json */

/** @param {string} name */
const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** @type {Readonly<Record<string, string>>} */
const PLAIN = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };

/**
 * The TypeScript type of a JSON Schema, as far as zod makes them.
 * @param {Json} schema
 * @returns {string}
 */
function typeOf(schema) {
  if (schema.$ref) return `components['schemas'][${JSON.stringify(schema.$ref.split('/').at(-1))}]`;
  if (schema.enum) return schema.enum.map((/** @type {unknown} */ each) => JSON.stringify(each)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return [...new Set(union.map(typeOf))].join(' | ');
  if (schema.allOf) return schema.allOf.map((/** @type {Json} */ each) => `(${typeOf(each)})`).join(' & ');
  if (Array.isArray(schema.type)) {
    return schema.type.map((/** @type {string} */ type) => typeOf({ ...schema, type })).join(' | ');
  }
  if (schema.type === 'array') return arrayType(schema);
  if (schema.type === 'object') return objectType(schema);
  return PLAIN[schema.type] ?? 'unknown';
}

/** @param {Json} schema */
function arrayType({ prefixItems, items }) {
  if (prefixItems) return `[${prefixItems.map(typeOf).join(', ')}]`;
  return `(${typeOf(items ?? {})})[]`;
}

/** @param {Json} schema */
function objectType({ properties = {}, required = [], additionalProperties }) {
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${key(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  );
  const others = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown';
  if (fields.length > 0) return `{ ${fields.join('; ')} }`;
  return additionalProperties === false ? 'Record<string, never>' : `Record<string, ${others}>`;
}

/** @param {Json} content */
const contentType = (content) =>
  `{ ${Object.entries(content)
    .map(([media, { schema }]) => `${JSON.stringify(media)}: ${typeOf(schema)}`)
    .join('; ')} }`;

/**
 * @param {readonly Json[]} parameters
 * @param {string} place
 */
function parametersType(parameters, place) {
  const inPlace = parameters.filter((each) => each.in === place);
  if (inPlace.length === 0) return `${place}?: never`;
  const fields = inPlace.map(({ name, required, schema }) => {
    // Whatever is in the path or query travels as text: numbers and texts that the server turns into them are both right.
    return `${key(name)}${required ? '' : '?'}: ${schema.type === undefined && !schema.anyOf && !schema.enum && !schema.$ref ? 'string | number' : typeOf(schema)}`;
  });
  const optional = inPlace.every(({ required }) => !required);
  return `${place}${optional ? '?' : ''}: { ${fields.join('; ')} }`;
}

/** @param {Json} operation */
function operationType({ parameters = [], requestBody, responses }) {
  const places = ['query', 'header', 'path', 'cookie'].map((place) => parametersType(parameters, place)).join('; ');
  // Refusals are thrown by the client: all are of one type.
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const answers = successes.map(
    ([status, { content }]) =>
      `      ${status}: { headers: Record<string, unknown>; content${content ? `: ${contentType(content)}` : '?: never'} };`,
  );
  const body = requestBody ? `requestBody: { content: ${contentType(requestBody.content)} }` : 'requestBody?: never';
  return `{\n    parameters: { ${places} };\n    ${body};\n    responses: {\n${answers.join('\n')}\n    };\n  }`;
}

/**
 * The whole file for a document.
 * @param {Json} document
 */
export function typesFor(document) {
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `    ${key(name)}: ${typeOf(/** @type {Json} */ (schema))};`,
  );
  const methods = ['get', 'put', 'post', 'delete', 'patch', 'options', 'head', 'trace'];
  const paths = Object.entries(document.paths).map(([path, operations]) => {
    const each = methods.map((method) =>
      operations[method] ? `  ${method}: ${operationType(operations[method])};` : `  ${method}?: never;`,
    );
    return `  ${JSON.stringify(path)}: {\n  ${parametersType([], 'parameters')};\n${each.join('\n')}\n  };`;
  });
  return `// Made by \`npm run console:api\` from the OpenAPI document: don't edit.

export interface components {
  schemas: {
${schemas.join('\n')}
  };
}

export interface paths {
${paths.join('\n')}
}
`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const vite = await createServer({
    root: ROOT,
    configFile: false,
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false, watch: null },
  });
  const { describeApi } = await vite.ssrLoadModule('/src/api/openapi.ts');
  const { endpoints } = await vite.ssrLoadModule('/src/api/routes/endpoints.ts');
  const document = describeApi(endpoints, { version: '', url: undefined, cookieName: '' });
  const types = typesFor(document);
  if (readFileSync(TYPES_FILE, { encoding: 'utf8', flag: 'a+' }) !== types) writeFileSync(TYPES_FILE, types);
  await vite.close();
}
