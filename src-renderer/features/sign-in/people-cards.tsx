/** The people of this site as large cards: arrow keys, a letter of the name, or a click. */
import { ListBox, ListBoxItem, Text } from 'react-aria-components'
import type { DeskUser } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import styles from './sign-in.module.css'

export function PeopleCards({ people, onChoose }: { people: DeskUser[]; onChoose: (user: DeskUser) => void }) {
  const { t } = useI18n()
  return (
    <ListBox
      className={styles['people'] ?? ''}
      aria-label={t('sign-in.who')}
      items={people}
      layout="grid"
      orientation="vertical"
      autoFocus="first"
      onAction={(id) => {
        const user = people.find((one) => one.id === id)
        if (user) onChoose(user)
      }}
    >
      {(user) => (
        <ListBoxItem id={user.id} textValue={user.name} className={styles['card'] ?? ''}>
          <span className={styles['initials']} aria-hidden>
            {user.initials}
          </span>
          <span className={styles['who']}>
            <Text slot="label" className={styles['name'] ?? ''}>
              <bdi>{user.name}</bdi>
            </Text>
            <Text slot="description" className={styles['role'] ?? ''}>
              {t(`role.${user.role}`)}
            </Text>
          </span>
        </ListBoxItem>
      )}
    </ListBox>
  )
}
