/** Types of incidents in the words of the window; another program's own words stay as they are. */
import { splitIncidentType } from '../../../src-shared/incident-types.ts'
import type { Translate } from '../../ui/i18n.ts'

export function typeWords(type: string, t: Translate): { area: string; kind: string } {
  const known = splitIncidentType(type)
  return known ? { area: t(`incident.area.${known.area}`), kind: t(`incident.kind.${known.kind}`) } : { area: t('incident.area.Other'), kind: type }
}
