import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import type { CustomScheme, Protocol, ProtocolRequest, ProtocolResponse } from 'electron'
import { contentSecurityPolicy, documentWithNonce, WINDOW_HEADERS } from '../../src-shared/window-policy.ts'

export const APP_ORIGIN = 'app://hallpass'
export const APP_URL = `${APP_ORIGIN}/index.html`

/** A secure origin of its own, with fetch, and without file://'s reach. Registered before the app is ready. */
export const APP_SCHEME: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
}

/**
 * The file that an address of the window names, or null where it names none that may be served:
 * another host, an unknown kind of file, or anything that is not under the root.
 */
export function fileOf(root: string, url: string): string | null {
  // The address as it came, not as a URL parser tidies it up: what looks like a way out is refused, not resolved.
  const address = /^app:\/\/hallpass(\/[^?#]*)(?:[?#].*)?$/s.exec(url)
  const path = address && decoded(address[1] ?? '')
  if (!path || /[\\\0:]/.test(path) || path.split('/').includes('..')) return null
  const file = join(root, path === '/' ? 'index.html' : path)
  return file.startsWith(root + sep) && TYPES[extname(file)] ? file : null
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/**
 * Serves the built window, and nothing else, at app://hallpass/. In whole files: as streams of `protocol.handle` they cost the
 * start some 25 ms more.
 */
export function serveWindow(protocol: Protocol, root: string): void {
  protocol.registerBufferProtocol(APP_SCHEME.scheme, (request, answer) => answer(answerOf(root, request)))
}

function answerOf(root: string, { method, url }: ProtocolRequest): ProtocolResponse {
  if (method !== 'GET') return refusal(405)
  const file = fileOf(root, url)
  const content = file && contentOf(file)
  if (!file || !content) return refusal(404)
  const type = TYPES[extname(file)] ?? ''
  if (extname(file) !== '.html') return { statusCode: 200, headers: headers('none', type), data: content }
  const nonce = randomBytes(16).toString('base64')
  return { statusCode: 200, headers: headers(nonce, type), data: Buffer.from(documentWithNonce(content.toString('utf8'), nonce)) }
}

/** Read at once: the files are small, and a start has nothing to do meanwhile. */
function contentOf(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

function refusal(statusCode: number): ProtocolResponse {
  return { statusCode, headers: headers('none', 'text/plain'), data: Buffer.alloc(0) }
}

// The window is opened by no page and can open none (hardening.ts). This header would only make Chromium throw the renderer that it
// has started away and start a second one for the page.
const { 'Cross-Origin-Opener-Policy': _opener, ...APP_HEADERS } = WINDOW_HEADERS

function headers(nonce: string, type: string): Record<string, string> {
  return { ...APP_HEADERS, 'Content-Type': type, 'Content-Security-Policy': contentSecurityPolicy(nonce) }
}
