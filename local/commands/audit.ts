export const help=''; export async function run(){return 1}
