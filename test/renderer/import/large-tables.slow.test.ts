/** Files that are made to be too much, and one that is merely long. */
import { expect, it } from 'vitest'
import { guessColumns } from '../../../src-renderer/features/import/columns.ts'
import { readTable } from '../../../src-renderer/features/import/read-table.ts'
import { toRows } from '../../../src-renderer/features/import/to-row.ts'
import { cellOf, workbook } from './workbook.ts'

it('a workbook that unfolds beyond its bound is refused while it unfolds', async () => {
  const bomb = workbook(`<row r="1">${cellOf('A1', 'x')}</row>`, { 'xl/big.xml': new Uint8Array(140_000_000) })
  expect(bomb.length).toBeLessThan(1_000_000)
  await expect(readTable(bomb, 'x')).rejects.toMatchObject({ problem: 'unpacks-too-large' })
})

it('too many rows are refused, ten thousand are read', async () => {
  await expect(readTable(new TextEncoder().encode('a\n'.repeat(50_002)), 'x')).rejects.toMatchObject({ problem: 'too-many-rows' })
  const lines = Array.from({ length: 10_000 }, (_, i) => `Person ${i},EL-${i},p${i}@example.org`)
  const { rows, columns } = await readTable(new TextEncoder().encode(['Name,Code,E-mail', ...lines].join('\n')), 'x')
  expect(rows).toHaveLength(10_001)
  const read = toRows(rows.slice(1), guessColumns(rows[0]?.cells ?? [], [], columns), 'dmy')
  expect(read.filter((one) => 'row' in one)).toHaveLength(10_000)
})
