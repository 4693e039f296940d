const onsets = 'ngh ng nh ch gh gi kh ph qu th tr b c d g h k l m n p r s t v x'.split(' ');
/** The rimes of Vietnamese with all marks taken off (ươ → uo, iê → ie). */
const rimes = new Set(
  `a e i o u y ac ach ai am an ang anh ao ap at au ay e ec em en eng enh eo ep et eu ech
  i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oau oay
  oc oe oen oeo oet oi om on ong ooc oong op ot u ua uan uang uat uay uc ue uech uen uenh uet ui um un ung uo uoc uoi uom uon
  uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu yeng`
    .split(/\s+/)
    .filter(Boolean),
);

/** Whether a lower-case word without marks can be a Vietnamese syllable by its spelling ("nghieng" yes, "strong" no). */
export function isFoldedSyllable(word: string): boolean {
  if (word.length === 0 || word.length > 7) return false;
  if (rimes.has(word)) return true;
  for (const onset of onsets) {
    if (!word.startsWith(onset)) continue;
    if (word === 'gi' || word === 'giu') return true;
    return rimes.has(word.slice(onset.length)) || (onset === 'gi' && rimes.has(word.slice(1)));
  }
  return false;
}
