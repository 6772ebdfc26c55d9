/** Everybody of one sitting, page by page. */
import type { RosterRow } from '../../../src-shared/desk.ts'
import { roster } from '../../api/desk-api.ts'

const rows_per_page = 1_000

/** Cancelled candidates are left out: nobody looks for them on paper. */
export async function readRoster(event: string): Promise<RosterRow[]> {
  const rows: RosterRow[] = []
  for (;;) {
    const page = await roster({ event, q: '', filter: 'all', offset: rows.length, limit: rows_per_page })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows.filter(({ state }) => state !== 'cancelled')
  }
}
