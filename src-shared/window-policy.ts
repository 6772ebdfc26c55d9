/** What the window's document may do, the same in the app and when a station serves it to a browser. */

const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
}

/**
 * The Content-Security-Policy of one document.
 * @param nonce lets in the one style element that React Aria adds; new for every document
 */
export function contentSecurityPolicy(nonce: string): string {
  const fixed = Object.entries(directives).map(([name, value]) => `${name} ${value}`)
  return [...fixed, `style-src 'self' 'nonce-${nonce}'`].join('; ')
}

/** Puts the nonce where React Aria looks for it. */
export function documentWithNonce(html: string, nonce: string): string {
  return html.replace('<head>', () => `<head><meta property="csp-nonce" nonce="${nonce}">`)
}

/** The headers of every answer that carries a part of the window. */
export const WINDOW_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const
