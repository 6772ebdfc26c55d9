/** Checks data against a declared schema and says what is wrong in plain words, field by field. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { TSchema } from 'typebox'
import { validation_errors_max } from '../../../src-shared/limits.ts'
import type { FieldError } from '../../../src-shared/problem.ts'
import { DATE_FORMAT } from '../../../src-shared/resource/fields.ts'
import { isIsoDate, isIsoInstant } from './iso-time.ts'

const ajv = new Ajv({ allErrors: true, strict: false, ownProperties: true })
ajv.addFormat(DATE_FORMAT, (text: string) => isIsoDate(text) || isIsoInstant(text))
ajv.addFormat('iso-instant', isIsoInstant)
ajv.addFormat('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i)

const compiled = new WeakMap<object, ValidateFunction>()

function validatorOf(schema: TSchema): ValidateFunction {
  const known = compiled.get(schema)
  if (known) return known
  const made = ajv.compile(schema)
  compiled.set(schema, made)
  return made
}

/** What is wrong with `data`; empty when nothing is. Paths are JSON pointers, prefixed by `at`. */
export function validate(schema: TSchema, data: unknown, at = ''): FieldError[] {
  const check = validatorOf(schema)
  if (check(data)) return []
  return (check.errors ?? []).slice(0, validation_errors_max).map((error) => toFieldError(error, at))
}

function toFieldError(error: ErrorObject, at: string): FieldError {
  const params = error.params as Record<string, unknown>
  const inside = (name: unknown) => `${at}${error.instancePath}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
  switch (error.keyword) {
    case 'additionalProperties': return { path: inside(params.additionalProperty), message: 'is not a known field' }
    case 'required': return { path: inside(params.missingProperty), message: 'is required' }
    case 'enum': return { path: at + error.instancePath, message: `must be one of: ${(params.allowedValues as unknown[]).join(', ')}` }
    case 'format': return { path: at + error.instancePath, message: FORMATS[String(params.format)] ?? 'has the wrong form' }
    case 'pattern': return { path: at + error.instancePath, message: 'has characters that are not allowed' }
    case 'type': return { path: at + error.instancePath, message: `must be ${withArticle(String(params.type))}` }
    default: return { path: at + error.instancePath, message: error.message ?? 'is not valid' }
  }
}

const FORMATS: Record<string, string> = {
  [DATE_FORMAT]: 'is not a date or date-time that exists (ISO 8601)',
  'iso-instant': 'is not a date-time that exists (ISO 8601)',
  uuid: 'is not a UUID',
}

function withArticle(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}

/** The sentence for `detail`: the first error, and how many more there are. */
export function errorSentence(errors: readonly FieldError[]): string {
  const [first] = errors
  if (!first) return 'The request is not valid.'
  const field = first.path.replace(/^\//, '') || 'the body'
  return `${field} ${first.message}.${errors.length > 1 ? ` ${errors.length - 1} more.` : ''}`
}
