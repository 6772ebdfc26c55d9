import type { UpstreamKind } from '../../src-shared/upstream-limits.ts'
import { openDataFolder, type DamageOptions, type OpenFolder } from './data-folder.ts'

/** What a station or headquarters needs to start; the command line and the app's own process both give this. */
export interface StationOptions {
  /** The data folder; `startStation` takes it with openDataFolder and gives it back when it is closed. */
  data: string
  /** 64 hexadecimal digits; whoever starts the station has custody of it. */
  key: string
  /** Headquarters, or the hub, that this station syncs with. The folder remembers kind and tenant. */
  upstream?: { url: string; key: string; site: string; kind?: UpstreamKind | undefined; tenant?: string | undefined } | undefined
  /** Serve `/sync` to the other stations of the site. */
  hub?: boolean
  /** False where the window has another way in than a browser. */
  browser?: boolean
  limits?: { rate?: number | undefined; records?: number | undefined }
  /** One plain line for the person who runs this; standard error unless given. */
  log?: (line: string) => void
  /** The database turned out to be damaged: nothing may be answered any more. The process ends unless given. */
  onDamage?: (sentence: string) => void
}

/** Takes the data folder of a station. @throws StoreError, BadKey */
export function openStationFolder(options: StationOptions): OpenFolder {
  return openDataFolder({ folder: options.data, use: 'serve', key: options.key, damage: damageOptions(options) })
}

/** A damaged database is recovered where a headquarters fills it again; damage that shows later ends the process. */
export function damageOptions({ upstream, log = toStandardError, onDamage }: StationOptions): DamageOptions {
  return { refill: upstream !== undefined, log, onDamage: onDamage ?? ((sentence) => end(sentence, log)) }
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`)
}

function end(sentence: string, log: (line: string) => void): void {
  log(sentence)
  process.exit(1)
}
