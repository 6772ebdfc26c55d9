/** A lead at the hub and somebody with a new laptop, both with a keyboard alone. */
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hallpassProcess, type HallpassProcess } from '../faults/hallpass-process.ts'
import { networkAddress } from '../support/network-address.ts'
import { deskMorning, type DeskMorning } from './exam-morning.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'

interface HubMorning extends DeskMorning {
  /** A laptop that belongs to no site yet. */
  fresh: HallpassProcess
}

async function hubMorning(): Promise<HubMorning> {
  const morning = await deskMorning('--hub', '--host', networkAddress(), '--hub-port', '0')
  const fresh = await hallpassProcess('station', ['--data', join(dirname(morning.data), 'fresh')])
  await fresh.ready()
  return {
    ...morning, fresh,
    async end() {
      await fresh.kill()
      await morning.end()
    },
  }
}

let morning: OpenDesk<HubMorning>

beforeAll(async () => {
  morning = await openDesk(hubMorning)
})

afterAll(() => morning?.end())

it('a lead shows a code, a new laptop takes it, and is removed again', async () => {
  const lead = await morning.deskOf('Ravi Okafor')
  await lead.palette('go to site')
  await lead.sees('No desk is paired with this one yet.')
  await lead.press('p')
  await lead.sees('Code for one desk')
  const code = await lead.page.getByText(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/).innerText()
  const address = await lead.page.getByText(/^https:\/\/[\d.]+:\d+$/).innerText()

  const newcomer = await morning.window({ url: morning.fresh.url })
  await newcomer.sees('Through this site’s hub')
  await newcomer.page.locator('input:focus').waitFor()
  // Past key, site and the button that joins.
  for (let i = 0; i < 4; i++) await newcomer.press('Tab')
  await newcomer.type(address)
  await newcomer.press('Tab')
  await newcomer.press('Enter')
  await newcomer.sees('Enter the code that the hub shows.')
  await newcomer.type('22222-22222')
  await newcomer.press('Enter')
  await newcomer.sees('That is not the code that the hub shows.')
  expect(await newcomer.findings('join, wrong code')).toEqual([])
  await lead.sees(/4 tries left/)
  await newcomer.press('Control+a')
  await newcomer.type(code.toLowerCase())
  await newcomer.press('Enter')
  await lead.sees(/ is paired\.$/)
  await newcomer.signIn('Amara Diallo', morning.pin)
  await newcomer.badge(/All sent/)

  await lead.sees('Connected')
  await lead.press('p')
  await lead.sees('Code for one desk')
  expect(await lead.findings('hub')).toEqual([])
  await lead.page.getByRole('region', { name: 'Other desks of this site' }).getByRole('button', { name: /^Remove / }).focus()
  await lead.press('Enter')
  await lead.sees(/It is cut off at once/)
  await lead.page.getByRole('button', { name: 'Leave it' }).and(lead.page.locator(':focus')).waitFor()
  await lead.press('Shift+Tab')
  await lead.press('Enter')
  await lead.sees(/ was removed\.$/)
  await lead.page.getByRole('button', { name: 'Show another code' }).and(lead.page.locator(':focus')).waitFor()
  await newcomer.badge(/Offline/)
  expect([...lead.complaints, ...newcomer.complaints]).toEqual([])
})

it('a lead makes a laptop the hub, and ends that', async () => {
  const lead = await morning.window({ url: morning.fresh.url })
  await lead.signIn('Ravi Okafor', morning.pin)
  await lead.palette('go to site')
  await lead.sees('Make this laptop the hub')
  // It knows headquarters through the hub alone, so it stays.
  await lead.page.getByRole('button', { name: 'Sync without the hub' }).focus()
  await lead.press('Enter')
  await lead.sees(/What waits goes to headquarters itself/)
  await lead.page.getByRole('button', { name: 'Leave it' }).and(lead.page.locator(':focus')).waitFor()
  expect(await lead.findings('leaving the hub')).toEqual([])
  await lead.press('Shift+Tab')
  await lead.press('Enter')
  await lead.sees(/This desk reaches headquarters through its hub alone/)
  await lead.press('Escape')
  await lead.press('h')
  await lead.sees('No desk is paired with this one yet.')
  await lead.page.getByRole('button', { name: 'End being the hub' }).focus()
  await lead.press('Enter')
  await lead.sees(/they stay paired for the next time/)
  await lead.page.getByRole('button', { name: 'Leave it' }).and(lead.page.locator(':focus')).waitFor()
  expect(await lead.findings('end being the hub')).toEqual([])
  await lead.press('Shift+Tab')
  await lead.press('Enter')
  await lead.sees('Make this laptop the hub')
  expect(lead.complaints).toEqual([])
})

it('a proctor lets nobody in', async () => {
  const proctor = await morning.window({ locale: 'fr' })
  await proctor.signIn('Amara Diallo', morning.pin)
  await proctor.palette('site')
  await proctor.sees('Cette fenêtre')
  expect(await proctor.page.getByText('Autres bureaux de ce site').count()).toBe(0)
})
