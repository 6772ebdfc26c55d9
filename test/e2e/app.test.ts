/** The same morning in a real Electron window, the places that lean on the machine (files, printing, a map), and a sitting from the accommodations to the last card, headquarters away in its middle. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { hallpassProcess } from '../faults/hallpass-process.ts'
import type { OpenApp } from '../support/electron.ts'
import { asker } from './asker.ts'
import { DeskPage, screen_timeout_ms } from './desk-page.ts'
import { examMorning, type ExamMorning, type Registration } from './exam-morning.ts'
import { morningApp } from './morning-app.ts'
import { morningWithOutage } from './outage.ts'

let morning: ExamMorning
let app: OpenApp
let desk: DeskPage

async function open(): Promise<DeskPage> {
  app = await morningApp(morning)
  return new DeskPage(app.page)
}

beforeAll(async () => {
  morning = await examMorning()
})

afterAll(async () => {
  await app?.close()
  await morning?.end()
})

describe('a morning in the app', () => {
  it('goes on through an outage and a kill, and reaches headquarters exactly; axe finds nothing', async () => {
    desk = await morningWithOutage(morning, {
      desk: await open(),
      async restart() {
        const process = app.app.process()
        const gone = new Promise((resolve) => process.once('exit', resolve))
        process.kill('SIGKILL')
        await gone
        return open()
      },
    })
    expect(await desk.findings('the person in the app')).toEqual([])
    await desk.palette('go to today')
    await desk.sees('Open the roster')
    expect(await desk.findings('today in the app')).toEqual([])
  })

  it('shows on the map who sits where', async () => {
    await desk.press('Control+m')
    await desk.sees('The seats of which sitting?')
    await desk.press('1')
    await desk.page.getByRole('gridcell', { name: /^Seat Q2, .*Jürgen Müller/ }).waitFor()
  })

  it('saves numbered sheets of scrap paper as a PDF where the person says', async () => {
    const file = join(dirname(morning.data), 'sheets.pdf')
    // In place of the system's dialog, which no test can answer.
    await app.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    await desk.go(`#/print/${morning.event}`)
    await desk.sees('Numbered scrap paper')
    await desk.press('f')
    await desk.page.getByRole('button', { name: 'Save as PDF', pressed: true }).waitFor()
    await desk.press('6')
    await desk.sees('Make the codes and print')
    await desk.press('Enter')
    await desk.sees(/sheets\.pdf/)
    expect(existsSync(file)).toBe(true)
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await readFile(file))), { mergePages: true })
    expect(text).toContain(morning.müller.LearnerName)
    expect(text).toMatch(/SP-[0-9A-Z]{5}-[0-9A-Z]{5}/)
  })

  it('reads a roster file for a lead, and who is in it is registered', async () => {
    await desk.palette('switch person')
    await desk.signIn('Ravi Okafor', morning.pin)
    await desk.go(`#/import/${morning.event}`)
    await desk.sees('Drop the roster here')
    await desk.page.locator('input[type=file]').setInputFiles({ name: 'late.csv', mimeType: 'text/csv', buffer: Buffer.from('Last name,First name,Code\nÞórsdóttir,Guðrún,APP-1\n') })
    await desk.sees('What do its columns say?')
    await desk.page.getByRole('button', { name: /^See what would happen/ }).and(desk.page.locator(':enabled')).waitFor()
    await desk.press('Control+Enter')
    await desk.sees('1 person would be registered')
    await desk.press('Control+Enter')
    await desk.sees('1 person was registered')
    const atHq = async () => (await morning.askHq<{ Items: Registration[] }>('/api/registrations/search', { Name: 'Guðrún Þórsdóttir' })).Items.map(({ LearnerCode }) => LearnerCode)
    await expect.poll(atHq, { timeout: screen_timeout_ms }).toContain('APP-1')
    expect(desk.complaints).toEqual([])
  })

  it('a sitting with headquarters away in its middle: time granted and given back, an incident, a row from paper, scores by two; at the end one card', async () => {
    const [granted, paper, moved] = [1, 4, 5].map((n) => must(morning.candidates[n], 'a candidate')) as [Registration, Registration, Registration]
    const person = async ({ RegistrationIdentifier, LearnerName }: Registration) => {
      await desk.go(`#/roster/${morning.event}/${RegistrationIdentifier}`)
      await desk.person(LearnerName).waitFor()
      await desk.page.locator('#desk-person').focus()
    }
    await morning.hq.kill()
    await desk.badge(/^Offline since/)

    await person(granted)
    await desk.press('g')
    await desk.sees('Which accommodation?')
    await desk.press('1')
    await desk.page.getByRole('status', { name: /^Ends at \d+:\d+ instead of \d+:\d+$/ }).waitFor()
    await desk.page.getByRole('textbox', { name: 'Reason' }).focus()
    await desk.type('Approved')
    await desk.press('Enter')
    await desk.sees(/granted by Ravi Okafor on /)
    await desk.press('i')
    await desk.sees('New report')
    await desk.type('42')
    await desk.page.locator('textarea:focus').waitFor()
    await desk.type('No network at row B')
    await desk.press('Enter')
    await desk.page.locator('textarea').waitFor({ state: 'detached' })

    // The same candidate gets one seat here and another at headquarters, which this laptop does not hear.
    await person(moved)
    await desk.press('s')
    await desk.page.getByRole('textbox', { name: 'Seat' }).waitFor()
    await desk.type('31')
    await desk.press('Enter')
    await desk.sees('Given to this candidate.')
    await seatElsewhere(moved, '30')

    await desk.go(`#/clock/${morning.event}`)
    await desk.page.getByRole('listbox').getByRole('option').first().waitFor()
    await desk.press('s')
    await desk.sees('Stop the clock for everyone: why?')
    await desk.press('1')
    await desk.sees(/The clock stands for everyone since .* stopped by Ravi Okafor/)
    await desk.press('s')
    await desk.page.getByRole('textbox', { name: 'Minutes' }).and(desk.page.locator(':focus')).waitFor()
    await desk.press('Control+a')
    await desk.type('11')
    await desk.press('Enter')
    await desk.sees('A second person signs: who, then their PIN')
    await desk.press('1')
    await desk.enterPin(morning.pin)
    await desk.sees(/11 min given back to all, signed Ravi Okafor and /)

    await desk.go(`#/from-paper/${morning.event}`)
    const time = desk.page.locator('input[data-field=time]')
    await time.first().waitFor()
    await desk.search(paper.LearnerCode)
    await expect.poll(() => time.count(), { timeout: screen_timeout_ms }).toBe(1)
    await desk.press('Enter')
    await desk.page.locator('input[data-field=time]:focus').waitFor()
    await desk.type('0000')
    await desk.press('Tab')
    await desk.type('78')
    await desk.press('Enter')
    await desk.sees('Saved')

    await scores()
    await desk.page.getByRole('row').filter({ hasText: 'A second person is needed' }).nth(1).waitFor()
    await desk.palette('switch person')
    await desk.signIn('Amara Diallo', morning.pin)
    await scores()
    await desk.page.getByRole('row').filter({ hasText: /Passed|Failed/ }).nth(1).waitFor()

    await morning.hq.ready()
    await desk.badge(/1 to decide/)
    await desk.go('#/sync')
    const card = desk.page.locator('article[id^=conflict-]')
    await card.getByText(moved.LearnerName).waitFor()
    await desk.press('2')
    await card.waitFor({ state: 'detached' })
    await desk.badge(/^All sent$/)
    expect(await morning.atHq(moved.RegistrationIdentifier)).toMatchObject({ Seat: '30' })
    expect(await morning.atHq(paper.RegistrationIdentifier)).toMatchObject({ Seat: '78', CheckedInAt: expect.any(String) as string })
    expect(await morning.atHq(granted.RegistrationIdentifier)).toMatchObject({ Accommodations: [{ Type: 'Extra time' }] })
    expect(desk.complaints).toEqual([])
  })
})

/** Two people who are in, by whoever is signed in. */
async function scores(): Promise<void> {
  await desk.go('#/sync')
  await desk.go(`#/scores/${morning.event}`)
  await desk.page.getByRole('textbox', { name: /^Score of/ }).nth(1).waitFor()
  await desk.press('Enter')
  await desk.page.locator('input[id^=score-]:focus').waitFor()
  for (const score of ['71', '64']) {
    await desk.type(score)
    await desk.press('Enter')
  }
}

/** Headquarters is up for a moment, at an address that the laptop does not know. */
async function seatElsewhere({ RegistrationIdentifier }: Registration, Seat: string): Promise<void> {
  const elsewhere = await hallpassProcess('hq', ['--data', join(dirname(morning.data), 'hq')])
  await elsewhere.ready()
  await asker(elsewhere.url, morning.upstream.key)(`/api/registrations/${RegistrationIdentifier}/commands/assign-seat`, { Seat })
  await elsewhere.stop()
}
