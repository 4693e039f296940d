import { IANAZone } from 'luxon';
import { z } from 'zod';

/** An IANA time zone, such as Asia/Ho_Chi_Minh. */
export const timeZone = z.string().refine((name) => IANAZone.isValidZone(name), {
  error: 'must be an IANA time zone such as Asia/Ho_Chi_Minh',
});
