/** A page of a calendar with a day that is taken. */
export const icon = (
  <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M8 3h1.5v2h5V3H16v2h2.5A1.5 1.5 0 0 1 20 6.5v12a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-12A1.5 1.5 0 0 1 5.5 5H8V3Zm-2.5 6.500v9h13v-9h-13Zm9.800 2.300 1.100 1-4.700 5-2.700-2.600 1-1.100 1.600 1.500 3.700-3.800Z"
    />
  </svg>
);
