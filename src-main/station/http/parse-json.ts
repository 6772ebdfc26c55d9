/** JSON from outside: refused, in plain words, where it could hurt whoever handles it later. */
import { isUtf8 } from 'node:buffer'
import { json_depth_max } from '../../../src-shared/limits.ts'
import { refuse, type FieldError, type Refusal } from '../../../src-shared/problem.ts'

/** The data in `bytes`, undefined where there are none. */
export function parseJson(bytes: Buffer, levels = json_depth_max): { value: unknown } | Refusal {
  if (bytes.length === 0) return { value: undefined }
  if (!isUtf8(bytes)) return refuse('invalid', 'The body is not valid UTF-8.')
  const text = bytes.toString('utf8')
  // Before parsing: what is too deep for our own walks must never become data.
  if (deeperThan(levels, text)) return refuse('invalid', `The body is nested deeper than ${levels} levels.`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('invalid', 'The body is not valid JSON.')
  }
  const found = findHarm(value)
  return found ? refuse('invalid', `${found.path.slice(1) || 'The body'} ${found.message}.`, { errors: [found] }) : { value }
}

function deeperThan(levels: number, text: string): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (inString) {
      if (char === BACKSLASH) i++
      else if (char === QUOTE) inString = false
    } else if (char === QUOTE) inString = true
    else if (char === OPEN_BRACKET || char === OPEN_BRACE) {
      depth++
      if (depth > levels) return true
    } else if (char === CLOSE_BRACKET || char === CLOSE_BRACE) depth--
  }
  return false
}

const QUOTE = 34
const BACKSLASH = 92
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

/** The first member that cannot be stored as it is or that aims at object prototypes. */
function findHarm(value: unknown): FieldError | undefined {
  if (typeof value === 'string') return harmInText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { path: '', message: 'is too large a number' }
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return firstHarm(value.entries())
  for (const name of Object.keys(value)) {
    if (name === '__proto__') return { path: '/__proto__', message: 'is not a name that is taken' }
    const harm = harmInText(name)
    if (harm) return { path: '', message: `has a field name that ${harm.message}` }
  }
  return harmInConstructor(value) ?? firstHarm(Object.entries(value))
}

function firstHarm(members: Iterable<[string | number, unknown]>): FieldError | undefined {
  for (const [name, member] of members) {
    const harm = findHarm(member)
    if (harm) return { path: `/${pointerPart(name)}${harm.path}`, message: harm.message }
  }
  return undefined
}

function harmInText(text: string): FieldError | undefined {
  if (text.includes('\u0000')) return { path: '', message: 'contains the character NUL' }
  // Half of a surrogate pair has no UTF-8 and would come back as something else.
  return text.isWellFormed() ? undefined : { path: '', message: 'is not valid Unicode' }
}

function harmInConstructor(value: object): FieldError | undefined {
  const inner: unknown = Object.hasOwn(value, 'constructor') ? (value as { constructor: unknown }).constructor : undefined
  if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, 'prototype')) return undefined
  return { path: '/constructor/prototype', message: 'is not a name that is taken' }
}

/** A name as part of a JSON pointer. */
export function pointerPart(name: string | number): string {
  return String(name).replaceAll('~', '~0').replaceAll('/', '~1')
}
