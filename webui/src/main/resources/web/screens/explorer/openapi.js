import { levelText, placeholders } from './resources.js';

// OpenAPI has words of its own for these.
const NO_PARAMETERS = ['Accept', 'Content-Type'];

/**
 * What the node answers over HTTP, as OpenAPI 3.1 has it.
 *
 * @param {{title: string, resources: object[]}[]} groups
 * @param {string} version of the node
 */
export function openApi(groups, version, server) {
  const paths = {};
  for (const { title, resources } of groups) {
    for (const resource of resources) {
      const path = resource.template.replaceAll('{*', '{');
      paths[path] = { ...paths[path], [resource.method.toLowerCase()]: operation(title, resource) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Event Store', version },
    servers: [{ url: server }],
    components: { securitySchemes: { basic: { type: 'http', scheme: 'basic' } } },
    paths,
  };
}

function operation(title, { method, template, says, level, query = [], headers = [], body }) {
  const inHeader = headers.filter(([name]) => !NO_PARAMETERS.includes(name));
  return {
    tags: [title],
    summary: [says, levelText(level)].filter(Boolean).join('. '),
    operationId: `${method} ${template}`,
    parameters: [
      ...placeholders(template).map((name) => parameter('path', name.replace('*', ''))),
      ...query.map(([name, , help]) => parameter('query', name, help)),
      ...inHeader.map(([name, , help]) => parameter('header', name, help)),
    ],
    ...(body === undefined ? {} : { requestBody: { content: content(valueOf(headers, 'Content-Type'), body) } }),
    responses: { default: { description: 'The answer, or what is wrong', content: { [valueOf(headers, 'Accept')]: {} } } },
    security: level === 'anyone' ? [{}, { basic: [] }] : [{ basic: [] }],
  };
}

const parameter = (place, name, help) => ({
  name,
  in: place,
  ...(place === 'path' ? { required: true } : {}),
  ...(help ? { description: help } : {}),
  schema: { type: 'string' },
});

const valueOf = (headers, name) => headers.find(([each]) => each === name)?.[1] || 'application/json';

/** An example that is JSON is told as JSON. */
function content(type, body) {
  try {
    return { [type]: { example: JSON.parse(body) } };
  } catch {
    return { [type]: { example: body } };
  }
}
