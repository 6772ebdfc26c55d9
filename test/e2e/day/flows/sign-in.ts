/** Point 1: who sits at the desk. */
import { expect } from 'vitest'
import { pin_attempts_free } from '../../../../src-shared/limits.ts'
import { ADMIN, PROCTOR, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'

async function signOut(day: Day): Promise<void> {
  const { hand, page } = day
  await hand.way({
    keys: () => day.desk.palette('sign out'),
    async mouse() {
      await hand.use(button(hand, /^Signed in: /))
      await hand.use(page.getByRole('menuitem', { name: 'Sign out' }))
    },
  })
  day.left()
}

export const signIn: Flow = {
  point: 1, name: 'the sign-in says how long it holds without internet, refuses a wrong PIN, makes whoever guesses wait, and lets in with the right one',
  async run(day) {
    const { hand } = day
    await signOut(day)
    await day.sees(/^Works without internet until /)
    await hand.choosePerson(PROCTOR)
    await hand.enterPin('0000')
    await day.sees('That PIN is not right.')
    await hand.use(button(hand, /^Somebody else/), 'Escape')
    await hand.choosePerson(ADMIN)
    for (let wrong = 1; wrong <= pin_attempts_free; wrong++) {
      await hand.enterPin('0000')
      await day.sees('That PIN is not right.')
    }
    await hand.enterPin('0000')
    await day.sees(/Too many tries\. Wait .+, then try again\./)
    await hand.use(button(hand, /^Somebody else/), 'Escape')
    await day.as(PROCTOR)
    expect(await button(hand, `Signed in: ${PROCTOR}`).count()).toBe(1)
  },
}
