import { fork } from 'node:child_process'
import { utilityProcess } from 'electron'
import type { FromStation, ToStation } from '../../src-shared/station-port.ts'

/** A running station process, whichever way it was started. */
export interface StationChild {
  pid: number | undefined
  post(message: ToStation): void
  onMessage(listener: (message: FromStation) => void): void
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

/** Starts station processes. */
export interface Launch {
  /** Whether a process can be started before the app is ready. */
  readonly early: boolean
  start(): StationChild
}

const NAME = 'Hallpass station'
/** The store's binding speaks this version of Node's native interface; an older Node cannot load it. */
const napi_needed = 10

/**
 * How the station is started in this Electron.
 * @param entry the station's built entry; the shell knows the station only as this path
 * @param node a current Node, for an Electron whose own is too old
 * @param compiled the folder in which Node keeps the station's compiled code from one start to the next
 */
export function stationLaunch(entry: string, node: string, compiled: () => string): Launch {
  const env = () => ({ ...process.env, NODE_COMPILE_CACHE: compiled() })
  return Number(process.versions.napi ?? 0) >= napi_needed ? utilityLaunch(entry, env) : forkLaunch(entry, node, env)
}

type Environment = () => NodeJS.ProcessEnv
const ownEnvironment: Environment = () => process.env

/** The way of current Electron: its own Node, in a process of its own. */
export function utilityLaunch(entry: string, env = ownEnvironment): Launch {
  return { early: false, start: () => utilityStation(entry, env()) }
}

function utilityStation(entry: string, env: NodeJS.ProcessEnv): StationChild {
  const child = utilityProcess.fork(entry, [], { serviceName: NAME, stdio: 'inherit', env })
  return {
    get pid() {
      return child.pid
    },
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  }
}

/** The way of an Electron whose Node is too old for the store: the project's own Node. */
export function forkLaunch(entry: string, node: string, env = ownEnvironment): Launch {
  return { early: true, start: () => forkedStation(entry, node, env()) }
}

function forkedStation(entry: string, node: string, env: NodeJS.ProcessEnv): StationChild {
  const child = fork(entry, [], { execPath: node, execArgv: [], env, serialization: 'advanced', stdio: ['ignore', 2, 2, 'ipc'] })
  return {
    pid: child.pid,
    // A message to a process that has just died is no error here: its exit is heard, and the host sees to the request.
    post: (message) => void child.send(message, () => undefined),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      let told = false
      const tell = (code: number | null) => {
        if (!told) listener(code)
        told = true
      }
      child.once('exit', tell)
      child.once('error', () => tell(null))
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
