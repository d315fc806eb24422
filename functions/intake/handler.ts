/** Stands in for the function 'intake' until it is written; refuses to run, so that nothing is taken for done. */
export const handler = async (): Promise<never> => {
  throw new Error("The function 'intake' is not written yet.");
};
