import type { Refusal } from '../../../src-shared/problem.ts'
import type { Actor } from '../commands/command.ts'

/** Whether this laptop is the hub of its site, and how a person makes it one. */
export interface HubSwitch {
  isHub(): boolean
  /** Makes this laptop the hub of its site, now and at each start. */
  become(by: Actor): Promise<Refusal | undefined>
  /** Ends that; desks stay paired for the next time. */
  cease(by: Actor): Promise<Refusal | undefined>
}
