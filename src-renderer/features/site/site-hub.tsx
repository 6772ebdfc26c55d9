/** What this laptop has to do with the hub of its site: it is the hub, or it may be paired with one, or become it. */
import { useCallback, useRef } from 'react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import { hubView } from '../../api/hub-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { useI18n } from '../../ui/i18n.ts'
import { HubPart } from './hub-part.tsx'
import { OwnHub } from './own-hub.tsx'

/** The time that is left and who is connected are told by asking. */
const read_ms = 1_000

export function SiteHub({ user, zone }: { user: DeskUser; zone: string }) {
  const { t } = useI18n()
  const mayRead = user.role !== 'proctor'
  const { data: hub, problem, reload } = useRemote(mayRead ? 'hub' : null, hubView, read_ms)
  const isNone = problem?.status === 404
  const changed = useRef(false)
  const takeChange = useCallback(() => {
    const was = changed.current
    changed.current = false
    return was
  }, [])
  const change = () => {
    changed.current = true
    reload()
  }
  if (hub && !isNone) return <HubPart hub={hub} zone={zone} reload={reload} takeChange={takeChange} onCeased={change} />
  return (
    <>
      {problem && !isNone && problem.code !== 'unreachable' && problem.status !== 403 ? <p role="alert">{t('hub.failed')}</p> : null}
      <OwnHub mayChange={isNone} zone={zone} takeChange={takeChange} onBecome={change} />
    </>
  )
}
