import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import * as protocol from '../../../src-shared/protocol.ts'
import { canonicalJson } from '../../../src-main/station/commands/operation-hash.ts'

/** Where this fails, stations and headquarters of different versions no longer understand each other: raise PROTOCOL_VERSION. */
const SCHEMAS_OF_VERSION_1 = 'a3b6a1981eafb4214a20d3462048164d30c59dce7683af859ca285587631616a'

it('has the same shapes as every other program of its version', () => {
  const schemas = Object.entries(protocol).filter(([name]) => name.endsWith('Schema')).sort(([a], [b]) => (a < b ? -1 : 1))
  const hash = createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify(schemas)))).digest('hex')
  expect([protocol.PROTOCOL_VERSION, schemas.length, hash]).toEqual([1, 10, SCHEMAS_OF_VERSION_1])
})

it('speaks to whoever knows its version', () => {
  expect([protocol.speaks({ min: 1, max: 3 }), protocol.speaks({ min: 2, max: 3 })]).toEqual([true, false])
})
