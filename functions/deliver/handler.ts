/** Stands in for the function 'deliver' until it is written; refuses to run, so that nothing is taken for done. */
export const handler = async (): Promise<never> => {
  throw new Error("The function 'deliver' is not written yet.");
};
