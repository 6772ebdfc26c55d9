/** What the window shows of the clock, second signatures, accommodations and incidents, and what the station refuses to whom. */
import { describe, expect, it } from 'vitest'
import { AFTERNOON, event, makeDeskSite, MORNING, person, PIN, registrationId, type DeskSite } from './make-desk-site.ts'

const START = '2026-11-23T17:00:00.000Z'
const at = (time: string) => `2026-11-23T${time}:00.000Z`
const inside = { AttendanceStatus: 'Present', CheckedInAt: at('16:50'), CheckedInBy: 'Amara Diallo' }

async function morning(): Promise<DeskSite & { as: (user?: string) => Promise<ReturnType<typeof asker>> }> {
  const site = await makeDeskSite({ authority: false })
  await site.load([
    event(MORNING, START, { DurationMinutes: 180 }), event(AFTERNOON, at('22:00')),
    ...person(1, MORNING, 'Jürgen', 'Müller', { ...inside, Seat: '14', Accommodations: [{ Type: 'Extra time', Name: '25 %', TimeExtension: 45 }] }),
    ...person(2, MORNING, '娜', '李', { ...inside, Seat: '8' }), ...person(3, MORNING, 'Seán', 'Ó', inside), ...person(4, MORNING, 'Niamh', 'O’Brien'), ...person(5, AFTERNOON, 'Ana', 'Garcia'),
  ])
  return Object.assign(site, { as: async (user = 'amara') => asker(site, await site.signIn(user)) })
}

function asker(site: DeskSite, token: string) {
  const post = (path: string, body: object) => site.ask('POST', path, { token, body })
  return {
    post,
    get: (path: string) => site.ask('GET', path, { token }),
    clock: (segment: string, body: object) => post(`/api/events/${MORNING}/clock/${segment}`, body),
    command: (n: number, name: string, body: object = {}) => post(`/api/registrations/${registrationId(n)}/commands/${name}`, body),
    sign: async (user_id: string, pin = PIN) => post('/desk/sign-off', { user_id, pin }),
  }
}

describe('the clock of a sitting', () => {
  it('shows each candidate who is in with an end of their own, and who is still to come', async () => {
    const site = await morning()
    const amara = await site.as()
    site.clock.at = at('18:00')
    await amara.command(2, 'start-break', { At: at('17:50') })
    const { body } = await amara.get(`/desk/clock?event=${MORNING}`)
    expect(body).toMatchObject({ now: at('18:00'), to_come: 1, event: { id: MORNING }, waiting: false, stops: [] })
    const [müller, li, ó] = [1, 2, 3].map((n) => body.rows.find(({ id }: { id: string }) => id === registrationId(n)))
    expect(müller).toMatchObject({ ends_at: at('20:45'), clock_ends_at: at('20:45'), extra_minutes: 45, standing: null, seat: '14', waiting: false })
    expect(li).toMatchObject({ ends_at: at('20:00'), clock_ends_at: at('20:10'), standing: { kind: 'break', since: at('17:50'), left_ms: 130 * 60_000 }, waiting: true })
    expect(ó).toMatchObject({ ends_at: at('20:00'), break_minutes: 0 })
    expect((await amara.get('/desk/clock?event=nothing')).status).toBe(404)
  })

  it('gives time back only with a second person, whom the write and the audit log name', async () => {
    const site = await morning()
    const amara = await site.as()
    site.clock.at = at('17:48')
    const stopped = await amara.clock('stop', { Reason: 'Fire alarm' })
    const Stop = stopped.body.Stops[0].Identifier
    site.clock.at = at('17:59')
    const alone = await amara.clock('resume', { Stop })
    expect([alone.status, alone.body.sign_off, alone.body.detail]).toEqual([403, 'anyone', expect.stringContaining('second person')])
    expect((await amara.sign('amara')).status).toBe(403)
    expect(await amara.sign('ravi', '1111')).toMatchObject({ status: 403, body: { detail: 'That PIN is not right.', sign_off: 'wrong-pin' } })
    const { body: signed } = await amara.sign('ravi')
    expect(signed.user).toEqual({ id: 'ravi', name: 'Ravi Okafor', role: 'lead' })
    const audited: { actor: string; action: string }[] = []
    const { commit } = site.store
    site.store.commit = (made) => (audited.push(made.audit), commit(made))
    // A signature is for whoever asked for it.
    expect((await (await site.as('admin')).clock('resume', { Stop, SignOff: signed.token })).status).toBe(403)
    expect((await amara.clock('resume', { Stop, SignOff: signed.token })).body.Stops).toMatchObject([{ Minutes: 11, EndedBy: 'Amara Diallo', SignedBy: 'Ravi Okafor' }])
    expect(audited.at(-1)).toMatchObject({ actor: 'amara', action: 'resume-clock signed-by ravi' })
    // And for one write.
    expect((await amara.clock('undo', { Stop, Reason: 'x', SignOff: signed.token })).status).toBe(403)
    const queued = site.store.outbox.queued(10).at(-1)
    expect(queued).toMatchObject({ command: 'resume-clock', actor: { id: 'amara' }, input: { second: { id: 'ravi', name: 'Ravi Okafor' } } })
    expect(JSON.stringify(queued)).not.toContain(PIN)
    const view = (await amara.get(`/desk/clock?event=${MORNING}`)).body
    expect(view).toMatchObject({ waiting: true, stops: [{ kind: 'stop', reason: 'Fire alarm', minutes: 11, signed_by: 'Ravi Okafor', only: null }] })
    expect(view.rows.map(({ ends_at }: { ends_at: string }) => ends_at).sort()).toEqual([at('20:11'), at('20:11'), at('20:56')])
    expect((await amara.get(`/desk/candidates/${registrationId(1)}`)).body).toMatchObject({ ends_at: at('20:56'), given_minutes: 11 })
  })

  it('locks out whoever guesses the second PIN, and forgets a signature after two minutes', async () => {
    const site = await morning()
    const amara = await site.as()
    const { body } = await amara.sign('ravi')
    site.clock.at = at('17:30')
    expect((await amara.clock('give', { Minutes: 5, Reason: 'x', SignOff: body.token })).status).toBe(403)
    const answers = []
    for (let i = 0; i < 7; i++) answers.push((await amara.sign('ravi', '9999')).status)
    expect(answers).toEqual([403, 403, 403, 403, 403, 429, 429])
  })
})

describe('accommodations', () => {
  it('are a lead\'s to decide: a proctor is refused by the station and asks one to sign', async () => {
    const site = await morning()
    const amara = await site.as()
    const grant = { Type: 'Extra time', TimeExtension: 90, Reason: 'Approved by the board', Reference: 'Letter 2026-118' }
    for (const [name, body] of [['desk-grant', grant], ['desk-revoke', { Type: 'Extra time', Reason: 'x' }], ['grant-accommodation', { Type: 'Reader' }], ['revoke-accommodation', { Type: 'Extra time' }]] as const) {
      const refused = await amara.command(1, name, body)
      expect([refused.status, refused.body.sign_off, refused.body.detail]).toEqual([403, 'lead', expect.stringContaining('lead')])
    }
    const { body } = await amara.sign('ravi')
    expect((await amara.command(1, 'desk-grant', { ...grant, SignOff: body.token })).body).toMatchObject({ EndsAt: at('21:30'), Accommodations: [{ Type: 'Extra time', Name: null, TimeExtension: 90 }] })
    expect((await amara.get(`/desk/candidates/${registrationId(1)}`)).body.accommodation_details).toEqual([
      { type: 'Extra time', name: null, minutes: 90, granted_by: 'Amara Diallo', granted_at: site.clock.at, signed_by: 'Ravi Okafor', reason: 'Approved by the board', reference: 'Letter 2026-118' },
    ])
  })

  it('take no other proctor\'s signature, and need a reason at the desk', async () => {
    const site = await morning()
    await site.load([['users', { ...JSON.parse((await site.store.get({ tenant: 'bc', collection: 'users', id: 'amara' }))!.text), id: 'bo', name: 'Bo' }]])
    const amara = await site.as()
    const { body } = await amara.sign('bo')
    const refused = await amara.command(1, 'desk-grant', { Type: 'Reader', Reason: 'x', SignOff: body.token })
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('Bo is no lead')])
    const ravi = await site.as('ravi')
    expect((await ravi.command(1, 'desk-grant', { Type: 'Reader' })).status).toBe(400)
    expect((await ravi.command(1, 'desk-grant', { Type: 'Reader', Reason: 'Board' })).status).toBe(200)
    expect((await ravi.command(1, 'desk-revoke', { Type: 'Extra time', Reason: 'A mistake' })).body).toMatchObject({ EndsAt: at('20:00'), Accommodations: [{ Type: 'Reader' }] })
    const stored = JSON.parse((await site.store.get({ tenant: 'bc', collection: 'bookingRegistrations', id: registrationId(1) }))!.text)
    expect(stored.AccommodationHistory).toMatchObject([{ Kind: 'Granted', Type: 'Reader', By: 'Ravi Okafor' }, { Kind: 'Revoked', Type: 'Extra time', TimeExtension: 45, Reason: 'A mistake' }])
  })
})

describe('incidents of a sitting', () => {
  it('are listed by time with candidate, seat and people, and withdrawn with a reason', async () => {
    const site = await morning()
    const amara = await site.as()
    const report = (body: object) => amara.post(`/api/events/${MORNING}/incidents/report`, body)
    await report({ Type: 'Technical: Power', Text: 'Dark for a minute', At: at('17:40') })
    const one = await amara.command(1, 'report-incident', { Type: 'Examinee: Ill', Text: '去了医务室', At: at('17:20'), People: [' Dr Ó '] })
    expect(one.body).toMatchObject({ Seat: '14', People: ['Dr Ó'], LearnerName: 'Jürgen Müller', ReportedBy: 'Amara Diallo' })
    expect((await report({ Type: 'x', Text: 'y', RegistrationIdentifier: registrationId(5) })).status).toBe(400)
    const list = async () => (await amara.get(`/desk/incidents?event=${MORNING}`)).body
    expect(await list()).toMatchObject({
      site: 'Burnaby Test Centre', people: [{ name: 'Jürgen Müller' }, { name: 'Seán Ó' }, { name: 'Niamh O’Brien' }, { name: '娜 李' }],
      incidents: [{ type: 'Examinee: Ill', seat: '14', code: 'EL-20401', waiting: true }, { type: 'Technical: Power', registration: null, seat: null }],
    })
    const withdraw = { IncidentIdentifier: one.body.IncidentIdentifier, Reason: 'The wrong candidate' }
    expect((await amara.post(`/api/events/${AFTERNOON}/incidents/withdraw`, withdraw)).status).toBe(404)
    expect((await amara.post(`/api/events/${MORNING}/incidents/withdraw`, withdraw)).status).toBe(200)
    expect((await amara.post(`/api/events/${MORNING}/incidents/withdraw`, withdraw)).status).toBe(409)
    expect((await list()).incidents[0]).toMatchObject({ withdrawn_by: 'Amara Diallo', withdrawn_reason: 'The wrong candidate' })
    expect((await amara.get(`/api/events/${MORNING}/incidents`)).body).toMatchObject({ Count: 2 })
    expect((await amara.get('/desk/incidents?event=nothing')).status).toBe(404)
  })
})
