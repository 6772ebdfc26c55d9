import { describe, expect, it } from 'vitest'
import { calendarDay, clockTime, countdown, dayName, fullDate, nextDay, setVenueClock, zoneName } from '../../src-renderer/ui/time.ts'

const morning = '2026-11-23T14:02:00.000Z'

describe('times at the desk', () => {
  it('are those of the venue, not of the laptop', () => {
    expect(clockTime(morning, 'America/Toronto', 'en')).toBe('9:02')
    expect(clockTime(morning, 'Asia/Kolkata', 'fr')).toBe('19:32')
    expect(clockTime('2026-11-23T05:00:00Z', 'America/Toronto', 'es')).toBe('0:00')
  })
  it('name the day and the zone', () => {
    expect(dayName(morning, 'America/Toronto', 'en')).toBe('Monday 23 November')
    expect(zoneName('America/Toronto', 'en')).toBe('Eastern Time')
  })
  it('say a day with its year, an instant as it is at the venue', () => {
    expect(fullDate('2026-11-23T04:59:00Z', 'America/Toronto', 'en')).toBe('22 November 2026')
    expect(fullDate('2026-11-22', 'Pacific/Kiritimati', 'fr')).toBe('22 novembre 2026')
    expect(fullDate('2026-11-22', 'America/Vancouver', 'es')).toBe('22 de noviembre de 2026')
    expect(fullDate('some day', 'America/Toronto', 'en')).toBe('some day')
  })
  it('know the day at the venue around midnight', () => {
    expect(calendarDay(new Date('2026-11-23T04:59:00Z'), 'America/Toronto')).toBe('2026-11-22')
    expect(calendarDay(new Date('2026-11-23T05:00:00Z'), 'America/Toronto')).toBe('2026-11-23')
    expect(nextDay('2026-12-31')).toBe('2027-01-01')
    expect(nextDay('2028-02-28')).toBe('2028-02-29')
  })
  it('count down', () => {
    expect(countdown(83)).toBe('1:23')
    expect(countdown(5)).toBe('0:05')
  })

  it('follows the station where its rules for the venue differ from this window\'s', () => {
    setVenueClock('Asia/Kolkata', [{ from: '2026-01-01T00:00:00Z', minutes: 60 }, { from: '2026-11-23T12:00:00Z', minutes: -90 }])
    expect(clockTime('2026-11-23T11:59:00Z', 'Asia/Kolkata', 'en')).toBe('12:59')
    expect(clockTime('2026-11-23T12:00:00Z', 'Asia/Kolkata', 'en')).toBe('10:30')
    expect(calendarDay(new Date('2026-11-24T01:00:00Z'), 'Asia/Kolkata')).toBe('2026-11-23')
    expect(clockTime('2025-11-23T12:00:00Z', 'Asia/Kolkata', 'en')).toBe('17:30')
    expect(clockTime('2026-11-23T12:00:00Z', 'Asia/Tokyo', 'en')).toBe('21:00')
  })
})
