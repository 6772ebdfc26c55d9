import { describe, expect, it } from 'vitest'
import type { AddressInfo } from 'node:net'
import type { LiveEvent } from '../../../src-shared/ipc.ts'
import { event, makeDeskSite, MORNING, person, registrationId, TENANT, type DeskSite } from './make-desk-site.ts'

async function listen(site: DeskSite, token: string) {
  await site.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = site.app.server.address() as AddressInfo
  const stop = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}/desk/live`, { headers: { authorization: `Bearer ${token}` }, signal: stop.signal })
  const events: LiveEvent[] = []
  let ended = false
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) {
      for (const line of decoder.decode(chunk).split('\n')) if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)) as LiveEvent)
    }
    ended = true
  })().catch(() => undefined)
  const until = async (done: () => boolean) => {
    for (let i = 0; i < 200 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return { answer, events, until, stop: () => stop.abort(), ended: () => ended, reading }
}

describe('live events', () => {
  it('arrive after a commit, for the own tenant alone, and end with the server', async () => {
    const site = await makeDeskSite()
    await site.load([event(MORNING, '2026-11-23T17:00:00.000Z'), ...person(17, MORNING, 'Jürgen', 'Müller')])
    const token = await site.signIn()
    const live = await listen(site, token)
    expect(live.answer.headers.get('content-type')).toContain('text/event-stream')

    const other = { tenant: 'other', collection: 'contacts', id: 'secret' } as const
    await site.store.commit({ guards: [], puts: [{ key: other, doc: { id: 'secret' }, site: null }], deletes: [], touches: [], audit: { tenant: 'other', actor: 'x', at: site.clock.at, action: 'x', record: null } })
    await site.ask('POST', `/api/registrations/${registrationId(17)}/commands/check-in`, { token, body: {} })
    await live.until(() => live.events.length > 0)
    expect(live.events[0]).toMatchObject({ type: 'change', collection: 'bookingRegistrations', ids: [registrationId(17)] })
    expect(JSON.stringify(live.events)).not.toContain('secret')

    // What headquarters sends is told in the same way.
    site.store.outbox.preload(TENANT, [{ seq: 9, collection: 'bookingRegistrations', id: registrationId(5), site: null, doc: JSON.stringify({ id: registrationId(5), EventIdentifier: MORNING, LearnerName: 'From Afar' }) }])
    await live.until(() => live.events.length > 1)
    expect(live.events[1]).toMatchObject({ type: 'change', ids: [registrationId(5)] })
    expect((await site.ask('GET', `/desk/roster?event=${MORNING}&q=afar`, { token })).body.total).toBe(1)

    await site.app.close()
    await live.reading
    expect(live.ended()).toBe(true)
  })
})
