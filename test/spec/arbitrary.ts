/** Requests made from the description: bodies that fit a schema, and such bodies broken in one place. */
import * as fc from 'fast-check'
import type { Schema } from './described.ts'

/** Texts that hurt careless programs. What is no valid text at all is in `BROKEN_BYTES`. */
export const HOSTILE_TEXTS = [
  "'; DROP TABLE record; --", "' OR 1=1 --", '" OR ""="', '1); DELETE FROM record WHERE (1=1', '%', '_', '\\', '{{ 7 | times: 7 }}', '{% for i in (1..100000000) %}x{% endfor %}', '{{ record.constructor.constructor }}',
  '{% include "/etc/passwd" %}', '${7*7}', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '../../../../etc/passwd', '..\\..\\windows\\win.ini', 'file:///etc/passwd', '__proto__', 'constructor', 'toString',
  'null', 'undefined', 'NaN', '-0', '1e999', '=cmd|calc!A0', '\u202Eevil', '\uFEFF', '👩‍👩‍👧‍👦', 'İstanbul ß ﬁ', '\u0001\u001f\u007f', 'a'.repeat(5_000), '\r\nSet-Cookie: x=1', '0 UNION SELECT * FROM api_key',
]

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('contact-1', 'exam-1', 'registered', 'active', 'José', 'nunez', 'WELD-1', '2026-11-22', '') },
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
)
const instant = fc.oneof(fc.constantFrom('2026-11-22', '2026-11-22T17:00:00Z', '2026-02-28T23:59:59.999-08:00'), fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2099-12-31') }).map((date) => date.toISOString()))
const json = fc.jsonValue({ maxDepth: 2 })

/** Values that fit the schema (patterns apart: what breaks one is a refusal like another). */
export function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting({ ...one, type: one.type ?? schema.type ?? 'object' })))
  const [type] = [schema.type].flat()
  switch (type) {
    case 'string': return schema.format === 'uuid' ? fc.uuid() : schema.format ? instant : text
    case 'integer': return fc.integer({ min: -1, max: 1_000 })
    case 'number': return fc.oneof(fc.integer({ min: -5, max: 500 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
    case 'boolean': return fc.boolean()
    case 'null': return fc.constant(null)
    case 'array': return fc.array(fitting(schema.items ?? {}), { maxLength: 3 })
    case 'object': return schema.properties ? fc.record(membersOf(schema), { requiredKeys: (schema.required ?? []).filter((name) => schema.properties?.[name]) }) : fc.dictionary(fc.constantFrom('start', 'end', 'name', 'notice_id', 'date', 'id', 'subject', 'body'), json, { maxKeys: 3 })
    default: return json
  }
}

function membersOf({ properties = {} }: Schema): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, fitting(member)]))
}

/** A body with one member that no schema takes there, and the member's name. */
export function broken(schema: Schema, example: unknown): fc.Arbitrary<{ body: unknown; why: string }> {
  const whole = fc.constantFrom<unknown>('text', 5, true, schema.type === 'array' ? {} : []).map((body) => ({ body, why: 'another type as a whole' }))
  const base = example as Record<string, unknown>
  if (schema.type !== 'object' || !schema.properties) return whole
  const typed = Object.entries(schema.properties).filter(([, { type }]) => typeof type === 'string')
  const member = typed.length === 0 ? whole : fc.constantFrom(...typed).chain(([name, { type }]) => otherThan(String(type)).map((value) => ({ body: { ...base, [name]: value }, why: `another type as ${name}` })))
  const unknown = fc.constantFrom('colour', 'ID', 'Sys_version', 'constructor', 'toString').map((name) => ({ body: { ...base, [name]: 'red' }, why: `an unknown field ${name}` }))
  const words = typed.filter(([, { enum: listed }]) => listed)
  const word = words.length === 0 ? unknown : fc.constantFrom(...words).map(([name]) => ({ body: { ...base, [name]: 'napping' }, why: `an unknown word as ${name}` }))
  return fc.oneof(whole, member, unknown, word)
}

/** Never null: that means absent. */
function otherThan(type: string): fc.Arbitrary<unknown> {
  const values: [string, unknown][] = [['string', 'text'], ['number', 2.5], ['boolean', true], ['array', [[[]]]], ['object', { a: 1 }]]
  const is = type === 'integer' ? 'number' : type
  return fc.constantFrom(...values.filter(([name]) => name !== is).map(([, value]) => value))
}

const NESTED = 50_000

/** Bodies that are not even data, or hide something. */
export const BROKEN_BYTES: Record<string, string | Buffer> = {
  'no JSON': '{"exam_id": ', 'a trailing comma': '{"a":1,}', 'two values': '{}{}', 'invalid UTF-8': Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  'an overlong encoding': Buffer.from([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  '50,000 lists': '['.repeat(NESTED) + ']'.repeat(NESTED), '50,000 objects': '{"a":'.repeat(NESTED) + '1' + '}'.repeat(NESTED), '50,000 open lists': '['.repeat(NESTED),
  NUL: String.raw`{"notes":"a\u0000b"}`, 'a raw NUL': '{"notes":"a\0b"}', 'half a surrogate': String.raw`{"notes":"\ud800"}`, __proto__: '{"__proto__":{"admin":true}}', 'a nested __proto__': '{"custom_field_values":[{"__proto__":{"x":1}}]}',
  'constructor.prototype': '{"constructor":{"prototype":{"x":1}}}', 'a huge number': '{"score":1e999}',
}
