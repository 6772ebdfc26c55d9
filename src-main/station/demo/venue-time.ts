/** Clock times at a venue as instants, and days after days. */

const minute_ms = 60_000
const day_ms = 86_400_000

/** The instant (ISO 8601 UTC) at which clocks in a time zone show a time on a day. */
export function instantAt(day: string, time: string, zone: string): string {
  const wanted = Date.parse(`${day}T${time}:00.000Z`)
  // The offset there depends on the instant that is looked for: the second look is right also beside a clock change.
  const near = wanted - offset(wanted, zone)
  return new Date(wanted - offset(near, zone)).toISOString()
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * day_ms).toISOString().slice(0, 10)
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function offset(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const shown = Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:00.000Z`)
  return shown - Math.floor(at / minute_ms) * minute_ms
}
