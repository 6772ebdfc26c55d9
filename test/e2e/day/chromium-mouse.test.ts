import { playDay } from './play-day.ts'

playDay({ window: 'Chromium', hand: 'mouse', line: 'up' })
