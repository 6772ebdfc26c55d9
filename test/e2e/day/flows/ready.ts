/** Point 2: before the day. */
import { expect } from 'vitest'
import { PROCTOR, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'
import { letNextIn } from './check-in.ts'

const WORDS = '(Good|Have a look|Not ready|Not known)'
const CHECKS = ['People', 'Roster', 'Sent to headquarters', 'This laptop’s clock', 'Signing in without internet', 'Space on the disk', 'Backup']
const row = ({ page }: Day, name: string, words = WORDS) => page.getByRole('main').getByRole('listitem').filter({ hasText: new RegExp(`^${name.replace('’', '.')} ?${words}`) })

export const ready: Flow = {
  point: 2, name: 'could we open with the internet off: the answer, each thing that it rests on, a backup, a test page, and what waits',
  async run(day) {
    const { hand } = day
    await day.as(PROCTOR)
    // Where the line is down, this waits.
    await letNextIn(day)
    await day.go('Ready?')
    await day.sees('Could we open with the internet off?')
    for (const name of CHECKS) await row(day, name).waitFor()
    await day.sees('Print a test page to see that the printer is on and has paper.')
    await hand.use(button(hand, /^Make a backup/), 'b')
    await day.sees('The backup is made.')
    await row(day, 'Backup', 'Good').waitFor()
    const page = await day.files.printed(() => hand.use(button(hand, /^Print a test page/), 'p'))
    expect(page).toMatch(/Test page[^]*Could we open with the internet off\?[^]*Signing in without\s+internet/)
    await day.sees(/^Yes, (this laptop has all it needs|but have a look at)/)
    if (day.line.kind !== 'down') return
    await row(day, 'Sent to headquarters', 'Have a look').waitFor()
    await hand.use(button(hand, /^See what waits/), 'w')
    await day.page.getByRole('heading', { name: 'Sync', exact: true }).waitFor()
  },
}
