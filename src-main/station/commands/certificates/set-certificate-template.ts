/** Sets what a program's certificates say, for the desks and for the API's own certificates; null goes back to the usual one. */
import { certificateTemplateInput, type CertificateTemplateInput } from '../../../../src-shared/commands/certificate-template.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { isRefusal, type Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { renderHtml } from '../templates/render-template.ts'

/** Somebody who is nobody, to look at a template with. */
export const SAMPLE_CERTIFICATION: Doc = {
  name: 'Zoë D’Arcy-Müller', first_name: 'Zoë', last_name: 'D’Arcy-Müller', number: 7012, certification_date: '2026-11-23', expiration_date: '2029-11-22',
  exam_name: 'Electrician', exam_date: '2026-11-23', venue_name: 'Burnaby Test Centre', registration_number: 401,
}

/** What the template makes of that person, as HTML. */
export function sampleCertificate(program: Doc, template: string): string | Refusal {
  const made = renderHtml(template, { ...SAMPLE_CERTIFICATION, subject_name: program.name }, 'Template')
  return isRefusal(made) ? refuseFor('template-broken', { why: made.detail }) : made
}

export const setCertificateTemplate = defineCommand({
  name: 'set-certificate-template',
  input: certificateTemplateInput,
  lane: ({ program }: CertificateTemplateInput) => `programs/${program}`,
  load: (reader: GuardedReader, { program }: CertificateTemplateInput) => reader.get('programs', program),
  decide(program: Loaded | undefined, { Template = null }: CertificateTemplateInput): Decision {
    if (!program) return refuseFor('program-unknown', {})
    const tried = Template === null ? '' : sampleCertificate(program.doc, Template)
    if (isRefusal(tried)) return tried
    const { certificate_template: _before, ...rest } = program.doc
    const after: Doc = Template === null ? rest : { ...rest, certificate_template: Template }
    return { changes: [{ key: program.key, before: program.doc, after, site: program.site }], answer: () => ({ id: program.key.id, template: Template }) }
  },
})
