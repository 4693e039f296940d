/** 32-bit string hashes (FNV-1a with a final mix): the keys of model features and of fingerprints; part of the model format. */
const offset = 0x811c9dc5;
const prime = 0x01000193;

/** Spreads the bits of a hash (the finaliser of MurmurHash3); unsigned. */
export function mix(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** One more code unit of an unmixed hash. */
export function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, prime);
}

/** The unmixed hash of the empty string, one for each `salt`. */
export function start(salt: number): number {
  return step(offset, salt);
}

/** The hash of a string; unsigned. */
export function hashText(text: string, salt = 0): number {
  let hash = start(salt);
  for (let at = 0; at < text.length; at += 1) hash = step(hash, text.charCodeAt(at));
  return mix(hash);
}

/** The hash of a sequence of two hashes; unsigned. */
export function combine(first: number, second: number, salt: number): number {
  return mix(Math.imul(first ^ salt, 0x9e3779b1) + Math.imul(second, 0x85ebca77));
}
