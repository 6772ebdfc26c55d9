/** What reading needs. */
import type { Store } from '../../store/store.ts'
import type { Clock } from '../ports.ts'
import type { DocumentsServer } from './documents-server.ts'
import type { IdAliases } from './id-aliases.ts'
import type { LocalFeed } from './local-feed.ts'

export interface WalkParts {
  store: Store
  server: DocumentsServer
  aliases: IdAliases
  feed: LocalFeed
  clock: Clock
  tenant: string
  site: string | null
  /** Collections that the server does not show, and `limit` where it does not take the size of a page. */
  missing: Set<string>
}
