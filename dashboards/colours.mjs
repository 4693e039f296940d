/** Colours of series, the same meaning on all dashboards. */
export const green = '#2f9e6e';
export const grey = '#98a2b3';
export const red = '#cc4b37';
export const blue = '#3d7cc9';
export const orange = '#dd8a2e';
