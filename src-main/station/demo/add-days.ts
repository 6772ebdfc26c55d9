const day_ms = 86_400_000

/** The day (YYYY-MM-DD) so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * day_ms).toISOString().slice(0, 10)
}
