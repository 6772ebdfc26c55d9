/** Who is signed in; from here to somebody else. */
import { useState } from 'react'
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import { ArrowLeftRight, CircleUserRound, LogOut } from 'lucide-react'
import type { DeskUser } from '../../src-shared/desk.ts'
import { useI18n } from '../ui/i18n.ts'
import { useSuspendedKeys } from '../ui/key-store.ts'
import { leaveDesk } from './leave-desk.ts'
import styles from './rail.module.css'

export function PersonMenu({ user, className }: { user: DeskUser; className: string }) {
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  useSuspendedKeys(open)
  return (
    <MenuTrigger isOpen={open} onOpenChange={setOpen}>
      <Button className={className} aria-label={t('person-menu.title', { name: user.name })}>
        <CircleUserRound aria-hidden size={22} />
        <span>{user.name.split(/\s+/)[0]}</span>
      </Button>
      <Popover placement="end bottom">
        <Menu className={styles['menu'] ?? ''} aria-label={user.name}>
          <MenuSection>
            <Header className={styles['whole'] ?? ''}>
              {user.name}, {t(`role.${user.role}`)}
            </Header>
            <MenuItem className={styles['item'] ?? ''} onAction={() => leaveDesk('switch')}>
              <ArrowLeftRight aria-hidden size={18} /> {t('person-menu.switch')}
            </MenuItem>
            <MenuItem className={styles['item'] ?? ''} onAction={() => leaveDesk('out')}>
              <LogOut aria-hidden size={18} /> {t('person-menu.sign-out')}
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
