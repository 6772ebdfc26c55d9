/** Writes that two people sign: whoever sits at the desk needs a second person; a program with a key signs for itself. */
import type { Role } from '../../../src-shared/desk.ts'
import { isRefusal, refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { Outcome } from '../commands/apply.ts'
import type { Command } from '../commands/command.ts'
import type { Identity } from './authenticate.ts'
import type { HttpDeps } from './http-deps.ts'
import type { Call, Operation } from './route.ts'

/** Whether this person needs somebody's signature, and whose: any second person's, or a lead's. */
export type Needs = (identity: Identity) => 'nobody' | 'anyone' | 'lead'

const LEADS: readonly Role[] = ['lead', 'admin']

/** Two people, whoever they are. */
export const twoPeople: Needs = ({ session }) => (session ? 'anyone' : 'nobody')
/** A lead or an administrator alone; others with one of them. */
export const aLead: Needs = ({ session, role }) => (!session || (role !== undefined && LEADS.includes(role)) ? 'nobody' : 'lead')

/** Runs a command as `runWith`, its `SignOff` turned into the second person, whom the write carries to headquarters. */
export function runSigned<I, L>(deps: HttpDeps, command: Command<I, L>, needs: Needs, asked: string): Operation['handle'] {
  return async ({ request, run, params, body }: Call): Promise<Outcome> => {
    const { SignOff, ...input } = (body ?? {}) as { SignOff?: string }
    const second = signerOf(deps, request.identity, SignOff, needs, asked)
    if (isRefusal(second)) return second
    const outcome = await run(command, { ...input, ...params, ...(second ? { second } : {}) } as I)
    if (SignOff !== undefined && !isRefusal(outcome)) deps.desk?.signOffs.spend(SignOff)
    return outcome
  }
}

function signerOf({ desk }: HttpDeps, identity: Identity, token: string | undefined, needs: Needs, asked: string): { id: string; name: string } | undefined | Refusal {
  const need = needs(identity)
  if (token === undefined) return need === 'nobody' ? undefined : refuse('forbidden', asked, { extra: { sign_off: need } })
  const signer = desk?.signOffs.signerOf(identity.actor.id, token)
  if (!signer) return refuse('forbidden', 'This signature is too old or not known. The second person has to enter the PIN again.', { extra: { sign_off: need } })
  if (need === 'lead' && !LEADS.includes(signer.role)) return refuse('forbidden', `${signer.name} is no lead. ${asked}`, { extra: { sign_off: need } })
  return { id: signer.id, name: signer.name }
}
