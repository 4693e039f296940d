import { describe } from 'vitest';
import { storageContract } from '../contracts/storage.contract.ts';
import { RECORDS } from '../support/databases.ts';

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(skip ?? name, () => storageContract(name, open));
}
