import { playDay } from './play-day.ts'

playDay({ window: 'Electron', hand: 'keys', line: 'back' })
