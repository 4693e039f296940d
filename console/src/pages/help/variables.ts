/** What texts may be filled with, as it is written in them. */
export const VARIABLES = [
  '{{customer.name|…}}',
  '{{ticket.code}}',
  '{{agent.name}}',
  '{{team.name}}',
  '{{channel.name}}',
].join(', ');

/** When work goes on; in the first answer only. */
export const OPENS = '{{opens}}';
