/** On a loopback address only loopback names are answered, so that a web page cannot reach the station through its own domain. */
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Refuses a Host that is not ours. A server that listens on other addresses takes any. */
export function checkHost(app: FastifyInstance, host: string | undefined): Refusal | undefined {
  const bound = boundName(app)
  if (bound !== null && !isLoopback(bound)) return undefined
  const name = /^(\[[0-9a-f:.]+\]|[^:/@\s]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase()
  if (name !== undefined && (LOOPBACK_NAMES.has(name) || name === bound)) return undefined
  return refuse('misdirected', 'This server answers only to its own loopback names.')
}

/** The listening address as it would stand in a Host header; null where nothing listens (requests come from this process). */
function boundName(app: FastifyInstance): string | null {
  const address = app.server.address() as AddressInfo | string | null
  if (address === null || typeof address === 'string') return null
  return address.family === 'IPv6' ? `[${address.address}]` : address.address
}

function isLoopback(name: string): boolean {
  return name.startsWith('127.') || name === '[::1]' || name.startsWith('[::ffff:127.')
}
