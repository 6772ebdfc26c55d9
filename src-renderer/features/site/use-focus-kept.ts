/** What was pressed is gone with what this laptop was: the focus goes on to what it is now. */
import { useEffect } from 'react'
import { focusOn, SITE_HUB_ID } from '../../ui/focus-on.ts'

/**
 * @param shown once the part is on the screen
 * @param takeChange true once after each press that changed what this laptop is
 */
export function useFocusKept(shown: boolean, takeChange: () => boolean): void {
  useEffect(() => {
    if (shown && takeChange()) focusOn(SITE_HUB_ID)
  }, [shown, takeChange])
}
