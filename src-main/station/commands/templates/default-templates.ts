/** Templates for events, programs and notices that bring none of their own. */

/** A certificate shows at least who holds it (contract section 4). */
export const CERTIFICATE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Certificate</title></head>
<body style="font-family: serif; text-align: center; margin: 4em">
<p>This certificate is held by</p>
<h1>{{ name_to_be_printed_on_certificate | default: name }}</h1>
{% if subject_name %}<p>{{ subject_name }}</p>{% endif %}
{% if number %}<p>No. {{ number }}</p>{% endif %}
</body></html>
`

export const CONFIRMATION = {
  subject: 'Your registration{% if subject_name %} for {{ subject_name }}{% endif %}',
  body: `<p>Dear {{ name }},</p>
<p>you are registered{% if subject_name %} for {{ subject_name }}{% endif %}.{% if number %} Your registration has the number {{ number }}.{% endif %}</p>
`,
}
