/** Addresses that no honest client sends: broken percent-encoding, dot segments, NUL. */
import { refuse, type Refusal } from '../../../src-shared/problem.ts'

export function checkUrl(url: string): Refusal | undefined {
  // The common case: nothing encoded, no segment that begins with a dot.
  if (!/[%\\\u0000]|\/\./.test(url)) return undefined
  const [path = '', ...query] = url.split('?')
  const decoded = [path, ...query].map(decodeOnce)
  if (decoded.includes(undefined)) return refuse('invalid', 'The address has a broken percent-encoding.')
  if (decoded.some((part) => part?.includes('\u0000'))) return refuse('invalid', 'The address contains the character NUL.')
  if (decoded[0]?.split(/[/\\]/).some((segment) => segment === '..' || segment === '.')) return refuse('invalid', 'The address contains dot segments.')
  return undefined
}

function decodeOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
