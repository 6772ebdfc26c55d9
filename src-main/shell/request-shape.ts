import type { BridgeRequest } from '../../src-shared/ipc.ts'
import { request_body_bytes_max, request_headers_max, request_path_characters_max } from './limits.ts'

const METHODS = new Set<unknown>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
const MEMBERS = new Set(['method', 'path', 'headers', 'body'])

/** Why a value that a page sent is no request, or null where it is one. */
export function faultOf(value: unknown): string | null {
  if (!isPlain(value)) return 'it is not an object'
  const unknown = Object.keys(value).find((name) => !MEMBERS.has(name))
  if (unknown !== undefined) return `it has a member "${unknown.slice(0, 40)}"`
  if (!METHODS.has(value.method)) return 'its method is not one of GET, POST, PUT, PATCH and DELETE'
  return pathFault(value.path) ?? headersFault(value.headers) ?? bodyFault(value.body)
}

/** Tells a request from anything else. */
export function isRequest(value: unknown): value is BridgeRequest {
  return faultOf(value) === null
}

function pathFault(path: unknown): string | null {
  if (typeof path !== 'string' || path.length > request_path_characters_max) return 'its path is not a text, or too long'
  // One slash first: "//host/…" would name another host.
  return /^\/(?!\/)[^\s\\]*$/u.test(path) ? null : 'its path does not start with one slash, or has blanks in it'
}

function headersFault(headers: unknown): string | null {
  if (headers === undefined) return null
  if (!isPlain(headers) || Object.keys(headers).length > request_headers_max) return 'its headers are not an object, or too many'
  const sound = Object.entries(headers).every(
    ([name, text]) => /^[a-z0-9-]+$/i.test(name) && typeof text === 'string' && !/[\r\n\0]/.test(text),
  )
  return sound ? null : 'its headers are not plain texts'
}

function bodyFault(body: unknown): string | null {
  if (body === undefined) return null
  const text = jsonOf(body)
  if (text === undefined) return 'its body is not JSON data'
  return Buffer.byteLength(text) > request_body_bytes_max ? 'its body is too large' : null
}

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
