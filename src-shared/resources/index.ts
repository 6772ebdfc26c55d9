/** The registry: adding a resource is its own file and a line here. */
import type { Resource } from '../resource/define-resource.ts'
import { certifications } from './certifications.ts'
import { courseRegistrations } from './course-registrations.ts'
import { eventRegistrations } from './event-registrations.ts'
import { examRegistrations } from './exam-registrations.ts'

export const RESOURCES: readonly Resource[] = [examRegistrations, courseRegistrations, eventRegistrations, certifications]

const byCollection = new Map<string, Resource>(RESOURCES.map((resource) => [resource.collection, resource]))

/** The declaration of a collection, undefined where it has no document of its own. */
export function resourceOf(collection: string): Resource | undefined {
  return byCollection.get(collection)
}
