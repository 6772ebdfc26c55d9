/** A hub as its desks and its window know it: the code that it shows, the desks that it lets in, and who decided what. */
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import type { HubCode, HubDevice, HubView, PairAnswer, PairRequest } from '../../../src-shared/hub.ts'
import { refusePairing, type PairingReason } from '../../../src-shared/pairing-refusals.ts'
import type { Actor } from '../commands/command.ts'
import { inLane } from '../commands/lanes.ts'
import { placeOf, type Place } from '../desk/place.ts'
import type { Store } from '../store/store.ts'
import { makeHubCodes } from './hub-codes.ts'
import { makeHubConnections, type HubConnections } from './hub-connections.ts'
import { makeHubDevices, type PairedDevice } from './hub-devices.ts'
import { hubAddresses } from './lan-addresses.ts'
import { pairingProofs, sameProof, type Connection } from './pairing-proof.ts'

export interface Hub {
  /** Notes where other stations reach this hub and with which certificate it answers. */
  setDoor(door: Door): void
  view(): HubView
  /** Shows a new code in place of the one before. */
  showCode(by: Actor): Promise<HubCode | Refusal>
  /** Lets the desk at the other end of a connection in, where it knows the code. */
  pair(connection: Connection, request: PairRequest): Promise<PairAnswer | Refusal>
  /** Takes the right to come in away and ends what is open. */
  remove(id: string, by: Actor): Promise<HubDevice | Refusal>
  /** The desk with this certificate; notes that it was heard of. */
  admit(id: string): PairedDevice | undefined
  connections: HubConnections
  /** Notes in the audit log who did something to this hub. */
  note(by: Actor, action: string): Promise<void>
  /** No other station reaches this one, until a door opens again. */
  forgetDoor(): void
  stop(): void
}

export interface Door {
  host: string
  port: number
  /** SHA-256 of the certificate, in hexadecimal. */
  fingerprint: string
}

/** Kept, so that the command line can say where the hub is. */
const DOOR = 'hub_door'

export interface HubParts {
  store: Store
  /** ISO 8601 instant. */
  now: () => string
  /** What this laptop is called. */
  name: string
}

export function makeHub({ store, now, name }: HubParts): Hub {
  const codes = makeHubCodes(store, now)
  const devices = makeHubDevices(store, now)
  const connections = makeHubConnections((id) => devices.find(id) !== undefined)
  const door = (): Door | undefined => JSON.parse(store.meta.get(DOOR) ?? 'null') ?? undefined

  const audit = (tenant: string, actor: string, action: string, record: string | null) =>
    store.commit({ guards: [], puts: [], deletes: [], touches: [], audit: { tenant, actor, at: now(), action, record } })

  const shown = ({ id, name, paired_at, paired_by }: PairedDevice): HubDevice =>
    ({ id, name, paired_at, paired_by, last_contact: devices.lastContact(id), connected: connections.isConnected(id) })

  async function tryCode(place: Place, connection: Connection, request: PairRequest): Promise<PairAnswer | Refusal> {
    const no = async (reason: PairingReason): Promise<Refusal> => {
      await audit(place.tenant, deviceName(connection.desk), `pair-refused-${reason}`, null)
      return refusePairing(reason)
    }
    const code = codes.beginTry()
    // Whoever knocks while no code is open is not noted: that would fill the log.
    if (typeof code === 'string') return refusePairing(code)
    const proofs = await pairingProofs(code.code, connection)
    if (!sameProof(request.proof, proofs.desk)) return no('wrong')
    const { tenant = place.tenant, site = place.site } = request
    if (tenant !== place.tenant) return no('tenant')
    if (site !== place.site) return no('site')
    if (devices.isFull()) return no('full')
    codes.use(code)
    await audit(place.tenant, code.shown_by, 'pair-desk', deviceName(connection.desk))
    devices.add({ id: connection.desk, name: request.name, ...place, paired_at: now(), paired_by: code.shown_by })
    return { proof: proofs.hub, ...place, name }
  }

  return {
    connections,
    setDoor: (opened) => store.meta.set(DOOR, JSON.stringify(opened)),
    view() {
      const at = door()
      return { addresses: at ? hubAddresses(at.host, at.port) : [], fingerprint: at?.fingerprint ?? null, code: codes.view(), devices: devices.list().map(shown) }
    },
    async showCode(by) {
      const place = placeOf(store)
      if (!place) return refusePairing('homeless')
      await audit(place.tenant, by.name, 'show-pairing-code', null)
      return codes.show(by.name) ?? refusePairing('busy')
    },
    async pair(connection, request) {
      const place = placeOf(store)
      if (!place) return refusePairing('homeless')
      // One at a time, so that tries that are sent together are all counted and a code is used once.
      const answer = await inLane('hub/pair', () => tryCode(place, connection, request))
      if (!isRefusal(answer)) connections.check()
      return answer
    },
    async remove(id, by) {
      const device = devices.find(id)
      if (!device || !devices.remove(id)) return refuseFor('device-unknown', {})
      connections.check()
      await audit(device.tenant, by.name, 'remove-desk', deviceName(id))
      return shown(device)
    },
    admit(id) {
      const device = devices.find(id)
      const place = placeOf(store)
      // A hub that moved to another site has other records to show.
      if (!device || place?.tenant !== device.tenant || place.site !== device.site) return undefined
      devices.contact(id)
      return device
    },
    async note(by, action) {
      await audit(placeOf(store)?.tenant ?? '', by.name, action, null)
    },
    forgetDoor: () => forgetDoor(store),
    stop() {
      devices.saveContacts()
      forgetDoor(store)
    },
  }
}

/** No other station reaches this one, until it opens a door again. */
export function forgetDoor({ meta }: Pick<Store, 'meta'>): void {
  meta.delete(DOOR)
}

/** A desk in the audit log. */
function deviceName(id: string): string {
  return `desk/${id}`
}
