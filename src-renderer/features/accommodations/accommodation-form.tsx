/** Granting or revoking: which, how much and why, what it changes in large type, and, unless a lead asks, a lead's signature. */
import { useState } from 'react'
import type { AccommodationDetail, Candidate, DeskUser } from '../../../src-shared/desk.ts'
import { asProblem } from '../../api/api-problem.ts'
import { command, signOff, users } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Ask } from '../../ui/ask.tsx'
import ask from '../../ui/ask.module.css'
import { useI18n } from '../../ui/i18n.ts'
import { ReasonChoices } from '../../ui/reason-choices.tsx'
import { SecondSignature } from '../../ui/second-signature.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { ChooseKind } from './choose-kind.tsx'
import { EndEffect } from './end-effect.tsx'
import { GrantFields } from './grant-fields.tsx'
import type { GrantInput } from './grant-fields.tsx'

interface AccommodationFormProps {
  candidate: Candidate
  user: DeskUser
  onDone: () => void
  onClose: () => void
}

/** The write that is made once nobody has to sign any more. */
interface Decided {
  name: 'desk-grant' | 'desk-revoke'
  input: Record<string, unknown>
  seat: string
}

export function AccommodationForm({ candidate, user, onDone, onClose }: AccommodationFormProps) {
  const { t } = useI18n()
  const [type, setType] = useState<string | null>(null)
  const [revoking, setRevoking] = useState<AccommodationDetail | null>(null)
  const [decided, setDecided] = useState<Decided | null>(null)
  const [minutes, setMinutes] = useState(0)
  const { busy, refused, wrong, run } = useWrite(asProblem, () => undefined)
  const mayAlone = user.role === 'lead' || user.role === 'admin'
  const leads = useRemote(mayAlone ? null : 'users', users).data?.filter(({ id, role }) => id !== user.id && role !== 'proctor')
  const there = candidate.accommodation_details.find((one) => one.type === type)

  async function send({ name, input, seat }: Decided, by?: { user: string; pin: string }): Promise<void> {
    const done = await run(async () => {
      const SignOff = by ? (await signOff(by.user, by.pin)).token : undefined
      await command(candidate.id, name, { ...input, ...(SignOff === undefined ? {} : { SignOff }) })
      if (seat !== '' && seat !== candidate.seat) await command(candidate.id, 'assign-seat', { Seat: seat })
    })
    if (done) onDone()
  }
  function decide(next: Decided): void {
    setDecided(next)
    if (mayAlone) void send(next)
  }
  function grant({ seat, ...input }: GrantInput): void {
    setMinutes(input.TimeExtension)
    decide({ name: 'desk-grant', input: { ...input, Type: type }, seat })
  }
  const revoke = (Reason: string) => revoking && decide({ name: 'desk-revoke', input: { Type: revoking.type, Reason }, seat: '' })
  const moved = revoking ? -revoking.minutes : minutes - (there?.minutes ?? 0)

  return (
    <Ask title={revoking ? t('grant.revoke-title', { what: revoking.name ?? revoking.type }) : t('grant.title')} level={3} refused={refused} onClose={onClose}>
      {decided && !mayAlone ? (
        <>
          <EndEffect candidate={candidate} moved_minutes={moved} />
          <p className={ask['note']}>{t('sign.lead-needed')}</p>
          {leads ? <SecondSignature people={leads} busy={busy} wrong={wrong} send={t('sign.send')} onSign={(id, pin) => void send(decided, { user: id, pin })} onClose={onClose} /> : null}
        </>
      ) : revoking ? (
        <>
          <EndEffect candidate={candidate} moved_minutes={moved} />
          <ReasonChoices choices={([1, 2] as const).map((n) => t(`grant.reason.revoke.${n}`))} busy={busy} send={t('grant.revoke')} onReason={revoke} onClose={onClose} />
        </>
      ) : type === null ? (
        <ChooseKind candidate={candidate} onKind={setType} onRevoke={setRevoking} onClose={onClose} />
      ) : (
        <GrantFields candidate={candidate} type={type} busy={busy} send={mayAlone ? t('grant.send') : t('clock.next-step')} onGrant={grant} onClose={onClose} />
      )}
    </Ask>
  )
}
