/** Point 1: this window as somebody wants it. */
import type { Locator } from '@playwright/test'
import type { Day, Flow } from '../day.ts'

export const preferences: Flow = {
  point: 1, name: 'theme, size of text, language to French and back, and single keys off and on',
  async run(day) {
    const { hand, page } = day
    const choice = (option: string) => page.getByRole('radiogroup').filter({ has: page.getByText(option, { exact: true }) })
    await day.go('Site')
    await hand.pick(choice('Dark'), 'Dark')
    await page.locator('html[data-theme=dark]').waitFor()
    await hand.pick(choice('Dark'), 'As the system')
    await hand.pick(choice('Largest'), 'Largest')
    await page.locator('html[data-text=largest]').waitFor()
    await hand.pick(choice('Largest'), 'Normal')
    await hand.pick(choice('Français'), 'Français')
    await page.locator('html[lang=fr]').waitFor()
    await day.sees('Taille du texte')
    await hand.pick(choice('Français'), 'English')
    await page.locator('html[lang=en]').waitFor()
    await singleKeys(day, page.getByRole('switch', { name: /^Single keys/ }))
  },
}

/** Without them the bar of keys shows no letter, and with them it does. */
async function singleKeys({ hand, page }: Day, control: Locator): Promise<void> {
  const flip = () => hand.way({ keys: () => hand.tick(control), mouse: () => hand.use(page.getByText('Single keys', { exact: true })) })
  await flip()
  await control.and(page.locator(':not(:checked)')).waitFor({ state: 'attached' })
  await flip()
  await control.and(page.locator(':checked')).waitFor({ state: 'attached' })
}
