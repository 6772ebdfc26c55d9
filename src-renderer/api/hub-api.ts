/** Pairing as the window does it: at the hub, and at the desk that pairs with it. */
import type { DeskState } from '../../src-shared/desk.ts'
import type { HubCode, HubDevice, HubView } from '../../src-shared/hub.ts'
import { call, get } from './client.ts'

export const hubView = (): Promise<HubView> => get('/hub')
export const showHubCode = (): Promise<HubCode> => call('POST', '/hub/code', {})
export const removeHubDevice = (id: string): Promise<HubDevice> => call('DELETE', `/hub/devices/${encodeURIComponent(id)}`)
export const pairWithHub = (hub: { address: string; code: string }): Promise<DeskState> => call('POST', '/desk/pair', hub)
