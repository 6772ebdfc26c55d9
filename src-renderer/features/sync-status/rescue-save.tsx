/** Makes the file, hands it to the browser's download, and shows the phrase once, large enough to be copied by hand. */
import { useEffect, useState } from 'react'
import { Download } from 'lucide-react'
import { asProblem } from '../../api/api-problem.ts'
import { saveRescue } from '../../api/desk-api.ts'
import type { SavedRescue } from '../../api/desk-api.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { saveFile } from '../../ui/save-file.ts'
import styles from './rescue.module.css'

export function RescueSave({ onDone }: { onDone: () => void }) {
  const { t } = useI18n()
  const [saved, setSaved] = useState<SavedRescue | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  useEffect(() => {
    let gone = false
    saveRescue().then(
      (made) => !gone && setSaved(made),
      (error: unknown) => !gone && setFailed(refusalText(asProblem(error), t) ?? t('common.failed')),
    )
    return () => {
      gone = true
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- one file for one press
  }, [])
  if (failed) {
    return (
      <div className={styles['actions']}>
        <p role="alert" className={styles['failed']}>
          {failed}
        </p>
        <Button keyCap="Esc" onPress={onDone}>
          {t('common.leave-it')}
        </Button>
      </div>
    )
  }
  if (!saved) return <p role="status">{t('rescue.making')}</p>
  return (
    <div className={styles['saved']}>
      <p>{t('rescue.phrase', { n: saved.writes + saved.cards })}</p>
      <p className={styles['phrase']}>{saved.phrase}</p>
      <p className={styles['quiet']}>{t('rescue.phrase.help')}</p>
      <div className={styles['actions']}>
        <Button icon={Download} kind="primary" onPress={() => download(saved)}>
          {t('rescue.download')}
        </Button>
        <Button keyCap="Esc" onPress={onDone}>
          {t('rescue.done')}
        </Button>
      </div>
    </div>
  )
}

function download({ name, file }: SavedRescue): void {
  saveFile(name, Uint8Array.from(atob(file), (sign) => sign.codePointAt(0) ?? 0), 'application/octet-stream')
}
