import { playDay } from './play-day.ts'

playDay({ window: 'Electron', hand: 'mouse', line: 'down' })
