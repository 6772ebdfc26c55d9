/** Point 3: somebody is found, whatever script the name is in. */
import { expect } from 'vitest'
import type { Locator } from '@playwright/test'
import { screen_timeout_ms } from '../../desk-page.ts'
import { PROCTOR, type Day, type Flow } from '../day.ts'
import { button } from '../hand.ts'

const field = ({ page }: Day) => page.getByRole('combobox', { name: 'Name, code or e-mail' })
const rows = ({ page }: Day): Locator => page.getByRole('listbox', { name: 'Candidates' }).getByRole('option')

export const search: Flow = {
  point: 3, name: 'the first sign of a name finds it, in any script, with or without its marks; a filter leaves who needs a look',
  async run(day) {
    const { hand, page } = day
    await day.as(PROCTOR)
    await day.roster(day.morning.event)
    // The field of a roster has the focus by itself.
    for (const [typed, name] of [['佐', '佐藤さくら'], ['кова', 'Олена Коваленко'], ['gudrun', 'Guðrún Þórsdóttir'], ['நி', 'நிலா']] as const) {
      await hand.write(field(day), typed, '')
      await day.desk.person(name).waitFor()
    }
    await hand.use(button(hand, /^Clear/), 'Escape')
    const chips = page.getByRole('radiogroup', { name: 'Show' })
    for (const filter of ['Accommodations', 'Needs a look', 'To come', 'All']) {
      const chip = chips.getByRole('radio', { name: new RegExp(`^${filter} `) })
      await hand.pick(chips, new RegExp(`^${filter}`))
      await chip.and(page.locator('[aria-checked=true]')).waitFor()
      const n = Number(/\d+$/.exec((await chip.innerText()).trim())?.[0])
      await expect.poll(async () => (n === 0 ? '0' : rows(day).first().getAttribute('aria-setsize')), { timeout: screen_timeout_ms }).toBe(String(n))
    }
  },
}
