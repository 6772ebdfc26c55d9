/** `GET /openapi.json` of a real server as data to compare with, its references resolved. */
import { expect } from 'vitest'
import { makeStation, type MakeOptions } from '../support/make-station.ts'

export interface Schema {
  type?: string | string[]
  title?: string
  description?: string
  enum?: string[]
  pattern?: string
  format?: string
  items?: Schema
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  minItems?: number
  maxItems?: number
}

export interface DescribedParameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: Schema
  'x-hallpass'?: boolean
}

export interface DescribedOperation {
  operationId: string
  summary: string
  'x-hallpass'?: boolean
  'x-scope'?: string
  parameters: DescribedParameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: Schema; example?: unknown }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>
}

export interface Description {
  /** By `METHOD /path`. */
  operations: Map<string, DescribedOperation>
  schemas: Record<string, Schema>
}

/** What a server of that role says about itself. */
export async function describedBy(options: MakeOptions): Promise<Description> {
  const station = await makeStation(options)
  const { body, status } = await station.call('GET', '/openapi.json', { key: null })
  await station.close()
  expect(status).toBe(200)
  const { paths, components } = resolved(body, body) as { paths: Record<string, Record<string, DescribedOperation>>; components: { schemas: Record<string, Schema> } }
  const operations = Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const))
  return { operations: new Map(operations), schemas: components.schemas }
}

function resolved(value: unknown, root: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => resolved(entry, root))
  if (typeof value !== 'object' || value === null) return value
  const { $ref } = value as { $ref?: unknown }
  if (typeof $ref === 'string') return resolved(at(root, $ref), root)
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolved(member, root)]))
}

function at(root: unknown, ref: string): unknown {
  return ref.split('/').slice(1).reduce((value, name) => (value as Record<string, unknown>)[name], root)
}
