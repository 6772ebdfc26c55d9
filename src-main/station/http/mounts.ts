/** Everything that a server mounts, one line each. */
import type { Mount } from './http-deps.ts'
import { mountBooking } from './mount-booking.ts'
import { mountCertificates } from './mount-certificates.ts'
import { mountDesk } from './mount-desk.ts'
import { mountEventRegistrations } from './mount-event-registrations.ts'
import { mountGenerateRegistration } from './mount-generate-registration.ts'
import { mountHub } from './mount-hub.ts'
import { mountMessages } from './mount-messages.ts'
import { mountOrders } from './mount-orders.ts'
import { mountReference } from './mount-reference.ts'
import { mountRescue } from './mount-rescue.ts'
import { mountResources } from './mount-resources.ts'
import { mountSync } from './mount-sync.ts'

export const MOUNTS: readonly Mount[] = [mountResources, mountGenerateRegistration, mountOrders, mountEventRegistrations, mountCertificates, mountMessages, mountReference, mountBooking, mountDesk, mountSync, mountRescue, mountHub]
