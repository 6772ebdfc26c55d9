/** Kinds of incidents in two levels. Written into the record as they are here, in every language of the window. */

export const INCIDENT_TYPES = {
  Environment: ['Noise', 'Power', 'Heating or light', 'Alarm or evacuation', 'Other'],
  Examinee: ['Ill', 'Late', 'Identity in doubt', 'Forbidden item', 'Talking or copying', 'Left without leave', 'Other'],
  Proctor: ['Wrong material handed out', 'Wrong time announced', 'Unattended room', 'Other'],
  Technical: ['Computer', 'Network', 'Printer', 'Power', 'Other'],
  Material: ['Paper missing', 'Misprint', 'Scrap paper', 'Other'],
} as const

export type IncidentArea = keyof typeof INCIDENT_TYPES
export type IncidentKind = (typeof INCIDENT_TYPES)[IncidentArea][number]

export const INCIDENT_AREAS = Object.keys(INCIDENT_TYPES) as IncidentArea[]

/** "Technical: Network" */
export function incidentType(area: IncidentArea, kind: IncidentKind): string {
  return `${area}: ${kind}`
}

/** The two levels of a stored type; undefined where it is another program's own words. */
export function splitIncidentType(type: string): { area: IncidentArea; kind: IncidentKind } | undefined {
  const [area, kind] = type.split(': ')
  const known = INCIDENT_AREAS.find((one) => one === area)
  const found = known && (INCIDENT_TYPES[known] as readonly IncidentKind[]).find((one) => one === kind)
  return known && found ? { area: known, kind: found } : undefined
}
