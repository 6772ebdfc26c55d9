/** On a loopback address only loopback names are answered, so that a web page cannot reach the station through its own domain. */
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Refuses a Host that is not ours. A server that listens on other addresses takes any. */
export function checkHost(app: FastifyInstance, host: string | undefined): Refusal | undefined {
  const here = boundName(app)
  if (here !== null && !isLoopback(here)) return undefined
  const name = /^(\[[0-9a-f:.]+\]|[^:/@\s]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1]?.toLowerCase()
  if (name !== undefined && (LOOPBACK_NAMES.has(name) || name === here)) return undefined
  return refuse('misdirected', 'This server answers only to its own loopback names.')
}

const bound = new WeakMap<FastifyInstance, string>()

/** The listening address as it would stand in a Host header; null where nothing listens (requests come from this process). */
function boundName(app: FastifyInstance): string | null {
  const known = bound.get(app)
  if (known !== undefined) return known
  const address = app.server.address() as AddressInfo | string | null
  if (address === null || typeof address === 'string') return null
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  bound.set(app, name)
  return name
}

function isLoopback(name: string): boolean {
  return name.startsWith('127.') || name === '[::1]' || name.startsWith('[::ffff:127.')
}
