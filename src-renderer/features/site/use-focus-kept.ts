/** What was pressed is gone with what this laptop was: the focus goes on to what it is now. */
import { useEffect } from 'react'
import { focusOn, SITE_HUB_ID } from '../../ui/focus-on.ts'

/** @param shown once the part is on the screen */
export function useFocusKept(shown: boolean): void {
  useEffect(() => {
    if (shown && document.activeElement === document.body) focusOn(SITE_HUB_ID)
  }, [shown])
}
