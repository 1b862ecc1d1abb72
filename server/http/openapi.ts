import { z } from 'zod'
import { problemSchema } from '#core/contract/common.ts'
import type { Access, Endpoint } from '#core/contract/endpoint.ts'

const security: Readonly<Record<Access, readonly object[]>> = {
  anyone: [],
  person: [{ session: [] }],
  customer: [{ session: [] }],
  staff: [{ session: [] }],
  'share-link': [{ link: [] }],
}

/** OpenAPI 3.1 of the contract: made from the same schemas that read every request. */
export function toOpenApi(endpoints: readonly Endpoint[], { cookieName }: { cookieName: string }): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:([a-zA-Z]+)/gu, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: toOperation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Connect', version: '1' },
    paths,
    components: {
      schemas: { Problem: toJsonSchema(problemSchema, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookieName }, link: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function toOperation({ name, path, access, body, answer }: Endpoint): object {
  const parameters = [...path.matchAll(/:([a-zA-Z]+)/gu)].map(([, param]) => ({
    name: param, in: 'path', required: true, schema: { type: 'string', format: 'uuid' },
  }))
  return {
    operationId: name,
    'x-access': access,
    security: security[access],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === null ? {} : { requestBody: { required: true, content: { 'application/json': { schema: toJsonSchema(body, 'input') } } } }),
    responses: {
      200: { description: name, content: { 'application/json': { schema: toJsonSchema(answer, 'output') } } },
      default: { description: 'Problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  }
}

const toJsonSchema = (schema: Endpoint['answer'], io: 'input' | 'output'): object => z.toJSONSchema(schema, { io, unrepresentable: 'any' })
