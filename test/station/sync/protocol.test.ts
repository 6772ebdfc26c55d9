import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import * as protocol from '../../../src-shared/protocol.ts'
import { canonicalJson } from '../../../src-main/station/commands/operation-hash.ts'

/** Where this fails, stations and headquarters of different versions no longer understand each other: raise PROTOCOL_VERSION. */
const SCHEMAS_OF_VERSION_1 = '9515889d47834d1ff132c6f51b17e2b0a2e5008fbdd0ccc6323d225f9021fd9a'

it('has the same shapes as every other program of its version', () => {
  const schemas = Object.entries(protocol).filter(([name]) => name.endsWith('Schema')).sort(([a], [b]) => (a < b ? -1 : 1))
  const hash = createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify(schemas)))).digest('hex')
  expect([protocol.PROTOCOL_VERSION, schemas.length, hash]).toEqual([1, 10, SCHEMAS_OF_VERSION_1])
})

it('speaks to whoever knows its version', () => {
  expect([protocol.speaks({ min: 1, max: 3 }), protocol.speaks({ min: 2, max: 3 })]).toEqual([true, false])
})
