/** Stands in for the function 'auditor' until it is written; refuses to run, so that nothing is taken for done. */
export const handler = async (): Promise<never> => {
  throw new Error("The function 'auditor' is not written yet.");
};
