/** The lines of the icons of the later steps, on a field of 20 by 20. */
export const icons = {
  clock: 'M10 5.5V10l3 2M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z',
  check: 'm4.5 10.5 3.8 3.8 7.2-8.1',
  lock: 'M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9M5 9h10v7.5H5Z',
};
