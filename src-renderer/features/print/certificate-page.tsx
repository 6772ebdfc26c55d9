/** Certificates, one a page: the name very large, then only what the records hold. */
import type { Certificate } from '../../../src-shared/desk/certificates.ts'
import type { Sitting } from '../../../src-shared/desk.ts'
import type { MessageKey } from '../../messages/en.ts'
import { useI18n } from '../../ui/i18n.ts'
import { PlainMarkup } from '../../ui/plain-markup.tsx'
import { PrintSheet } from '../../ui/print-sheet.tsx'
import { fullDate } from '../../ui/time.ts'
import styles from './certificate-page.module.css'

/** A name with more characters than this takes two lines, smaller. */
const long_name_characters = 26

export function CertificatePage({ certificates, sitting }: { certificates: readonly Certificate[]; sitting: Sitting }) {
  return (
    <PrintSheet>
      {certificates.map((certificate) => (
        <OnePage key={certificate.registration} certificate={certificate} sitting={sitting} />
      ))}
    </PrintSheet>
  )
}

function OnePage({ certificate, sitting }: { certificate: Certificate; sitting: Sitting }) {
  const { t } = useI18n()
  const { name, venue, own } = certificate
  return (
    <article className={styles['certificate']} {...(name.length > long_name_characters ? { 'data-long': true } : {})}>
      <p className={styles['venue']}>
        <bdi>{venue}</bdi>
      </p>
      {own === null ? <UsualText certificate={certificate} sitting={sitting} /> : (
        <div className={`${styles['what']} ${styles['own']}`}>
          <PlainMarkup html={own} />
        </div>
      )}
      <p className={styles['sign']}>{t('certificate.sign')}</p>
    </article>
  )
}

/** Only what the records hold. */
function UsualText({ certificate, sitting }: { certificate: Certificate; sitting: Sitting }) {
  const { t, locale } = useI18n()
  const { name, exam, venue, number, certification } = certificate
  const day = (date: string | null) => (date === null ? null : fullDate(date, sitting.time_zone, locale))
  const facts: [MessageKey, string | number | null][] = [
    ['certificate.date', day(certificate.date)],
    ['certificate.venue', venue],
    ['certificate.registration', number],
    ['certificate.program', certification?.program ?? null],
    ['certificate.number', certification?.number ?? null],
    ['certificate.since', day(certification?.date ?? null)],
    ['certificate.until', day(certification?.expires ?? null)],
  ]
  return (
    <>
      <div className={styles['what']}>
        <h1 className={styles['title']}>{t('certificate.title')}</h1>
        <p>{t('certificate.held-by')}</p>
        <p className={styles['name']} dir="auto">
          {name}
        </p>
        <p>{t('certificate.has-passed')}</p>
        <p className={styles['exam']}>
          <bdi>{exam ?? sitting.title}</bdi>
        </p>
      </div>
      <dl className={styles['facts']}>
        {facts.map(([key, value]) =>
          value === null ? null : (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
    </>
  )
}
