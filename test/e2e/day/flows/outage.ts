/** Point 11: an outage at this desk, in three parts that follow one another; what headquarters did meanwhile is decided in the evening (cards.ts). */
import { expect } from 'vitest'
import { must } from '../../../../src-shared/assert.ts'
import type { Registration } from '../../exam-morning.ts'
import { PROCTOR, type Day, type Flow } from '../day.ts'
import { atHqElsewhere, OLD_FORM, withdrawForm } from '../elsewhere.ts'
import { button } from '../hand.ts'
import { letIn } from './check-in.ts'

export interface Outage {
  /** Given a seat here and another one at headquarters. */
  ours: Registration
  theirs: Registration
  /** Let in here, cancelled there. */
  cancelled: Registration
  /** Registered at the door for a form that headquarters withdrew. */
  newcomer: string
}
const outages = new WeakMap<Day, Outage>()
export const outageOf = (day: Day) => must(outages.get(day), 'the outage')

async function seat(day: Day, who: Registration, name: string): Promise<void> {
  const { hand } = day
  const person = await day.person(who)
  await hand.use(button(hand, /^(Change|Give a seat)/, person.getByRole('region', { name: 'Seat' })), 's')
  await hand.write(day.page.getByRole('textbox', { name: 'Seat' }), name, '')
  await hand.use(button(hand, /^Give ?Enter/, person.getByRole('region', { name: 'Seat' })), 'Enter')
  await day.sees('Given to this candidate.')
}

async function register(day: Day, first: string, last: string): Promise<void> {
  const { hand } = day
  await day.roster(day.morning.event)
  await hand.use(button(hand, 'Register somebody'), 'Control+Enter')
  const form = day.page.getByRole('region', { name: 'Register somebody at the door' })
  await hand.write(form.getByLabel('Given name'), first, '')
  await hand.write(form.getByLabel('Family name'), last)
  await form.locator('option').filter({ hasText: OLD_FORM.code }).waitFor({ state: 'attached' })
  await hand.choose(form.getByRole('combobox'), `${OLD_FORM.name} (${OLD_FORM.code})`)
  await hand.use(button(hand, /^Register( Enter)?$/, form))
  await day.desk.person(`${first} ${last}`).waitFor()
}

export const outage: Flow = {
  point: 11, name: 'with the line down everything waits, and is listed',
  async run(day) {
    const { page } = day
    const it: Outage = { ours: day.someone(), theirs: day.someone(), cancelled: day.someone(), newcomer: 'Noor Haddad' }
    outages.set(day, it)
    await day.as(PROCTOR)
    await day.line.cut()
    await seat(day, it.ours, 'C1')
    await seat(day, it.theirs, 'C2')
    await letIn(day, await day.person(it.cancelled))
    await register(day, 'Noor', 'Haddad')
    await day.desk.badge(/^Offline since .* · \d+ waiting$/)
    await day.go('Sync')
    // The list ends after some hundreds; on a day without headquarters these are not the last ones.
    await page.getByRole('row').nth(1).waitFor()
    if ((await page.getByText(/^and \d+ more$/).count()) === 0) {
      for (const [who, what] of [[it.ours.LearnerName, 'Seat'], [it.theirs.LearnerName, 'Seat'], [it.cancelled.LearnerName, 'Check-in'], [it.newcomer, 'Registered']] as const) {
        await page.getByRole('row').filter({ hasText: who }).filter({ hasText: what }).first().waitFor()
      }
    }
    const first = page.getByRole('row').getByRole('button').first()
    const name = await first.innerText()
    await day.hand.use(first)
    await day.desk.person(name).waitFor()
  },
}

export const rescueSaved: Flow = {
  point: 11, name: 'what waits is printed, and saved into a rescue file with a phrase that is shown once',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    await day.go('Sync')
    const list = await day.files.pdf(() => hand.use(button(hand, /^Save as PDF/), 'd'))
    expect(list).toContain('What headquarters has not taken')
    expect(list).toContain('Check-in')
    await hand.use(button(hand, /^Save a rescue file/), 'r')
    await day.page.getByText(/^\w{4}(-\w{4}){4}$/).waitFor()
    await day.look('rescue file')
    expect(await day.files.saved(() => hand.use(button(hand, /^Save the file/)))).toMatch(/^age-encryption\.org\/v1\n/)
    await hand.use(button(hand, /^Done/), 'Escape')
    await button(hand, /^Save a rescue file/).waitFor()
  },
}

export const behindTheBack: Flow = {
  point: 11, name: 'meanwhile headquarters gives other seats, cancels one, and withdraws a form',
  async run(day) {
    const { ours, theirs, cancelled } = outageOf(day)
    await withdrawForm(day.morning)
    await atHqElsewhere(day.morning, async (ask) => {
      const command = (who: Registration, name: string, body: object) => ask(`/api/registrations/${who.RegistrationIdentifier}/commands/${name}`, body)
      await command(ours, 'assign-seat', { Seat: 'C3' })
      await command(theirs, 'assign-seat', { Seat: 'C4' })
      await command(cancelled, 'cancel', { Reason: 'Ill' })
    })
    await day.line.mend()
  },
}
