/**
 * Every screen of the desk, in the order of the walk over them: a new screen is one entry here, and is then looked at by axe in
 * two themes and three languages and compared with its pictures. Whatever an entry opens it closes again, and it writes nothing.
 */
import type { StillMorning } from './still-morning.ts'

export interface Screen {
  /** The name of its pictures. */
  name: string
  /** The address after the `#`; the one before stays unless given. */
  at?: (morning: StillMorning) => string
  /** Gets the focus first. */
  focus?: string
  /** Pressed one after another; a selector in between is waited for. */
  keys?: readonly (string | { see: string })[]
  /** Shown once the screen is whole: a selector, so that it holds in every language. */
  ready: string
  /** The keys that close what was opened. */
  leave?: readonly string[]
  /** What differs between two machines, covered in the pictures. */
  volatile?: string
}

const PERSON = '#desk-person'

/** Of somebody who is signed in. */
export const SCREENS: readonly Screen[] = [
  { name: 'today', at: () => '/today', ready: 'main li button' },
  { name: 'palette', keys: ['Control+k'], ready: '[role=dialog] [role=menuitem]', leave: ['Escape'] },
  { name: 'person-menu', focus: 'nav button[aria-haspopup]', keys: ['Enter'], ready: '[role=menu]', leave: ['Escape'] },
  { name: 'everyone', at: () => '/roster/-', ready: '[role=listbox] [role=option]' },
  { name: 'roster', at: ({ event }) => `/roster/${event}`, ready: '[role=listbox] [role=option]' },
  { name: 'to-come', at: ({ event, expected }) => `/roster/${event}/${expected}`, ready: 'article h2' },
  { name: 'not-ticked', focus: PERSON, keys: ['Enter'], ready: 'article [role=alert]:not(:empty)' },
  { name: 'transfer', focus: PERSON, keys: ['t'], ready: 'article section button', leave: ['Escape'] },
  { name: 'walk-in', at: ({ event }) => `/roster/${event}`, keys: ['Control+Enter'], ready: 'main form input', leave: ['Escape'] },
  { name: 'in', at: ({ event, present }) => `/roster/${event}/${present}`, ready: 'article h2' },
  { name: 'undo', focus: PERSON, keys: ['u'], ready: 'article section input', leave: ['Escape'] },
  { name: 'sheets', focus: PERSON, keys: ['p'], ready: 'article section input', leave: ['Escape'] },
  { name: 'grant', focus: PERSON, keys: ['g', { see: 'article section section button, article section h3' }, '1'], ready: 'article section input', leave: ['Escape'] },
  { name: 'seats', at: ({ event }) => `/seats/${event}`, ready: 'main [role=gridcell]' },
  { name: 'seat-history', focus: 'main [role=gridcell][tabindex="0"]', keys: ['h'], ready: 'main section input', leave: ['Escape'] },
  { name: 'rooms', focus: 'main [role=gridcell][tabindex="0"]', keys: ['r'], ready: 'main [role=grid] [role=gridcell]', leave: ['Escape'] },
  { name: 'clock', at: ({ event }) => `/clock/${event}`, ready: '[role=listbox] [role=option]' },
  { name: 'clock-stop', focus: '[role=listbox]', keys: ['s'], ready: 'main section input', leave: ['Escape'] },
  { name: 'signature', focus: '[role=listbox]', keys: ['g', { see: 'main section button + button' }, '1'], ready: 'main input[type=password]', leave: ['Escape'] },
  { name: 'wall', focus: '[role=listbox]', keys: ['f'], ready: '[role=dialog] li', leave: ['Escape'] },
  { name: 'clock-nobody', at: ({ later }) => `/clock/${later}`, ready: 'main #desk-search' },
  { name: 'paper-pick', at: () => '/paper', ready: 'main li button' },
  { name: 'paper', at: ({ event }) => `/paper/${event}`, ready: 'main li li button' },
  { name: 'scores', at: ({ event }) => `/scores/${event}`, ready: 'main input[id^=score-]' },
  { name: 'score-correction', focus: 'main input[id^=score-][readonly]', keys: ['Control+Enter'], ready: 'main section input', leave: ['Escape'] },
  { name: 'incidents', at: ({ event }) => `/incidents/${event}`, ready: 'main [id^=incident-]' },
  { name: 'report', focus: 'main [role=region]', keys: ['i', { see: 'main section button' }, '4', '2'], ready: 'main textarea:focus', leave: ['Escape'] },
  { name: 'print', at: ({ event }) => `/print/${event}`, ready: 'main button' },
  { name: 'certificates', keys: ['8'], ready: 'main section li button', leave: ['Escape'] },
  { name: 'import', at: () => '/import', ready: 'main [role=group]' },
  { name: 'from-paper', at: ({ event }) => `/from-paper/${event}`, ready: 'main table' },
  { name: 'sync', at: () => '/sync', ready: 'main [id^=conflict-]', volatile: 'main dl' },
  { name: 'ready', at: () => '/ready', ready: 'main li:nth-of-type(7)' },
  { name: 'site', at: () => '/site', ready: 'main [role=radiogroup]', volatile: 'main dd' },
]
