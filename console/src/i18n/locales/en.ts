import common from './en/common.json' with { type: 'json' };
import inbox from './en/inbox.json' with { type: 'json' };
import labels from './en/labels.json' with { type: 'json' };
import mentions from './en/mentions.json' with { type: 'json' };
import queries from './en/queries.json' with { type: 'json' };
import sources from './en/sources.json' with { type: 'json' };

/** Every area's texts; a new area is its file and a line here, in both languages. */
export default { common, inbox, labels, mentions, queries, sources };
