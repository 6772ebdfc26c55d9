import { join } from 'node:path'
import { runShell } from '../../../src-main/shell/shell.ts'
import { shellOptions } from '../../../src-main/shell/shell-options.ts'
import { forkLaunch, utilityLaunch } from '../../../src-main/shell/station-child.ts'

/** The real shell around a station that opens no store, started the way that STAND_IN_FORK asks for. */
const station = join(__dirname, 'station.cjs')
const node = process.env.STAND_IN_NODE
const log = (line: string) => void process.stderr.write(`hallpass: ${line}\n`)

void runShell(
  shellOptions(process.argv.slice(1), process.env),
  { preload: join(__dirname, 'preload.cjs'), renderer: join(__dirname, 'renderer') },
  node ? forkLaunch(station, node) : utilityLaunch(station),
  log,
)
