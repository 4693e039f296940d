/**
 * New moons and the Sun's place, after Jean Meeus, Astronomical Algorithms (2nd edition), chapters 49 and 25: new moons
 * within seconds, the Sun within a hundredth of a degree, for dates from 1950 to 2150.
 */

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const sin = (degrees: number) => Math.sin(radians(degrees));

/** Julian date of 1970-01-01T00:00Z. */
const EPOCH = 2_440_587.5;
const J2000 = 2_451_545;

/** Earth's rotation lags behind even time by this, in days; NASA's polynomial for 2005 to 2050, close enough around it. */
function deltaT(julian: number): number {
  const years = (julian - J2000) / 365.25;
  return (62.92 + 0.32217 * years + 0.005589 * years * years) / 86_400;
}

/** Periodic terms of a new moon: factor in days, power of E, multiples of M, M', F. */
const TERMS: readonly (readonly [number, number, number, number, number])[] = [
  [-0.4072, 0, 0, 1, 0],
  [0.17241, 1, 1, 0, 0],
  [0.01608, 0, 0, 2, 0],
  [0.01039, 0, 0, 0, 2],
  [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0],
  [0.00208, 2, 2, 0, 0],
  [-0.00111, 0, 0, 1, -2],
  [-0.00057, 0, 0, 1, 2],
  [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0],
  [0.00042, 1, 1, 0, 2],
  [0.00038, 1, 1, 0, -2],
  [-0.00024, 1, -1, 2, 0],
  [-0.00007, 0, 2, 1, 0],
  [0.00004, 0, 0, 2, -2],
  [0.00004, 0, 3, 0, 0],
  [0.00003, 0, 1, 1, -2],
  [0.00003, 0, 0, 2, 2],
  [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, -1, 1, 2],
  [-0.00002, 0, -1, 1, -2],
  [-0.00002, 0, 1, 3, 0],
  [0.00002, 0, 0, 4, 0],
];

/** What the planets add: factor in millionths of a day, start and pace of the angle. */
const PLANETS: readonly (readonly [number, number, number])[] = [
  [325, 299.77, 0.107408],
  [165, 251.88, 0.016321],
  [164, 251.83, 26.651886],
  [126, 349.42, 36.412478],
  [110, 84.66, 18.206239],
  [62, 141.74, 53.303771],
  [60, 207.14, 2.453732],
  [56, 154.84, 7.30686],
  [47, 34.52, 27.261239],
  [42, 207.19, 0.121824],
  [40, 291.34, 1.844379],
  [37, 161.72, 24.198154],
  [35, 239.56, 25.513099],
  [23, 331.55, 3.592518],
];

/** The `k`-th new moon after that of 6 January 2000, in days since 1970-01-01T00:00Z. */
export function newMoon(k: number): number {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
  let julian = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00017 * sin(node);
  for (const [factor, power, m, m2, f] of TERMS)
    julian += factor * e ** power * sin(m * sun + m2 * moon + f * latitude);
  for (const [factor, start, pace] of PLANETS) julian += factor * 1e-6 * sin(start + pace * k);
  return julian - deltaT(julian) - EPOCH;
}

/** The number of the last new moon at or before this time (days since 1970-01-01T00:00Z), give or take one. */
export const newMoonNumberNear = (days: number): number => Math.floor((days + EPOCH - 2_451_550.1) / 29.530588861);

/** The Sun's apparent longitude in degrees, 0 to 360, at a time in days since 1970-01-01T00:00Z. */
export function solarLongitude(days: number): number {
  const julian = days + EPOCH;
  const t = (julian + deltaT(julian) - J2000) / 36_525;
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t;
  const anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t;
  const centre =
    (1.914602 - 0.004817 * t) * sin(anomaly) +
    (0.019993 - 0.000101 * t) * sin(2 * anomaly) +
    0.000289 * sin(3 * anomaly);
  const apparent = mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return ((apparent % 360) + 360) % 360;
}
