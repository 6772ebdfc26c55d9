import { playDay } from './play-day.ts'

playDay({ window: 'Chromium', hand: 'keys', line: 'down' })
