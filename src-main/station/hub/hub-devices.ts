/** Which desks a hub lets in, by the fingerprint of their certificate. */
import { hub_contact_saved_interval_ms, hub_devices_max } from '../../../src-shared/limits.ts'
import type { Store } from '../store/store.ts'

export interface PairedDevice {
  /** SHA-256 of its certificate, in hexadecimal. */
  id: string
  name: string
  tenant: string
  site: string
  paired_at: string
  paired_by: string
}

/** Written by the hub alone. */
const DEVICES = 'hub_devices'
const CONTACTS = 'hub_contacts'
/** One fact for each removed desk, so that a removal by another process cannot be overwritten by the hub. */
const removed = (id: string) => `hub_removed/${id}`

export type HubDevices = ReturnType<typeof makeHubDevices>

/** @param now ISO 8601 instant */
export function makeHubDevices({ meta }: Pick<Store, 'meta'>, now: () => string) {
  const contacts = new Map(Object.entries(JSON.parse(meta.get(CONTACTS) ?? '{}') as Record<string, string>))
  let savedAt = 0
  let known: { text: string; devices: PairedDevice[] } = { text: '[]', devices: [] }

  /** Everyone who ever paired and was not overwritten, in the order of pairing. */
  function stored(): PairedDevice[] {
    const text = meta.get(DEVICES) ?? '[]'
    if (text !== known.text) known = { text, devices: JSON.parse(text) as PairedDevice[] }
    return known.devices
  }

  const isRemoved = ({ id }: { id: string }) => meta.get(removed(id)) !== undefined
  const list = () => stored().filter((device) => !isRemoved(device))

  function saveContacts(): void {
    savedAt = Date.parse(now())
    meta.set(CONTACTS, JSON.stringify(Object.fromEntries([...contacts].filter(([id]) => stored().some((device) => device.id === id)))))
  }

  return {
    list,
    /** The desk with this certificate, where it may come in. */
    find: (id: string): PairedDevice | undefined => stored().find((device) => device.id === id && !isRemoved(device)),
    isFull: (): boolean => list().length >= hub_devices_max,
    add(device: PairedDevice): void {
      const others = list().filter(({ id }) => id !== device.id)
      meta.set(DEVICES, JSON.stringify([...others, device]))
      meta.delete(removed(device.id))
    },
    /** @returns false where there is no such desk */
    remove(id: string): boolean {
      if (!list().some((device) => device.id === id)) return false
      meta.set(removed(id), now())
      return true
    },
    lastContact: (id: string): string | null => contacts.get(id) ?? null,
    /** Notes that a desk was heard of; on disk now and then. */
    contact(id: string): void {
      contacts.set(id, now())
      if (Math.abs(Date.parse(now()) - savedAt) >= hub_contact_saved_interval_ms) saveContacts()
    },
    saveContacts,
  }
}
