import { randomUUID } from 'node:crypto';
import { MAX_MESSAGE_BYTES, MEDIA_TYPES } from '../../care/files/file-rules.ts';
import { InvalidInput } from '../../errors.ts';
import { LONGEST_COMPLAINT } from '../../pipeline/selfcare.ts';
import { type Html, html } from '../../reports/html.ts';
import { formField, ROOT } from './layout.ts';
import type { CustomerCall } from './page-call.ts';
import type { TextKey } from './texts.ts';

/** Without HEIC phones that have it hand over JPEG, of which the metadata can be taken out. */
const ACCEPTED = MEDIA_TYPES.filter((type) => type !== 'image/heic').join(',');

/** The fields in which customers write, with files; `action` is below the website's root. */
export function writeForm(
  call: CustomerCall,
  {
    action,
    label,
    hint,
    button,
    withName,
  }: { action: string; label: TextKey; hint: TextKey; button: TextKey; withName: boolean },
): Html {
  const { say, fields } = call;
  return html`<form class="card" method="post" enctype="multipart/form-data" action="${ROOT}${action}">
${formField(call)}
<input type="hidden" name="once" value="${randomUUID()}">
<label for="text">${say(label)}</label>
<textarea id="text" name="text" rows="6" required maxlength="${LONGEST_COMPLAINT}" aria-describedby="text-hint">${fields.text}</textarea>
<p class="quiet" id="text-hint">${say(hint)}</p>
<label for="files">${say('pictures')}</label>
<input id="files" type="file" name="files" multiple accept="${ACCEPTED}" aria-describedby="files-hint"
  data-too-large="${say('tooLarge')}">
<p class="quiet" id="files-hint">${say('picturesHint')}</p>
${
  withName &&
  html`<label for="name">${say('name')}</label>
<input id="name" name="name" maxlength="100" autocomplete="name" value="${fields.name}">`
}
<button>${say(button)}</button>
</form>`;
}

/** Takes in what such a form was filled with; gives what is wrong with it, if anything. */
export async function takeWritten(call: CustomerCall, ticket?: number): Promise<TextKey | undefined> {
  const { fields, files, identity, context, portal } = call;
  const { text = '', name = '', once = '' } = fields;
  if (text.trim() === '') return 'empty';
  if (text.length > LONGEST_COMPLAINT) return 'tooLong';
  if (!/^[0-9a-f-]{36}$/.test(once)) return 'stale';
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > MAX_MESSAGE_BYTES) return 'tooLarge';
  const message = { identity, name: name.trim().slice(0, 100) || null, text, once, files };
  try {
    await context.pipeline.takeSelfcareMessage(portal.row, ticket === undefined ? message : { ...message, ticket });
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInput) return 'empty';
    throw error;
  }
}
