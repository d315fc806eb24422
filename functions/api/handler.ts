/** Stands in for the function 'api' until it is written; refuses to run, so that nothing is taken for done. */
export const handler = async (): Promise<never> => {
  throw new Error("The function 'api' is not written yet.");
};
