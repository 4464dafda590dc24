/** An error whose message is all that the person at the terminal needs: no stack is printed. */
export class ErrorForPeople extends Error {
  isForPeople = true;
}
