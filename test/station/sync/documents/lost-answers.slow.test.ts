/** Lines that break at the worst moment, servers that heed no Idempotency-Key, limit requests, or have the 87 documented operations and nothing else. */
import { expect, it, vi } from 'vitest'
import fc from 'fast-check'
import type { Doc } from '../../../../src-main/station/store/store.ts'
import type { TransportAnswer } from '../../../../src-main/station/sync/ports.ts'
import { SyncFault } from '../../../../src-main/station/sync/sync-fault.ts'
import { expectMorning, morning, untilIdle, untilSynced } from './documents-morning.ts'
import { documentedOnly, EVENT, exam, makeDesk, makeHq, registration, VENUE } from './documents-world.ts'

// Much work for one test on a machine that is busy with others.
vi.setConfig({ testTimeout: Number(process.env.HALLPASS_DOCUMENTS_SECONDS ?? 60) * 1_000 })

it('a morning of every kind of write arrives once', async () => {
  const hq = await makeHq()
  const desk = makeDesk(hq)
  await desk.sync()
  await morning(desk, 'calm')
  await desk.sync()
  await expectMorning(hq, desk, 'calm')
})

it.each([{ heeds: true }, { heeds: false }])('the same where every answer to a write is lost once, with a server that heeds Idempotency-Key: $heeds', async ({ heeds }) => {
  const hq = await makeHq()
  const desk = makeDesk(hq)
  await desk.sync()
  await morning(desk, 'lost')
  const lost = new Set<string>()
  desk.line.before = (request) => {
    if (!heeds) delete request.idempotencyKey
  }
  desk.line.after = ({ method, path, body, idempotencyKey }, { status }) => {
    if (method === 'GET' || path.includes('/search') || status >= 300) return
    // Where nothing tells whether a message, an order or a report is there, only the name of the write keeps it from coming twice.
    if (!heeds && /report-incident|sendNotice/.test(path)) return
    const name = `${method} ${path} ${body} ${idempotencyKey}`
    if (lost.has(name)) return
    lost.add(name)
    desk.restart()
    throw new Error('connection reset')
  }
  await untilSynced(desk)
  desk.line.after = () => {}
  await untilSynced(desk)
  expect(lost.size).toBeGreaterThan(25)
  await expectMorning(hq, desk, 'lost')
})

it('a server that limits requests is asked more slowly, and nothing is lost', async () => {
  const hq = await makeHq()
  const desk = makeDesk(hq)
  let left = 0
  desk.line.before = (): TransportAnswer | void => {
    if (left-- > 0) return undefined
    left = 7
    return { status: 429, retryAfter: '1', text: '{"detail":"Limit exceeded"}' }
  }
  await untilIdle(desk)
  await morning(desk, 'slow')
  expect(await untilIdle(desk)).toBeGreaterThan(3)
  await expectMorning(hq, desk, 'slow')
})

it('a server with the 87 documented operations alone: what it has no operation for is listed, the rest arrives', async () => {
  const hq = await makeHq()
  const desk = makeDesk(hq)
  desk.line.before = documentedOnly()
  await desk.sync()
  expect(desk.exchange.limits()).toContain('no-references')
  expect(await desk.all('bookingRegistrations')).toHaveLength(11)
  await desk.run('update-record', { collection: 'examRegistrations', id: 'exam-reg-1', changes: { notes: 'arrives' } })
  await desk.run('check-in', { registration: registration(1) })
  await desk.run('issue-scrap-paper', { event: EVENT, RegistrationIdentifier: registration(2), Count: 1 })
  await desk.run('grant-accommodation', { registration: registration(1), Type: 'Reader', TimeExtension: 30 })
  await desk.run('enter-score', { id: 'exam-reg-3', score: 71, second_entry: 71 })
  await desk.run('cancel-registration', { registration: registration(3), Reason: 'ill' })
  await desk.sync()
  expect(desk.cards().map(({ kind, record_id, status, message }) => [kind, record_id, status, message])).toEqual([
    ['rejected', registration(1), 501, expect.stringContaining('no operation')], ['rejected', expect.stringMatching(/^SP-/), 501, expect.stringContaining('no operation')],
  ])
  expect(desk.exchange.limits()).toContain('no-desk-commands')
  expect(await hq.doc('examRegistrations', 'exam-reg-1')).toMatchObject({ notes: 'arrives' })
  expect(await hq.doc('examRegistrations', 'exam-reg-3')).toMatchObject({ score: 71 })
  expect(await hq.doc('bookingRegistrations', registration(1))).toMatchObject({ Accommodations: [{ Type: 'Reader' }], AttendanceStatus: 'Pending' })
  expect(await hq.doc('bookingRegistrations', registration(3))).toMatchObject({ ApprovalStatus: 'Cancelled' })
  expect((await desk.doc('bookingRegistrations', registration(1)))?.CheckedInAt).toBeUndefined()
})

it('a server error that never ends is listed and does not keep the writes after it', async () => {
  const hq = await makeHq()
  const desk = makeDesk(hq)
  await desk.sync()
  desk.line.before = ({ method, path }): TransportAnswer | void => (method === 'PATCH' && path.includes('exam-reg-1') ? { status: 500, retryAfter: null, text: '{"detail":"Something went wrong there."}' } : undefined)
  await desk.run('update-record', { collection: 'examRegistrations', id: 'exam-reg-1', changes: { notes: 'never' } })
  await desk.run('update-record', { collection: 'examRegistrations', id: 'exam-reg-2', changes: { notes: 'after' } })
  await untilSynced(desk)
  expect(desk.cards()).toMatchObject([{ kind: 'rejected', record_id: 'exam-reg-1', status: 500 }])
  expect(await hq.doc('examRegistrations', 'exam-reg-2')).toMatchObject({ notes: 'after' })
})

it('a wrong key, and a page that is not the API, change nothing here', async () => {
  const hq = await makeHq()
  await expect(makeDesk(hq, { key: 'nobody' }).sync()).rejects.toThrow(/refuses this station's key/)
  const desk = makeDesk(hq)
  await desk.sync()
  desk.line.before = (): TransportAnswer => ({ status: 404, retryAfter: null, text: '<html>Sign in to the hotel</html>' })
  await expect(desk.sync()).rejects.toThrow(SyncFault)
  desk.line.before = (): TransportAnswer => ({ status: 200, retryAfter: null, text: '<html>Sign in to the hotel</html>' })
  await expect(desk.sync()).rejects.toThrow(SyncFault)
  expect(await desk.all('examRegistrations')).toHaveLength(5)
})

it('a copy of a station\'s folder that numbers its writes alike loses none and repeats none', async () => {
  const hq = await makeHq()
  const [desk, twin] = [makeDesk(hq), makeDesk(hq)]
  await desk.sync()
  for (const key of ['node', 'epoch']) twin.store.meta.set(key, desk.store.meta.get(key)!)
  await twin.sync()
  await desk.run('create-record', { collection: 'examRegistrations', doc: exam({ notes: 'one' }) })
  await twin.run('create-record', { collection: 'examRegistrations', doc: exam({ notes: 'other' }) })
  await desk.sync()
  await twin.sync()
  expect((await hq.all('examRegistrations')).map(({ notes }) => notes).filter((notes) => notes !== 'as imported').sort()).toEqual(['one', 'other'])
  expect([...desk.cards(), ...twin.cards()]).toEqual([])
})

it('a write whose answer was lost and that someone replaced meanwhile is not repeated over theirs but listed', async () => {
  const hq = await makeHq()
  const desk = makeDesk(hq)
  await desk.sync()
  await desk.run('update-record', { collection: 'examRegistrations', id: 'exam-reg-1', changes: { notes: 'mine' } })
  desk.line.after = ({ method }) => {
    if (method === 'PATCH') throw new Error('connection reset')
  }
  await expect(desk.sync()).rejects.toThrow(SyncFault)
  desk.line.after = () => {}
  await hq.call('PATCH', `${hq.exams}/exam-reg-1`, [{ op: 'add', path: '/notes', value: 'theirs' }])
  await desk.sync()
  expect(hq.history.get('exam-reg-1')?.map(({ notes }) => notes)).toEqual(['mine', 'theirs'])
  expect(desk.cards()).toMatchObject([{ field: 'notes', mine: 'mine', theirs: 'theirs' }])
})

const runs = Number(process.env.HALLPASS_DOCUMENTS_RUNS ?? 8)

type Step =
  | { kind: 'create' | 'here' | 'there'; field: string; record: number }
  | { kind: 'there-deletes' | 'check-in' | 'there-checks-in'; record: number }
  | { kind: 'sync' }

const fields = ['notes', 'city', 'country'] as const
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('create' as const, 'here' as const, 'there' as const), field: fc.constantFrom(...fields), record: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('there-deletes' as const, 'check-in' as const, 'there-checks-in' as const), record: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'sync' as const }) },
)
/** What happens to the requests, one after the other, over and over. */
const weather = fc.array(fc.constantFrom('fine', 'fine', 'fine', 'fine', 'lost', 'answer lost', 'busy', 'restart'), { minLength: 3, maxLength: 12 })

it('whatever the schedule: each write arrives once or is listed, and both sides end alike', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), weather, fc.boolean(), async (steps, skies, heeds) => {
    const hq = await makeHq()
    const desk = makeDesk(hq)
    await desk.sync()
    let words = 0
    const wrote: { word: string; record: string; field: string }[] = []
    const admitted = new Map<string, unknown>()
    const created: { word: string; id: string }[] = []
    desk.line.before = (request, n): TransportAnswer | void => {
      if (!heeds) delete request.idempotencyKey
      const sky = skies[n % skies.length]
      if (sky === 'lost') throw new Error('connection refused')
      return sky === 'busy' ? { status: 503, retryAfter: '1', text: '{}' } : undefined
    }
    desk.line.after = (_request, _answer, n) => {
      const sky = skies[n % skies.length]
      if (sky === 'restart') desk.restart()
      if (sky === 'restart' || sky === 'answer lost') throw new Error('connection reset')
    }
    const ids = ['exam-reg-1', 'exam-reg-2', 'exam-reg-3', 'exam-reg-4']
    for (const now of steps) {
      const word = `word ${++words}`
      switch (now.kind) {
        case 'create': {
          const { body } = (await desk.run('create-record', { collection: 'examRegistrations', doc: exam({ job_title: word }) })) as { body: { id: string } }
          created.push({ word, id: body.id })
          ids.push(body.id)
          break
        }
        case 'here': {
          const id = ids[(now.record + words) % ids.length]!
          const outcome = await desk.run('update-record', { collection: 'examRegistrations', id, changes: { [now.field]: word } })
          if ('status' in outcome) wrote.push({ word, record: id, field: now.field })
          break
        }
        case 'there': await hq.call('PATCH', `${hq.exams}/${ids[now.record]}`, [{ op: 'add', path: `/${now.field}`, value: word }])
          break
        case 'there-deletes': if (now.record === 0) await hq.call('DELETE', `${hq.exams}/exam-reg-4`)
          break
        case 'check-in': {
          const outcome = await desk.run('check-in', { registration: registration(now.record + 1) })
          if ('status' in outcome) admitted.set(registration(now.record + 1), (outcome.body as Doc).CheckedInAt)
          break
        }
        case 'there-checks-in': await hq.call('POST', `/api/registrations/${registration(now.record + 1)}/commands/check-in`, {})
          break
        case 'sync': await desk.sync().catch((error: unknown) => {
          if (!(error instanceof SyncFault)) throw error
        })
          break
      }
    }
    desk.line.before = (request) => void (heeds || delete request.idempotencyKey)
    desk.line.after = () => {}
    await untilSynced(desk)
    await untilSynced(desk)
    expect(desk.store.outbox.state().pending).toBe(0)
    const there = await hq.all('examRegistrations')
    for (const { word } of created) expect(there.filter(({ job_title }) => job_title === word)).toHaveLength(1)
    // Nothing is dropped, nothing comes twice: what a write set was there once, or stands on a card.
    for (const [i, { word, record, field }] of wrote.entries()) {
      const times = [...hq.history.values()].map((states) => states.filter((doc, i) => doc[field] === word && states[i - 1]?.[field] !== word).length)
      const listed = desk.cards().some((card) => JSON.stringify([card.mine, card.operation.wrote]).includes(JSON.stringify(word)))
      // A later value of this desk takes the place of its earlier one, also on the card.
      const replaced = wrote.slice(i + 1).some((later) => later.record === record && later.field === field)
      const arrived = times.reduce((sum, n) => sum + n, 0)
      // One whose answer was lost and that someone replaced meanwhile was there and is listed, too.
      expect({ word, arrived, listed, replaced, fine: arrived <= 1 && (arrived === 1 || listed || replaced) }).toMatchObject({ fine: true })
    }
    for (const [id, at] of admitted) {
      const stands = (await hq.doc('bookingRegistrations', id))?.CheckedInAt === at
      expect([id, stands || desk.cards().some((card) => card.record_id === id && card.mine === at)]).toEqual([id, true])
    }
    const here = await desk.all('examRegistrations')
    expect(here.length).toBe(there.filter(({ testing_facility_id }) => testing_facility_id === VENUE).length)
    const shape = (doc: Doc) => JSON.stringify([doc.number, doc.sys_version, ...['job_title', ...fields].map((field) => doc[field] ?? null)])
    expect(here.map(shape).sort()).toEqual(there.filter(({ testing_facility_id }) => testing_facility_id === VENUE).map(shape).sort())
    for (const doc of await desk.all('bookingRegistrations')) expect(doc.CheckedInAt).toBe((await hq.doc('bookingRegistrations', String(doc.id)))?.CheckedInAt)
  }), { numRuns: runs, ...(process.env.HALLPASS_DOCUMENTS_SEED ? { seed: Number(process.env.HALLPASS_DOCUMENTS_SEED) } : {}) })
})
