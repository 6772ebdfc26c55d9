/** Point 7: what is granted to somebody, and taken away again. */
import { expect } from 'vitest'
import type { Locator } from '@playwright/test'
import type { Registration } from '../../exam-morning.ts'
import { ADMIN, LEAD, PROCTOR, type Day, type Flow } from '../day.ts'
import { feedOf } from '../feed.ts'
import { button } from '../hand.ts'

const LETTER = 'A-117'
const MISTAKE = 'Granted by mistake'
const effect = (person: Locator) => person.getByRole('status', { name: /^Ends at .+ instead of .+/ })

interface Decision {
  Kind: string
  Type: string
}
async function historyOf({ morning }: Day, { RegistrationIdentifier }: Registration): Promise<Decision[]> {
  return (await feedOf<{ AccommodationHistory: Decision[] }>(morning, 'bookingRegistrations')).get(RegistrationIdentifier)?.AccommodationHistory ?? []
}

/** Why, and on what paper. */
async function onPaper({ hand }: Day, person: Locator): Promise<void> {
  await hand.write(person.getByLabel('Reason', { exact: true }), 'Arm')
  await hand.write(person.getByLabel('Approval letter'), LETTER)
}

export const grantBySignature: Flow = {
  point: 7, name: 'a proctor grants extra time with a lead’s signature, sees before what it changes, and revokes it with another',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    const who = day.someone()
    const person = await day.person(who)
    await hand.use(button(hand, /^Grant G$/, person), 'g')
    await hand.use(button(hand, /^Extra time/, person), '1')
    await hand.way({ keys: () => hand.write(person.getByLabel('Minutes more'), '90', ''), mouse: () => hand.use(button(hand, '50 %', person)) })
    await effect(person).waitFor()
    await onPaper(day, person)
    await hand.use(button(hand, /^Next/, person), 'Enter')
    await effect(person).waitFor()
    // Neither themselves nor another proctor.
    const signers = await day.page.getByRole('group', { name: /^A second person signs/ }).getByRole('button').allInnerTexts()
    expect(signers.join()).toMatch(new RegExp(`${LEAD}[^]*${ADMIN}`))
    expect(signers.join()).not.toContain(PROCTOR)
    await hand.countersign(LEAD, day.morning.pin, 'Sign')
    const granted = person.getByRole('region', { name: 'Accommodations' })
    await granted.getByText(`signed by ${LEAD} · on ${LETTER}`).waitFor()
    await revoke(day, person, '50 %')
    await hand.countersign(LEAD, day.morning.pin, 'Sign')
    await granted.waitFor({ state: 'detached' })
    day.arrives(who, ({ Accommodations }) => expect(Accommodations).toEqual([]))
    day.atHq('what was granted', async () => {
      expect(await historyOf(day, who)).toMatchObject([
        { Kind: 'Granted', Type: 'Extra time', TimeExtension: 90, By: PROCTOR, SignedBy: LEAD, Reference: LETTER },
        { Kind: 'Revoked', Type: 'Extra time', By: PROCTOR, SignedBy: LEAD, Reason: MISTAKE },
      ])
    })
  },
}

async function revoke({ hand }: Day, person: Locator, what: string): Promise<void> {
  await hand.use(button(hand, /^Change G$/, person), 'g')
  await hand.use(button(hand, new RegExp(`^Revoke ${what}`), person), 'r')
  await effect(person).waitFor()
  await hand.use(button(hand, new RegExp(`^${MISTAKE}`), person), '1')
}

export const grantAlone: Flow = {
  point: 7, name: 'a lead grants a separate room with its seat, and something in words, alone, and revokes one with a reason',
  async run(day) {
    const { hand } = day
    await day.as(LEAD)
    const who = day.someone()
    const person = await day.person(who)
    const granted = person.getByRole('region', { name: 'Accommodations' })
    await hand.use(button(hand, /^Grant G$/, person), 'g')
    await hand.write(person.getByLabel(/^Another, in words/), 'Large print', '7')
    await hand.use(button(hand, /^Next/, person), 'Enter')
    await hand.write(person.getByLabel('Reason', { exact: true }), 'Sight')
    await hand.use(button(hand, /^Grant Enter$/, person), 'Enter')
    await granted.getByText('Large print').first().waitFor()
    await revoke(day, person, 'Large print')
    await granted.waitFor({ state: 'detached' })
    await hand.use(button(hand, /^Grant G$/, person), 'g')
    await hand.use(button(hand, /^Separate room/, person), '2')
    await hand.write(person.getByLabel(/^Seat there/), 'Q5')
    await onPaper(day, person)
    await hand.use(button(hand, /^Grant Enter$/, person), 'Enter')
    await granted.getByText(`on ${LETTER}`).waitFor()
    await person.getByRole('region', { name: 'Seat' }).getByText('Q5', { exact: true }).waitFor()
    day.arrives(who, (at) => expect(at).toMatchObject({ Seat: 'Q5', Accommodations: [{ Type: 'Separate room', TimeExtension: 0 }] }))
    day.atHq('what was granted by a lead', async () => {
      expect((await historyOf(day, who)).map(({ Kind, Type }) => `${Kind} ${Type}`)).toEqual(['Granted Large print', 'Revoked Large print', 'Granted Separate room'])
    })
  },
}
