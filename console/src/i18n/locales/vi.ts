import common from './vi/common.json' with { type: 'json' };
import inbox from './vi/inbox.json' with { type: 'json' };
import labels from './vi/labels.json' with { type: 'json' };
import mentions from './vi/mentions.json' with { type: 'json' };
import queries from './vi/queries.json' with { type: 'json' };
import sources from './vi/sources.json' with { type: 'json' };

/** Every area's texts, by which keys are checked; a new area is its file and a line here, in both languages. */
export default { common, inbox, labels, mentions, queries, sources };
