/** The numbers of tickets that somebody wrote, however they parted them, each once. */
export const numbersIn = (text: string): number[] => [...new Set(text.match(/\d+/g)?.map(Number) ?? [])];
