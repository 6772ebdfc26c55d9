/** What a program's certificates say, as an administrator writes it. An extension of Hallpass. */
import { Type, type Static } from 'typebox'
import { id_characters_max, template_characters_max } from '../limits.ts'
import { ID_PATTERN } from '../resource/fields.ts'
import { body, orNull } from './booking-fields.ts'

const program = Type.String({ description: 'The program', pattern: ID_PATTERN, maxLength: id_characters_max })
const source = Type.String({ description: 'Liquid source', maxLength: template_characters_max })

export const certificateTemplateBody = body({ Template: Type.Optional(orNull(source)) })
export const certificateTemplateInput = body({ program, ...certificateTemplateBody.properties })
export type CertificateTemplateInput = Static<typeof certificateTemplateInput>

export const certificatePreviewBody = body({ program, Template: source })
