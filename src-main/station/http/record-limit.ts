/** `--limit-records`: so many records in one collection of one tenant. */
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { record_limit_retry_seconds } from '../../../src-shared/limits.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Outcome } from '../commands/apply.ts'
import { inLane } from '../commands/lanes.ts'
import type { HttpDeps } from './http-deps.ts'

/** Runs a create where there is room for one more record. Creates of one collection then wait for one another, so that none slips past. */
export function withinRecordLimit(deps: HttpDeps, tenant: string, collection: Collection, create: () => Promise<Outcome>): Promise<Outcome> {
  const most = deps.limits.records
  if (most === undefined) return create()
  return inLane(`record-limit/${tenant}/${collection}`, async () => {
    const count = await deps.env.store.count({ tenant, collection, where: [] })
    if (count < most) return create()
    return refuseFor('records-full', { most, collection }, { retry_after_seconds: record_limit_retry_seconds })
  })
}
