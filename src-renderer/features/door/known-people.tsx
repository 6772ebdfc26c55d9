/** People who are known already and may be the one at the door. */
import { UserRoundCheck } from 'lucide-react'
import type { KnownPerson } from '../../../src-shared/desk/door.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import styles from './door.module.css'

export function KnownPeople({ people, onUse }: { people: KnownPerson[]; onUse: (person: KnownPerson) => void }) {
  const { t } = useI18n()
  if (people.length === 0) return null
  return (
    <section className={styles['known']} aria-label={t('walk-in.known', { n: people.length })}>
      <h3>{t('walk-in.known', { n: people.length })}</h3>
      <p>{t('walk-in.known.help')}</p>
      {people.map((person, at) => (
        <div key={person.id} className={styles['one']}>
          <span>
            <b>
              <bdi>{person.name}</bdi>
            </b>
            <small>{[person.code, person.email, person.birth_date].filter((fact) => fact !== null).join(' · ')}</small>
            {person.same.length > 0 ? <small>{t('walk-in.same', { what: person.same.map((what) => t(`walk-in.same.${what}`)).join(', ') })}</small> : null}
            {person.registration === null ? null : <small>{t('walk-in.there')}</small>}
          </span>
          <Button icon={UserRoundCheck} keyCap={`Alt ${at + 1}`} label={`${t(person.registration === null ? 'walk-in.use' : 'walk-in.show')}: ${person.name}`} onPress={() => onUse(person)}>
            {t(person.registration === null ? 'walk-in.use' : 'walk-in.show')}
          </Button>
        </div>
      ))}
    </section>
  )
}
