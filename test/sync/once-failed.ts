/** Schedules that once broke an invariant, with what was wrong. */
import type { Schedule } from './schedule.ts'

export const ONCE_FAILED: [string, Schedule][] = [
  ['"mine" was decided while the view still showed the lost value, and the write then said nothing of what the person had seen', {
    sites: ['N', 'S', null], chance: 1_338_730_851, steps: [
      { do: 'skew', who: 2, hours: 0 }, { do: 'move', who: 1, which: 2, field: 2 }, { do: 'wait', ms: 300 }, { do: 'wait', ms: 2_000 },
      { do: 'restart', who: -1 }, { do: 'withdraw', who: 0, which: 4, field: 2 }, { do: 'restart', who: 1 }, { do: 'accommodate', who: 1, which: 5, field: 1 },
      { do: 'wait', ms: 10 }, { do: 'crash', who: -1, in: 6, when: 'after' }, { do: 'weather', who: 0, drop: 0, repeat: 0.3, slow: 0 },
      { do: 'wait', ms: 80 }, { do: 'restart', who: -1 }, { do: 'resolve', who: 1, which: 3, choice: 'mine' }, { do: 'crash', who: 1, in: 5, when: 'before' },
      { do: 'wait', ms: 10 }, { do: 'put', who: 0, which: 0, field: 1 }, { do: 'wait', ms: 12_000 },
      { do: 'move', who: 1, which: 3, field: 1 }, { do: 'withdraw', who: -1, which: 5, field: 2 },
    ],
  }],
  ['"mine" was decided before the other value had been read, and the write that was sent changed nothing', {
    sites: ['S', null], chance: 10, steps: [
      { do: 'set', who: -1, which: 1, field: 1 }, { do: 'set', who: 5, which: 1, field: 1 }, { do: 'wait', ms: 80 }, { do: 'resolve', who: 5, which: 4, choice: 'mine' },
    ],
  }],
  ['after a restore of headquarters a refused delete was answered anew, and its open card went on showing a document that was gone', {
    sites: ['N'], chance: 1, steps: [
      { do: 'backup', who: -1 }, { do: 'cut', who: 0, cut: 'both' }, { do: 'delete', who: 0, which: 0, field: 0 }, { do: 'set', who: -1, which: 0, field: 0 },
      { do: 'cut', who: 0, cut: 'none' }, { do: 'wait', ms: 60_000 }, { do: 'cut', who: 0, cut: 'both' }, { do: 'restore', who: -1, which: 0 },
      { do: 'set', who: -1, which: 0, field: 1 }, { do: 'cut', who: 0, cut: 'none' }, { do: 'wait', ms: 60_000 },
    ],
  }],
  ['headquarters, then a laptop, gave a record the same value, and the check took the second\'s writer for the first\'s', {
    sites: ['N', 'S', null], chance: 13, steps: [
      { do: 'move', who: -1, which: 3, field: 0 }, { do: 'wait', ms: 300 }, { do: 'move', who: 0, which: 5, field: 0 }, { do: 'wait', ms: 60_000 },
      { do: 'move', who: 4, which: 1, field: 0 }, { do: 'wait', ms: 10 }, { do: 'site', who: 0, site: 'N', keyOnly: false }, { do: 'set', who: 0, which: 0, field: 0 },
    ],
  }],
  ['a hub told the answers to two writes before the one to an earlier write, whose card then replaced the later one\'s', {
    sites: ['N', 'N', 'N'], hubs: 1, chained: false, chance: 2_147_483_625, steps: [
      { do: 'cut', who: 1, cut: 'answers' }, { do: 'set', who: 3, which: 3, field: 2 }, { do: 'crash', who: 2, in: 6, when: 'after', edge: 'call' },
      { do: 'notice', who: 2, which: 0, field: 0 }, { do: 'burst', who: 0, which: 4, field: 2 }, { do: 'wait', ms: 60_000 },
      { do: 'burst', who: 1, which: 0, field: 2 }, { do: 'wait', ms: 12_000 }, { do: 'set', who: 0, which: 5, field: 0 }, { do: 'wait', ms: 300 },
      { do: 'accommodate', who: 0, which: 0, field: 0 }, { do: 'accommodate', who: 4, which: 3, field: 2 },
      { do: 'weather', who: 1, drop: 0.3, repeat: 0.3, slow: 0.3, held: 0.2 }, { do: 'site', who: 5, site: 'S', keyOnly: false }, { do: 'wait', ms: 12_000 },
    ],
  }],
  ['a hub answered a write that came again before it had told the answers to those before it', {
    sites: ['N', 'N', 'N'], hubs: 2, chained: false, chance: 11, steps: [
      { do: 'pause', who: 1 }, { do: 'pause', who: 2 }, { do: 'set', who: 2, which: 1, field: 0 }, { do: 'set', who: 2, which: 5, field: 0 },
      { do: 'crash', who: -1, in: 3, when: 'before', edge: 'call' }, { do: 'burst', who: 4, which: 4, field: 0 },
      { do: 'clear', who: -1, which: 3, field: 0 }, { do: 'put', who: 5, which: 1, field: 1 }, { do: 'clear', who: 0, which: 4, field: 0 },
      { do: 'set', who: 2, which: 1, field: 2 }, { do: 'weather', who: 0, drop: 0.1, repeat: 0.3, slow: 0.1, held: 0.2 },
      { do: 'delete', who: 2, which: 1, field: 0 }, { do: 'set', who: 1, which: 3, field: 1 }, { do: 'accommodate', who: 1, which: 4, field: 0 },
      { do: 'wait', ms: 80 },
    ],
  }],
  ['a copy of a hub\'s folder was told to sync through that hub alone, which took it for itself', {
    sites: ['N', 'N', 'N', 'N'], hubs: 2, chained: true, chance: 0, steps: [
      { do: 'clone', who: 0 }, { do: 'wait', ms: 10 }, { do: 'set', who: 0, which: 0, field: 0 }, { do: 'wait', ms: 10 }, { do: 'follow', who: 4, to: [0] },
    ],
  }],
  ['a laptop whose write headquarters had, its answer lost, was told by a hub that a copy of its folder had used the number, and sent it again under another', {
    sites: ['N', 'N', 'N', 'N'], hubs: 2, chained: true, chance: 1_761_859_345, steps: [
      { do: 'clone', who: 3 }, { do: 'crash', who: -1, in: 2, when: 'after', edge: 'transaction' }, { do: 'set', who: 3, which: 0, field: 0 },
      { do: 'set', who: 0, which: 0, field: 0 }, { do: 'delete', who: 4, which: 0, field: 0 }, { do: 'wait', ms: 300 },
      { do: 'accommodate', who: 0, which: 0, field: 0 }, { do: 'set', who: 0, which: 0, field: 0 }, { do: 'set', who: 0, which: 0, field: 0 },
      { do: 'set', who: 0, which: 0, field: 0 }, { do: 'set', who: 0, which: 0, field: 0 },
    ],
  }],
  ['a hub went down right after it had stored a write, and the check did not know of it when another laptop showed it', {
    sites: ['N', 'N', 'N', 'N'], hubs: 1, chained: false, chance: 1_540_814_642, steps: [
      { do: 'crash', who: 0, in: 3, when: 'after', edge: 'transaction' }, { do: 'weather', who: 0, drop: 0, repeat: 0, slow: 0, held: 0.2 }, { do: 'burst', who: 0, which: 0, field: 0 },
      { do: 'restart', who: 0 }, { do: 'accommodate', who: 1, which: 0, field: 0 }, { do: 'wait', ms: 60_000 },
      { do: 'weather', who: 0, drop: 0, repeat: 0, slow: 0, held: 0 }, { do: 'crash', who: 0, in: 0, when: 'before', edge: 'transaction' },
      { do: 'site', who: 0, site: 'N', keyOnly: false }, { do: 'wait', ms: 10 }, { do: 'restart', who: -1 },
    ],
  }],
  ['a laptop was paused while it waited for a page that it had asked for ahead, and the network of the world never answered what was asked after that', {
    sites: ['N'], chance: 2_147_483_632, steps: [
      { do: 'weather', who: 0, drop: 0.3, repeat: 0, slow: 0.3, held: 0 }, { do: 'wait', ms: 60_000 }, { do: 'pause', who: 0 }, { do: 'restart', who: 0 },
      { do: 'set', who: 0, which: 0, field: 0 }, { do: 'set', who: 0, which: 0, field: 0 }, { do: 'set', who: 0, which: 0, field: 0 }, { do: 'move', who: 0, which: 0, field: 0 },
    ],
  }],
  ['a stream to headquarters had just failed when its desk went to its hub, and no poke woke the desk for a quarter of a minute', {
    sites: ['N', 'N', 'N', 'N'], hubs: 2, chained: true, chance: 1_450_964_840, steps: [
      { do: 'wait', ms: 300 }, { do: 'weather', who: 0, drop: 0, repeat: 0, slow: 0, held: 0.2 }, { do: 'create', who: 0, which: 0, field: 1 },
      { do: 'wait', ms: 12_000 }, { do: 'set', who: -1, which: 0, field: 0 }, { do: 'burst', who: 3, which: 1, field: 0 }, { do: 'cut', who: 1, cut: 'answers' },
      { do: 'crash', who: -1, in: 1, when: 'before', edge: 'call' }, { do: 'setBack', who: 0, which: 4 }, { do: 'release', who: 3 }, { do: 'lose', who: 1 },
      { do: 'wait', ms: 300 }, { do: 'wait', ms: 300 }, { do: 'set', who: 0, which: 1, field: 0 }, { do: 'clone', who: 0 }, { do: 'cut', who: 3, cut: 'none', to: 1 },
      { do: 'set', who: 2, which: 3, field: 2 }, { do: 'clear', who: 2, which: 1, field: 2 }, { do: 'restart', who: 3 }, { do: 'disk', who: 1, full: true },
      { do: 'site', who: 3, site: 'S', keyOnly: false }, { do: 'cut', who: 5, cut: 'both' }, { do: 'crash', who: -1, in: 1, when: 'after', edge: 'transaction' },
      { do: 'burst', who: 3, which: 0, field: 2 }, { do: 'backup', who: 4 },
    ],
  }],
  ['a crash was meant for a laptop that was down, and came while the world restored its file', {
    sites: ['N', 'S', null], chance: 0, steps: [
      { do: 'backup', who: 0 }, { do: 'crash', who: 0, in: 0, when: 'before', edge: 'transaction' }, { do: 'crash', who: 0, in: 1, when: 'before', edge: 'transaction' },
      { do: 'restore', who: 0, which: 0 }, { do: 'set', who: 0, which: 0, field: 0 },
    ],
  }],
  ['a hub went on from an earlier copy and gave a number again, and the check took the new write for the one that was gone', {
    sites: ['N', 'N', 'N', 'N'], hubs: 2, chained: false, chance: 491_342_453, steps: [
      { do: 'burst', who: 5, which: 0, field: 0 }, { do: 'backup', who: 1 }, { do: 'set', who: 1, which: 0, field: 0 }, { do: 'setBack', who: 1, which: 0 },
      { do: 'set', who: 1, which: 0, field: 0 }, { do: 'crash', who: -1, in: 1, when: 'before', edge: 'transaction' }, { do: 'resolve', who: 0, which: 0, choice: 'mine' },
      { do: 'set', who: 0, which: 0, field: 0 }, { do: 'set', who: 0, which: 0, field: 0 }, { do: 'wait', ms: 10 },
    ],
  }],
  ['a hub had a write of a laptop\'s copy, then the laptop\'s next one, and gave both a new epoch when headquarters had the laptop\'s own of the first\'s number', {
    sites: ['N', 'N', 'N'], hubs: 1, chained: false, chance: 1, steps: [
      { do: 'clone', who: 2 }, { do: 'cut', who: 0, cut: 'both', to: -1 }, { do: 'cut', who: 2, cut: 'both', to: 0 }, { do: 'set', who: 2, which: 0, field: 0 },
      { do: 'wait', ms: 60_000 }, { do: 'set', who: 3, which: 1, field: 0 }, { do: 'cut', who: 2, cut: 'none', to: 0 }, { do: 'wait', ms: 60_000 },
      { do: 'set', who: 2, which: 0, field: 1 }, { do: 'wait', ms: 2_000 },
    ],
  }],
  ['the same where the copy was of the hub\'s own folder', {
    sites: ['N', 'N'], hubs: 1, chained: false, chance: 1, steps: [
      { do: 'clone', who: 0 }, { do: 'follow', who: 2, to: [0, -1] }, { do: 'wait', ms: 2_000 }, { do: 'cut', who: 0, cut: 'both', to: -1 },
      { do: 'cut', who: 2, cut: 'both', to: 0 }, { do: 'set', who: 2, which: 0, field: 0 }, { do: 'wait', ms: 60_000 }, { do: 'set', who: 0, which: 1, field: 0 },
      { do: 'cut', who: 2, cut: 'none', to: 0 }, { do: 'wait', ms: 60_000 }, { do: 'set', who: 2, which: 0, field: 1 }, { do: 'wait', ms: 2_000 },
      { do: 'set', who: 0, which: 1, field: 1 }, { do: 'wait', ms: 2_000 },
    ],
  }],
  ['the same where the laptop\'s next write came first, and both went from one hub to another at once', {
    sites: ['N', 'N', 'N', 'N'], hubs: 2, chained: true, chance: 1, steps: [
      { do: 'clone', who: 3 }, { do: 'cut', who: 1, cut: 'both' }, { do: 'cut', who: 0, cut: 'both', to: -1 }, { do: 'cut', who: 3, cut: 'both', to: 1 },
      { do: 'cut', who: 4, cut: 'both' }, { do: 'set', who: 3, which: 0, field: 0 }, { do: 'set', who: 4, which: 1, field: 0 }, { do: 'wait', ms: 60_000 },
      { do: 'cut', who: 3, cut: 'none', to: 1 }, { do: 'wait', ms: 60_000 }, { do: 'set', who: 3, which: 0, field: 1 }, { do: 'wait', ms: 2_000 },
      { do: 'cut', who: 4, cut: 'none', to: 1 }, { do: 'wait', ms: 60_000 }, { do: 'cut', who: 1, cut: 'none' }, { do: 'wait', ms: 12_000 },
    ],
  }],
]
