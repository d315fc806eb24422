/** Stands in for the function 'heartbeat' until it is written; refuses to run, so that nothing is taken for done. */
export const handler = async (): Promise<never> => {
  throw new Error("The function 'heartbeat' is not written yet.");
};
