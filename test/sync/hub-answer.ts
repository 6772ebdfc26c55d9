/** What a machine of a world with hubs answers to a request, as its routes do. */
import { isRefusal, problemDocument, PROBLEMS } from '../../src-shared/problem.ts'
import { pushRequestSchema, type PushRequest } from '../../src-shared/protocol.ts'
import { validate } from '../../src-main/station/commands/validate.ts'
import type { Identity } from '../../src-main/station/http/authenticate.ts'
import { knownIn, siteAsked } from '../../src-main/station/http/sync-server.ts'
import type { TransportAnswer, TransportRequest } from '../../src-main/station/sync/ports.ts'
import type { Node } from './hub-world.ts'

export async function answerOf({ server }: Node, identity: Identity, { path, body }: TransportRequest): Promise<TransportAnswer> {
  try {
    const answer = await dispatch(server, identity, new URL(path, 'http://x'), body)
    if (!isRefusal(answer)) return { status: answer === undefined ? 404 : 200, retryAfter: null, text: JSON.stringify(answer ?? {}) }
    return { status: PROBLEMS[answer.refused].status, retryAfter: null, text: JSON.stringify(problemDocument(answer)) }
  } catch (error) {
    return { status: 500, retryAfter: null, text: JSON.stringify({ detail: String(error) }) }
  }
}

async function dispatch(server: Node['server'], identity: Identity, { pathname, searchParams }: URL, body: string | undefined): Promise<unknown> {
  const site = siteAsked(identity, searchParams.get('site') ?? undefined)
  if (isRefusal(site)) return site
  const text = (name: string) => searchParams.get(name) ?? ''
  const number = (name: string) => Number(searchParams.get(name))
  switch (pathname) {
    case '/sync/hello': return server.hello(identity, site, text('node'), knownIn(Object.fromEntries(searchParams)))
    case '/sync/changes': return server.changes(identity, site, number('since'), number('limit'))
    case '/sync/first': return server.first(identity, site, text('date'))
    case '/sync/relay': return 'relay' in server ? server.relay(identity, site, { since: number('since'), life: text('life'), nodes: text('node'), limit: number('limit') }) : undefined
    case '/sync/push': {
      const push = JSON.parse(body ?? '') as PushRequest
      const wrong = validate(pushRequestSchema, push)
      if (wrong.length > 0) throw new Error(JSON.stringify(wrong))
      return server.push(identity, site, push)
    }
    default: return undefined
  }
}
