/** Point 5: the rooms of the site, which a lead draws. */
import { expect } from 'vitest'
import { LEAD, PROCTOR, type Day, type Flow } from '../day.ts'
import { feedOf } from '../feed.ts'
import { button } from '../hand.ts'

const plan = ({ page }: Day, name: string) => page.getByRole('grid', { name: `Plan of ${name}` })
const place = (day: Day, room: string, name: string | RegExp) => plan(day, room).getByRole('gridcell', { name })
const field = ({ page }: Day, label: string) => page.getByLabel(label, { exact: true })

/** From the map of the sitting to its rooms. */
async function toRooms(day: Day): Promise<void> {
  await day.sitting('Seats')
  await day.page.getByRole('gridcell').first().waitFor()
  await day.hand.use(button(day.hand, /^Rooms/), 'r')
}

export const drawRoom: Flow = {
  point: 5, name: 'a lead draws a room: its size, an aisle, a gap, an accessible, a blocked and a named seat; a separate one whose seats are named by a rule, which is removed',
  async run(day) {
    const { hand, page } = day
    await day.as(LEAD)
    await toRooms(day)
    await place(day, 'Main hall', 'Seat 09, free').waitFor()
    await hand.use(button(hand, /^New room/), 'n')
    await place(day, 'Room 4', 'Seat A1, free').and(page.locator(':focus')).waitFor()
    await hand.write(field(day, 'Rows'), '2')
    await hand.write(field(day, 'Places in a row'), '4')
    // The first place is the one that the plan is at; Enter leaves a field for the plan.
    await hand.way({ keys: () => day.desk.press('Enter'), mouse: async () => undefined })
    await hand.use(button(hand, /^Accessible/), 'a')
    await place(day, 'Room 4', 'Seat A1, free, accessible').waitFor()
    await go(day, 'Seat A2, free', 'ArrowRight')
    await hand.use(button(hand, /^Whole column/), 'c')
    await place(day, 'Room 4', 'Gap, row 2, place 2').waitFor()
    await go(day, 'Seat A3, free', 'ArrowRight')
    await hand.use(button(hand, /^Blocked/), 'b')
    await place(day, 'Room 4', 'Seat A3, blocked').waitFor()
    await go(day, 'Seat A4, free', 'ArrowRight')
    await hand.use(button(hand, /^Name of this seat/), 't')
    await hand.write(field(day, 'Name of this seat'), 'Window', '')
    await hand.use(button(hand, /^Give it this name/), 'Enter')
    await go(day, 'Seat B4, free', 'ArrowDown')
    await go(day, 'Seat B4, free', 'Enter')
    await place(day, 'Room 4', 'Gap, row 2, place 4').waitFor()
    await save(day, 'Room 4')
    await hand.use(button(hand, /^New room/), 'n')
    await place(day, 'Room 5', /^Seat /).first().waitFor()
    await hand.tick(page.getByRole('checkbox', { name: /separate room/i }))
    await hand.pick(page.getByRole('radiogroup', { name: 'Names of the seats' }), '1, 2, 3, …')
    await hand.write(field(day, 'Begins with'), 'T')
    await hand.write(field(day, 'First number'), '41')
    await hand.use(button(hand, 'Name all seats this way'))
    await place(day, 'Room 5', 'Seat T41, free').waitFor()
    await save(day, 'Room 5')
    await hand.use(button(hand, 'Remove this room'))
    await hand.use(button(hand, 'Remove it'))
    await day.sees('Room 5 is removed.')
    await hand.use(button(hand, /^Back to the map/), 'Escape')
    await day.sees('Room 4, 4 of 4 free')
    await page.getByRole('gridcell', { name: 'Seat Window, free' }).waitFor()
    day.atHq('the rooms', async () => {
      const drawn = [...(await feedOf<RoomAtHq>(day.morning, 'rooms')).values()].filter(({ Name }) => /^Room \d$/.test(Name))
      expect(drawn).toMatchObject([{ Name: 'Room 4', Places: expect.arrayContaining([{ id: '1-1', Seat: 'A1', Accessible: true }, { id: '1-3', Seat: 'A3', Blocked: true }, { id: '1-4', Seat: 'Window' }]) as object[] }])
      expect(drawn[0]?.Places).toHaveLength(5)
    })
  },
}

interface RoomAtHq {
  Name: string
  Places: object[]
}
async function save(day: Day, room: string): Promise<void> {
  await day.hand.use(button(day.hand, /^Save the room/), 'Control+s')
  await day.sees(`${room} is saved.`)
}

/** Goes to a place of the plan: the mouse clicks it; a key moves there, or Enter from a field. */
async function go(day: Day, name: string, key: string): Promise<void> {
  await day.hand.use(place(day, 'Room 4', name), key)
}

export const roomsLooked: Flow = {
  point: 1, name: 'a proctor sees the rooms, and changes none',
  async run(day) {
    await day.as(PROCTOR)
    await toRooms(day)
    await day.sees('A lead or an administrator changes rooms.')
    await day.hand.use(button(day.hand, /^Back to the map/), 'Escape')
    await day.page.getByRole('gridcell', { name: /^Seat 09,/ }).waitFor()
  },
}
