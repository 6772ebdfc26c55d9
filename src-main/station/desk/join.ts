/** Makes this laptop the desk of a site: asks headquarters first, and changes nothing unless all of it fits. */
import { Type, type Static } from 'typebox'
import { sync_hello_timeout_ms } from '../../../src-shared/limits.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import { helloSchema, speaks, type Hello } from '../../../src-shared/protocol.ts'
import { validate } from '../commands/validate.ts'
import type { Store } from '../store/store.ts'
import { settle, tenantOf } from './place.ts'

export interface JoinConfig {
  url: string
  key: string
  site: string
}

/** One GET of headquarters; rejects where nothing answers. */
export type Ask = (url: string, key: string) => Promise<{ status: number; data: unknown }>

const problemSchema = Type.Object({ type: Type.String({ pattern: '^urn:hallpass:' }), detail: Type.String() })
const answer_bytes_max = 1_000_000

/** @param connect keeps the config and starts syncing with it */
export async function join(store: Store, config: JoinConfig, connect: (config: JoinConfig) => Promise<void>, ask: Ask = askOverHttp): Promise<Refusal | undefined> {
  const url = addressOf(config.url)
  if (url === undefined) return refuseFor('join-address', {}, at('/address', 'is not an address'))
  const hello = await greet(store, { ...config, url }, ask)
  if ('refused' in hello) return hello
  const known = tenantOf(store)
  if (known !== undefined && known !== hello.tenant) {
    return refuseFor('join-tenant', { known, tenant: hello.tenant })
  }
  const missing = await findSite({ ...config, url }, hello, ask)
  if (missing) return missing
  settle(store, { tenant: hello.tenant, site: config.site })
  await connect({ ...config, url })
  return undefined
}

async function greet(store: Store, { url, key, site }: JoinConfig, ask: Ask): Promise<Hello | Refusal> {
  const node = encodeURIComponent(store.outbox.state().node)
  const answer = await ask(`${url}/sync/hello?node=${node}&site=${encodeURIComponent(site)}`, key).catch((error: unknown) => unreachable(url, error))
  if ('refused' in answer) return answer
  const { status, data } = answer
  if (status === 200 && validate(helloSchema, data).length === 0) {
    const hello = data as Hello
    return speaks(hello.protocol) ? hello : refuseFor('join-version', {}, at('/address', 'speaks another version'))
  }
  if (validate(problemSchema, data).length > 0) {
    return refuseFor('join-stranger', { url }, at('/address', 'is not a Hallpass headquarters'))
  }
  const { detail } = data as Static<typeof problemSchema>
  if (status === 401) return refuseFor('join-key', {}, at('/key', 'is unknown'))
  if (status === 403) return refuseFor('join-not-allowed', { detail }, at('/key', 'is for another site'))
  if (status === 404) return refuseFor('join-desk', { url }, at('/address', 'is not a headquarters'))
  return refuseFor('join-busy', { detail }, { retry_after_seconds: 5 })
}

/** The site has to be one that headquarters has. */
async function findSite({ url, key, site }: JoinConfig, { tenant }: Hello, ask: Ask): Promise<Refusal | undefined> {
  const answer = await ask(`${url}/venues/${encodeURIComponent(tenant)}/${encodeURIComponent(site)}`, key).catch((error: unknown) => unreachable(url, error))
  if ('refused' in answer) return answer
  if (answer.status === 200) return undefined
  if (answer.status === 404 || answer.status === 400) return refuseFor('join-site', { site }, at('/site', 'is unknown at headquarters'))
  return refuseFor('join-site-unsure', { site, status: answer.status }, { retry_after_seconds: 5 })
}

function unreachable(url: string, error: unknown): Refusal {
  const reason = error instanceof Error ? ((error.cause as { code?: string } | undefined)?.code ?? error.message) : String(error)
  return refuseFor('join-silent', { url, reason }, at('/address', 'cannot be reached'))
}

const at = (path: string, message: string) => ({ errors: [{ path, message }] })

/** The address without a trailing slash; undefined where it is none. */
function addressOf(text: string): string | undefined {
  const url = URL.parse(text.trim())
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.search !== '' || url.hash !== '') return undefined
  return url.href.replace(/\/+$/, '')
}

async function askOverHttp(url: string, key: string): Promise<{ status: number; data: unknown }> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}`, accept: 'application/json' }, redirect: 'manual', signal: AbortSignal.timeout(sync_hello_timeout_ms) })
  const text = await readText(answer)
  try {
    return { status: answer.status, data: JSON.parse(text) as unknown }
  } catch {
    return { status: answer.status, data: text }
  }
}

/** Whatever else answers there may send without end. */
async function readText(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length
    if (bytes > answer_bytes_max) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
