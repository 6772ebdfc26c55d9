import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { CustomScheme, Protocol } from 'electron'
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

/** Serves the built window, and nothing else, at app://hallpass/. */
export function serveWindow(protocol: Protocol, root: string): void {
  protocol.handle(APP_SCHEME.scheme, async (request) => {
    if (request.method !== 'GET') return refusal(405)
    const file = fileOf(root, request.url)
    const content = file && (await readFile(file).catch(() => null))
    if (!file || !content) return refusal(404)
    const nonce = randomBytes(16).toString('base64')
    const body = extname(file) === '.html' ? documentWithNonce(content.toString('utf8'), nonce) : content
    return new Response(body, { headers: headers(nonce, TYPES[extname(file)] ?? '') })
  })
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: headers('none', 'text/plain') })
}

function headers(nonce: string, type: string): Record<string, string> {
  return { ...WINDOW_HEADERS, 'Content-Type': type, 'Content-Security-Policy': contentSecurityPolicy(nonce) }
}
