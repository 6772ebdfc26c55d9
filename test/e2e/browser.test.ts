import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hallpassProcess } from '../faults/hallpass-process.ts'
import { temporaryFolder } from '../support/electron.ts'
import { deskMorning, type DeskMorning } from './exam-morning.ts'
import { openDesk, type OpenDesk } from './open-desk.ts'
import { morningWithOutage } from './outage.ts'

/** The window in a browser, served by `hallpass station`. */
let morning: OpenDesk<DeskMorning>

beforeAll(async () => {
  morning = await openDesk(deskMorning)
})

afterAll(() => morning?.end())

describe('a morning in a browser', () => {
  it('goes on through an outage and a kill, and reaches headquarters exactly', async () => {
    const desk = await morningWithOutage(morning, {
      desk: await morning.window(),
      async restart() {
        await morning.station.kill()
        await morning.station.ready()
        return morning.window()
      },
    })
    await desk.page.close()
  })

  it('keeps the person over a reload and says when the station is away', async () => {
    const desk = await morning.window()
    await desk.signIn('Ravi Okafor', morning.pin)
    await desk.page.reload()
    await desk.sees('Open the roster')
    await morning.station.kill()
    await desk.sees(/The station is restarting/)
    await morning.station.ready()
    await desk.page.getByText(/The station is restarting/).waitFor({ state: 'detached' })
    await desk.page.close()
  })

  it('hears a scanner wherever the focus is, and leaves nothing of it in the field', async () => {
    const desk = await morning.window()
    await desk.signIn('Amara Diallo', morning.pin)
    const [one, other] = morning.candidates.slice(10)
    await desk.scan(one?.LearnerCode ?? '')
    await desk.person(one?.LearnerName ?? '').waitFor()
    await desk.search('mull')
    await desk.person('Jürgen Müller').waitFor()
    await desk.scan(other?.LearnerCode ?? '')
    await desk.person(other?.LearnerName ?? '').waitFor()
    expect(await desk.page.getByRole('combobox').inputValue()).toBe('mull')
    await desk.scan('NOBODY-1')
    await desk.sees('NOBODY-1 is nothing known here')
    await desk.page.close()
  })

  it('says that a PIN is wrong, and who has a seat', async () => {
    const desk = await morning.window()
    await desk.choosePerson()
    await desk.type('0000')
    await desk.press('Enter')
    await desk.sees('That PIN is not right.')
    await desk.enterPin(morning.pin)
    await desk.page.getByRole('navigation').waitFor()
    const somebody = morning.candidates[20]
    await desk.find(somebody?.LearnerCode ?? '')
    await desk.person(somebody?.LearnerName ?? '').waitFor()
    await desk.press('Enter')
    await desk.type('s')
    await desk.page.getByRole('textbox', { name: 'Seat' }).waitFor()
    await desk.type('22')
    await desk.press('Enter')
    await desk.page.getByRole('alert').getByText(morning.candidates[2]?.LearnerName ?? '').waitFor()
    await desk.page.close()
  })
})

describe('axe finds nothing, in light and dark,', () => {
  // The other screens are in every-screen.test.ts.
  it('where a laptop joins a site', async () => {
    const folder = await temporaryFolder()
    const fresh = await hallpassProcess('station', ['--data', folder.path])
    await fresh.ready()
    const desk = await morning.window({ url: fresh.url })
    await desk.sees('Join your site')
    expect(await desk.findings('join')).toEqual([])
    await desk.press('Enter')
    await desk.sees('Enter the key.')
    expect(await desk.findings('join, empty')).toEqual([])
    await desk.page.close()
    await fresh.kill()
    await folder.drop()
  })
})
