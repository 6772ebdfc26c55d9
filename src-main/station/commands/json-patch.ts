/** RFC 6902 as a pure function: all directives or none, refusals as values. */
import { applyPatch, Pointer, type Operation } from 'rfc6902'
import { Type } from 'typebox'
import { body_bytes_max, json_depth_max, patch_copied_units_max } from '../../../src-shared/limits.ts'
import { refuse, type FieldError, type Refusal } from '../../../src-shared/problem.ts'
import type { Doc } from '../store/store.ts'
import { jsonSize } from './json-size.ts'
import { errorSentence, validate } from './validate.ts'

const pointer = Type.String({ pattern: '^(/([^~]|~[01])*)?$', maxLength: 1_000 })
const anything = Type.Unsafe<unknown>({})

const directive = {
  add: Type.Object({ op: Type.Literal('add'), path: pointer, value: anything }),
  remove: Type.Object({ op: Type.Literal('remove'), path: pointer }),
  replace: Type.Object({ op: Type.Literal('replace'), path: pointer, value: anything }),
  move: Type.Object({ op: Type.Literal('move'), path: pointer, from: pointer }),
  copy: Type.Object({ op: Type.Literal('copy'), path: pointer, from: pointer }),
  test: Type.Object({ op: Type.Literal('test'), path: pointer, value: anything }),
}

type Directive = { op: keyof typeof directive; path: string; from?: string; value?: unknown }

/**
 * Applies directives to a document.
 * @param readOnly names of top-level members that may only be tested or copied from
 */
export function patchDocument(doc: Doc, directives: readonly unknown[], readOnly: readonly string[]): Doc | Refusal {
  const errors = directives.flatMap((entry, i) => checkDirective(entry, i, readOnly))
  if (errors.length > 0) return refuse('invalid', errorSentence(errors), { errors })
  // Below a root member of our own, so that the empty pointer needs no rule of its own.
  const holder = { root: structuredClone(doc) as unknown }
  let copied = 0
  for (const [i, entry] of (directives as Directive[]).entries()) {
    const carried = carriedBy(entry, holder)
    copied += carried.units
    if (copied > patch_copied_units_max || carried.depth > json_depth_max) return tooLarge(`/${i}`)
    const [error] = applyPatch(holder, [underRoot(entry)])
    if (error) return refusalOf(error, entry, i)
  }
  if (typeof holder.root !== 'object' || holder.root === null || Array.isArray(holder.root)) {
    return refuse('invalid', 'The result is not an object.', { errors: [{ path: '', message: 'is not an object' }] })
  }
  const result = jsonSize(holder.root)
  // One that was too large before may still be made smaller.
  if (result.depth > json_depth_max || (result.units > body_bytes_max && result.units > jsonSize(doc).units)) return tooLarge('')
  return holder.root as Doc
}

/** What a copy or a move carries, and how deep it will lie. */
function carriedBy({ op, path, from }: Directive, holder: object): { units: number; depth: number } {
  if (op !== 'copy' && op !== 'move') return { units: 0, depth: 0 }
  const { units, depth } = jsonSize(Pointer.fromJSON(`/root${from ?? ''}`).get(holder))
  return { units, depth: depth + path.split('/').length - 1 }
}

function tooLarge(path: string): Refusal {
  return refuse('invalid', 'The patch makes the record too large or too deep.', { errors: [{ path, message: 'makes the record too large or too deep' }] })
}

function checkDirective(entry: unknown, i: number, readOnly: readonly string[]): FieldError[] {
  const op = (entry as Directive | null)?.op
  const schema = typeof op === 'string' && Object.hasOwn(directive, op) ? directive[op] : undefined
  if (!schema) return [{ path: `/${i}/op`, message: `must be one of: ${Object.keys(directive).join(', ')}` }]
  const errors = validate(schema, entry, `/${i}`)
  if (errors.length > 0 || op === 'test') return errors
  const { path, from } = entry as Directive
  const written = op === 'move' ? [path, from ?? ''] : [path]
  if (op === 'move' && path.startsWith(`${from}/`)) return [{ path: `/${i}/path`, message: 'lies inside what is moved' }]
  return written
    .map((text) => firstSegment(text))
    .filter((name) => readOnly.includes(name))
    .map((name) => ({ path: `/${i}/path`, message: `${name} belongs to the server and cannot be changed` }))
}

function firstSegment(path: string): string {
  return (path.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
}

function underRoot(entry: Directive): Operation {
  return { ...entry, path: `/root${entry.path}`, ...(entry.from === undefined ? {} : { from: `/root${entry.from}` }) } as Operation
}

function refusalOf(error: Error, entry: Directive, i: number): Refusal {
  if (error.name === 'TestError') return refuse('conflict', `The test of ${entry.path} failed.`, { errors: [{ path: `/${i}`, message: 'does not hold' }] })
  const message = error.name === 'MissingError' ? 'names a place that does not exist' : 'cannot be applied'
  return refuse('invalid', `Directive ${i + 1} (${entry.op} ${entry.path}) ${message}.`, { errors: [{ path: `/${i}`, message }] })
}
