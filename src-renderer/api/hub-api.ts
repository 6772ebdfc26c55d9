/** Pairing as the window does it: at the hub, and at the desk that pairs with it. */
import type { DeskState } from '../../src-shared/desk.ts'
import type { HubCode, HubDevice, HubView, PairedHubView } from '../../src-shared/hub.ts'
import { pairingFieldOf, pairingReasonOf } from '../../src-shared/pairing-refusals.ts'
import type { PairingFault } from '../../src-shared/pairing-refusals.ts'
import { asProblem } from './api-problem.ts'
import { call, get } from './client.ts'

export const hubView = (): Promise<HubView> => get('/hub')
export const showHubCode = (): Promise<HubCode> => call('POST', '/hub/code', {})
/** Makes this laptop the hub of its site. */
export const becomeHub = (): Promise<HubView> => call('POST', '/hub/become', {})
export const ceaseHub = (): Promise<unknown> => call('POST', '/hub/cease', {})
export const removeHubDevice = (id: string): Promise<HubDevice> => call('DELETE', `/hub/devices/${encodeURIComponent(id)}`)

/** From now on this desk syncs with headquarters alone. */
export const leaveHub = (): Promise<DeskState> => call('POST', '/desk/unpair', {})

/** The hub that this desk is paired with. */
export const ownHub = (): Promise<{ hub: PairedHubView | null }> => get('/desk/hub')

/** Pairs this desk. @returns why not, where it failed */
export async function pairWithHub(hub: { address: string; code: string }): Promise<{ state: DeskState } | { fault: PairingFault }> {
  try {
    return { state: await call<DeskState>('POST', '/desk/pair', hub) }
  } catch (error) {
    const problem = asProblem(error)
    const reason = pairingReasonOf(problem.members)
    return { fault: { field: reason ? pairingFieldOf(reason) : 'code', ...(reason ? { reason } : {}), message: problem.code === 'unreachable' ? '' : problem.message } }
  }
}
