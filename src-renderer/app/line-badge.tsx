/** The line to headquarters in a few words; opens what waits behind it. */
import { Cloud, CloudCheck, CloudOff, CloudUpload, GitCompareArrows, HardDrive } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Line } from '../../src-shared/ipc.ts'
import type { Tone } from '../ui/chip.tsx'
import type { Translate } from '../ui/i18n.ts'
import { useI18n } from '../ui/i18n.ts'
import { clockTime } from '../ui/time.ts'
import tones from '../ui/tone.module.css'
import { go } from './route-store.ts'
import styles from './frame.module.css'

interface Look {
  icon: LucideIcon
  tone: Tone
  text: string
}

/** What the badge says, the most urgent first. */
function lookOf(line: Line, time: string, t: Translate): Look {
  const waits = line.pending > 0 ? t('line.waiting', { n: line.pending }) : ''
  const join = (...parts: string[]) => parts.filter((part) => part !== '').join(' · ')
  const offline = line.hq !== null && !line.online ? t('line.offline', { time }) : ''
  if (line.conflicts > 0) return { icon: GitCompareArrows, tone: 'stop', text: join(t('line.conflicts', { n: line.conflicts }), offline, waits) }
  if (line.hq === null) return { icon: HardDrive, tone: 'plain', text: t('line.alone') }
  if (line.paused) return { icon: Cloud, tone: 'wait', text: join(t('line.paused'), waits) }
  if (!line.online) return { icon: CloudOff, tone: 'wait', text: join(offline, waits) }
  return line.pending > 0 ? { icon: CloudUpload, tone: 'wait', text: waits } : { icon: CloudCheck, tone: 'done', text: t('line.all-sent') }
}

export function LineBadge({ line, zone }: { line: Line; zone: string }) {
  const { t, locale } = useI18n()
  const { icon: Icon, tone, text } = lookOf(line, clockTime(line.since, zone, locale), t)
  return (
    <>
      <button type="button" className={`${styles['badge']} ${tones[tone]}`} onClick={() => go({ place: 'sync' })}>
        <Icon aria-hidden size={18} />
        <span>{text}</span>
      </button>
      <span role="status" className="unseen">
        {text}
      </span>
    </>
  )
}
