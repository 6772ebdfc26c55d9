/** A world with hubs at the beginning of a morning. */
import { expect, onTestFinished } from 'vitest'
import type { ImportLine } from '../../src-main/station/store/store.ts'
import { makeHubWorld, TENANT, type HubWorld } from './hub-world.ts'
import { DOCUMENTS } from './schedule.ts'

const EVENT = '7d1c0f5e-5a31-4b6e-9d59-1f0a2c3b4d5e'
export const REGISTRATION = '0b7f6a52-8e0d-4c11-a2ce-3d4e5f607182'

const TODAY: ImportLine[] = [
  { key: { tenant: TENANT, collection: 'venues', id: 'N' }, doc: { id: 'N', name: 'North', time_zone: 'America/Vancouver' }, site: 'N' },
  { key: { tenant: TENANT, collection: 'bookingEvents', id: EVENT }, doc: { id: EVENT, EventVenue: 'N', EventStart: '2026-11-22T18:00:00.000Z', EventStatus: 'Scheduled' }, site: 'N' },
  { key: { tenant: TENANT, collection: 'bookingRegistrations', id: REGISTRATION }, doc: { id: REGISTRATION, EventIdentifier: EVENT, LearnerName: "Zoë O'Brien", AttendanceStatus: 'Pending', ApprovalStatus: 'Registered', sys_version: 1 }, site: 'N' },
]

/** A site with a hub and two desks, unless others are named, each at its first upstream; closed with the test. */
export async function hubWorld(stations: Record<string, string[]> = { hub: ['hq'], a: ['hub', 'hq'], b: ['hub', 'hq'] }): Promise<HubWorld> {
  const world = await makeHubWorld({ documents: [...DOCUMENTS, ...TODAY], stations })
  onTestFinished(() => world.close())
  await world.quiesce()
  // Stations that found the hub still reading went to headquarters; they come to it.
  for (let i = 0; i < 20 && !atTheirHub(world); i++) await world.time.advance(5_000)
  expect(atTheirHub(world)).toBe(true)
  return world
}

const atTheirHub = (world: HubWorld) => [...world.nodes.values()].every(({ engine, upstreams }) => engine === undefined || engine.line().hq === upstreams[0])
